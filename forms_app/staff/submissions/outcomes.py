"""Why something is closed that nobody answered: each needs a day and its reason, and the sender reads which it is."""

from __future__ import annotations

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l

SAME = "same"
OUTCOMES: dict[str, LazyString] = {
    "withdrawn": _l("The person took it back"),
    SAME: _l("It came in twice: the earlier one is answered"),
    "void": _l("It is no request of a person (a test, advertising, or nothing that can be read)"),
}
