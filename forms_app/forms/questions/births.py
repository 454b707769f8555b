"""A date of birth of which perhaps only a part is known, or only about how old the person is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any, ClassVar

from forms_app.deadlines.clock import today
from forms_app.forms.questions.base import Wrong, line_of
from forms_app.forms.questions.dates import PARTS, PastDate, in_words, real
from forms_app.forms.questions.dates_written import Written
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import format_date
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text.cleaning import fold

# What people write into a box whose answer they do not know: ?, --, 00, xx, no sé.
_UNKNOWN = re.compile(r"[\W_]+|0+|x+|n ?/ ?a|no (?:lo )?se|no sabe|unknown|desconocid[oa]|(?:i )?don\W?t know")


class Birth(PastDate):
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
        typed = ["" if _UNKNOWN.fullmatch(fold(part)) else part for part in self._typed()]
        age = line_of(self.text("age"), 40)
        born = self._born(self._written(typed)) if any(typed) else {}
        if not age:
            return self.need(born.get("date") or born)
        return {**born, "age": age, "on": today().isoformat()}

    def read(self, value: Any) -> list[str]:
        if isinstance(value, str):
            return super().read(value)
        whole = super().read(value["date"]) if "date" in value else [in_words(_parse(value))]
        return [line for line in (*whole, *_age_in_words(value)) if line]

    def _century(self, year: int) -> int | None:
        return super()._century(year) or 1900

    def _born(self, written: Written) -> dict[str, Any]:
        """What is known of it, in the order of time. A year alone is checked as its first day would be."""
        if written.day and not written.month:
            raise Wrong(_l("Enter the month too, or leave the day blank."), f"{self.name}-month")
        first = self._within_bounds(real(written))
        parts = {"year": written.year, "month": written.month, "day": written.day}
        if None not in parts.values():
            return {"date": first.isoformat()}
        return {part: number for part, number in parts.items() if number is not None}


def span(value: Any) -> tuple[date, date] | None:
    """The first and the last day on which a person with this stored date of birth can be born; None if unknown."""
    born = value.get("date") if isinstance(value, dict) else value
    if born:
        return date.fromisoformat(born), date.fromisoformat(born)
    written = _parse(value or {})
    if not written.year:
        return None
    last = written.month or 12
    return (
        date(written.year, written.month or 1, written.day or 1),
        date(written.year, last, written.day or monthrange(written.year, last)[1]),
    )


def _parse(value: dict[str, Any]) -> Written:
    return Written(value.get("month"), value.get("day"), value.get("year"), 4)


def _age_in_words(value: dict[str, Any]) -> list[str]:
    if "age" not in value:
        return []
    on = format_date(date.fromisoformat(value["on"]), "long")
    return [str(_l("Age: %(age)s (told on %(day)s)", age=value["age"], day=on))]
