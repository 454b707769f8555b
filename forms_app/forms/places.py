"""The counties a case can be in."""

from __future__ import annotations

from collections import UserString

from forms_app.facts import counties
from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms.questions import Option
from forms_app.i18n.translation import get_locale
from forms_app.i18n.translation import lazy_gettext as _l


class CountyName(UserString):
    """What a county is called in the language of whoever reads it."""

    def __init__(self, name: str) -> None:  # without the parent's: `data` is worked out
        self._name = name

    @property
    def data(self) -> str:  # type: ignore[override]
        return counties.name_in(get_locale().language, self._name)


def county_named(name: str) -> str:
    return str(CountyName(name))


UNSURE = "unsure"
COUNTIES = (
    *(Option(name, CountyName(name)) for name in sorted(CALIFORNIA_COUNTIES)),
    Option(UNSURE, _l("I am not sure")),
)
