"""A date as three fields: day, month and year; month names in English and Spanish are understood too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from forms_app.moment import today
from forms_app.questions.base import Question, Wrong
from forms_app.text import ascii_digits, clean, fold

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_MONTHS = {name: n for names in (_ENGLISH, _SPANISH) for n, name in enumerate(names.split(), start=1)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"setiembre": 9}


PARTS = ("month", "day", "year")
_LONGEST = 12  # of what may still be meant for a number or the name of a month


class PastDate(Question):
    """A date from 1900 to today. Stored as YYYY-MM-DD."""

    macro = "date"
    parts: ClassVar[tuple[str, ...]] = PARTS
    group: ClassVar[bool] = True

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(f"{self.name}-{part}" for part in self.parts)

    def check(self) -> str | None:
        typed = [clean(self.text(part)) for part in PARTS]
        if not any(typed):
            nothing: None = self.need(None)
            return nothing
        return self._whole(typed)

    def _whole(self, typed: list[str]) -> str:
        self._refuse_gaps(typed)
        return self._within_bounds(self._real(*typed)).isoformat()

    def read(self, value: str) -> list[str]:
        return [format_date(date.fromisoformat(value), "long")]

    def _refuse_gaps(self, typed: list[str]) -> None:
        missing = [f"{self.name}-{part}" for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise Wrong(_l("Enter the month, the day and the year of the date."), *missing)

    def _real(self, month: str, day: str, year: str) -> date:
        if len(ascii_digits(year)) != 4 and len(year) <= _LONGEST:
            raise Wrong(_l("Write the year with four digits, for example 2026."), f"{self.name}-year")
        try:
            return date(_number(year, int), _number(month, _month), _number(day, int))
        except ValueError:
            raise Wrong(_l("This is not a real date. Check the month, the day and the year.")) from None

    def _within_bounds(self, day: date) -> date:
        if day > today():
            raise Wrong(_l("This date is in the future. Enter today's date or an earlier one."))
        if day.year < 1900:
            raise Wrong(_l("This date is too long ago. Enter a date after 1900."), f"{self.name}-year")
        return day


def _number(text: str, read_as: Callable[[str], Any]) -> int:
    digits = ascii_digits(text)
    if len(digits) > _LONGEST:
        raise ValueError("too long")
    return int(read_as(digits))


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(fold(text).rstrip("."), 0)
