"""A date of birth of which perhaps only a part is known, or only about how old the person is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, ClassVar

from forms_app.deadlines.clock import today
from forms_app.forms.questions.base import line_of
from forms_app.forms.questions.dates import PARTS
from forms_app.forms.questions.partial_dates import PartialDate, parsed, whole_day
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import format_date
from forms_app.i18n.translation import lazy_gettext as _l


class Birth(PartialDate):
    """A date of birth, or what is known of it, an age, or both. An age is written as the person would say it: 6,
    6 months, about 40.

    A whole date alone is stored as YYYY-MM-DD. Else it is {"date": ..., "age": ..., "on": the day the age was told},
    where a part of the date takes the place of the whole: {"year": 1985, "month": 3}.
    """

    macro = "birth"
    usual: ClassVar[Purpose] = Purpose.BIRTH
    parts: ClassVar[tuple[str, ...]] = (*PARTS, "age")
    written: ClassVar[tuple[str, ...]] = ("age",)

    def __init__(self, label: object, *, age: object, **more: Any) -> None:
        super().__init__(label, **more)
        self.age = age

    def check(self) -> Any:
        born, age = self.known_parts(), line_of(self.text("age"), 40)
        if not age:
            return self.need(born.get("date") or born)
        return {**born, "age": age, "on": today().isoformat()}

    def read(self, value: Any) -> list[str]:
        return self.read_parts(value) + ([] if isinstance(value, str) else _age_in_words(value))

    def _century(self, year: int) -> int | None:
        return super()._century(year) or 1900


def span(value: Any) -> tuple[date, date] | None:
    """The first and the last day on which a person with this stored date of birth can be born; None if unknown."""
    born = whole_day(value)
    if born:
        return born, born
    written = parsed(value or {})
    if not written.year:
        return None
    last = written.month or 12
    return (
        date(written.year, written.month or 1, written.day or 1),
        date(written.year, last, written.day or monthrange(written.year, last)[1]),
    )


def _age_in_words(value: dict[str, Any]) -> list[str]:
    if "age" not in value:
        return []
    on = format_date(date.fromisoformat(value["on"]), "long")
    return [str(_l("Age: %(age)s (told on %(day)s)", age=value["age"], day=on))]
