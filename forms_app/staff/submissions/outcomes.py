"""What became of something: of a change that was asked for, and why another is closed that nobody answered.

Each needs a day and, unless it was simply done, its reason; the sender reads which it is.
"""

from __future__ import annotations

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l

SAME = "same"
OUTCOMES: dict[str, LazyString] = {
    "withdrawn": _l("The person took it back"),
    SAME: _l("It came in twice: the earlier one is answered"),
    "void": _l("It is no request of a person (a test, advertising, or nothing that can be read)"),
}
# Of what somebody asks to be changed: see Policy.is_change.
CHANGES: dict[str, LazyString] = {
    "done": _l("It is done, in the agency's own system too"),
    "refused": _l("It cannot be done"),
    "asked": _l("Something must be asked first"),
}
WITH_WORDS = frozenset({"refused", "asked"})
