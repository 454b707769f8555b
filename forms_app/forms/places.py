"""The counties a case can be in."""

from __future__ import annotations

from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms.questions import Option
from forms_app.i18n.translation import lazy_gettext as _l

UNSURE = "unsure"
COUNTIES = (*(Option(name, name) for name in sorted(CALIFORNIA_COUNTIES)), Option(UNSURE, _l("I am not sure")))
