"""How far a submission is: the states, in the order of the work. The values are stored."""

from __future__ import annotations

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l

STATES: dict[str, LazyString] = {
    "received": _l("new"),
    "working": _l("being worked on"),
    "waiting": _l("waiting for the person"),
    "apart": _l("perhaps sent by a program"),
    "closed": _l("closed"),
}
