"""A date of birth of which perhaps only a part is known, or only about how old the person is."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from babel.dates import format_skeleton
from flask_babel import format_date, get_locale
from flask_babel import lazy_gettext as _l

from forms_app.moment import today
from forms_app.questions.base import Wrong, line_of
from forms_app.questions.dates import PARTS, PastDate
from forms_app.text import clean

_ANY_LEAP_YEAR = "2000"
_SKELETONS = {("year",): "y", ("year", "month"): "yMMMM", ("month",): "MMMM", ("month", "day"): "MMMMd"}


class Birth(PastDate):
    """A date of birth, an age, or both. An age is written as the person would say it: 6, 6 months, about 40.

    A whole date alone is stored as YYYY-MM-DD. Else it is {"date": ..., "age": ..., "on": the day the age was told};
    a `partial` one also takes a part of the date: {"year": 1985, "month": 3}.
    """

    macro = "birth"
    parts: ClassVar[tuple[str, ...]] = (*PARTS, "age")

    def __init__(self, label: object, *, age: object, partial: bool = False, **known: Any) -> None:
        super().__init__(label, **known)
        self.age = age
        self.partial = partial

    def check(self) -> Any:
        typed, age = [clean(self.text(part)) for part in PARTS], line_of(self.text("age"), 40)
        born = self._born(typed) if any(typed) else {}
        if not age:
            return self.need(born.get("date") or born)
        return {**born, "age": age, "on": today().isoformat()}

    def _born(self, typed: list[str]) -> dict[str, Any]:
        return {"date": self._whole(typed)} if all(typed) or not self.partial else self._part(*typed)

    def _part(self, month: str, day: str, year: str) -> dict[str, Any]:
        """What is known of it, in the order of time. A year alone is checked as its first day would be."""
        if day and not month:
            raise Wrong(_l("Enter the month too, or leave the day blank."), f"{self.name}-month")
        first = self._within_bounds(self._real(month or "1", day or "1", year or _ANY_LEAP_YEAR))
        known = {"year": first.year, "month": first.month, "day": first.day}
        typed = {"year": year, "month": month, "day": day}
        return {part: number for part, number in known.items() if typed[part]}

    def read(self, value: Any) -> list[str]:
        if isinstance(value, str):
            return super().read(value)
        whole = super().read(value["date"]) if "date" in value else _part_in_words(value)
        return [*whole, *_age_in_words(value)]


def _part_in_words(value: dict[str, Any]) -> list[str]:
    known = tuple(part for part in ("year", "month", "day") if part in value)
    if not known:
        return []
    day = date(value.get("year", int(_ANY_LEAP_YEAR)), value.get("month", 1), value.get("day", 1))
    return [str(format_skeleton(_SKELETONS[known], day, locale=get_locale()))]


def _age_in_words(value: dict[str, Any]) -> list[str]:
    if "age" not in value:
        return []
    on = format_date(date.fromisoformat(value["on"]), "long")
    return [str(_l("Age: %(age)s (told on %(day)s)", age=value["age"], day=on))]
