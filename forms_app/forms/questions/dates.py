"""A date as three fields: month, day and year; read as people write it, in numbers or words, in English or Spanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from babel.dates import format_skeleton

from forms_app.deadlines import past_fault
from forms_app.deadlines.clock import newest_day
from forms_app.forms.questions.base import Question, Wrong
from forms_app.i18n.translation import format_date, get_locale
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import dates_written
from forms_app.text.cleaning import clean
from forms_app.text.dates_written import Perhaps, Twice, Unreadable, Written

PARTS = ("month", "day", "year")
ANY_LEAP_YEAR = 2000
_SKELETONS = {("year",): "y", ("year", "month"): "yMMMM", ("month", "day"): "MMMMd"}


class PastDate(Question):
    """A date from 1900 to today. Stored as YYYY-MM-DD."""

    macro = "date"
    kept_whole = True
    parts: ClassVar[tuple[str, ...]] = PARTS
    group: ClassVar[bool] = True

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(f"{self.name}-{part}" for part in self.parts)

    def check(self) -> str | None:
        typed = self._typed()
        if not any(typed):
            nothing: None = self.need(None)
            return nothing
        written = self._written(typed)
        if not any(letter.isalpha() for letter in "".join(typed)):
            self._ask_if_turned(written)
        return self._whole(written)

    def read(self, value: str) -> list[str]:
        return [format_date(date.fromisoformat(value), "long")]

    def newest(self) -> date:
        """The last day that may be given: one that has begun anywhere, for a person may be far east of the agency."""
        return newest_day()

    def _typed(self) -> list[str]:
        return [clean(self.text(part)) for part in PARTS]

    def _written(self, typed: list[str]) -> Written:
        """What was typed, as numbers; the year in full."""
        try:
            return self._in_full(dates_written.read(typed))
        except Unreadable as wrong:
            raise Wrong(_notreal(), self._input(wrong.place)) from None
        except Twice:
            raise Wrong(_l("The date is here twice, and not the same. Write it once."), *self.inputs[:3]) from None
        except Perhaps as found:
            raise Wrong(self._asked_back(found.written)) from None

    def _in_full(self, written: Written) -> Written:
        if written.year is None or written.digits == 4:
            return written
        century = self._century(written.year) if written.digits == 2 else None
        if century is None:
            raise Wrong(_l("Write the year with four digits, for example 2026."), self._input(dates_written.YEAR))
        return replace(written, year=century + written.year, digits=4)

    def _century(self, year: int) -> int | None:
        """Of a year of two digits; None where only the person knows it."""
        return 2000 if year <= self.newest().year % 100 else None

    def _asked_back(self, written: Written) -> object:
        """Day and month the other way round, or the month whose name was nearly written: never taken unasked."""
        try:
            full = self._in_full(written)
            if full.year:
                self._within_bounds(real(full))
        except Wrong:
            return _notreal()
        if full.day is None:
            return _l("Did you mean %(month)s? Write the month as a number or a whole word.", month=in_words(full))
        return _l(
            "Did you mean %(date)s? Then write the month in the first box, as a number or a word, and the day in the "
            "second.",
            date=in_words(full),
        )

    def _ask_if_turned(self, written: Written) -> None:
        """A day to come, in numbers alone, that is past with day and month exchanged: so most of the world writes."""
        month, day = written.month or 0, written.day or 0
        turned = replace(written, month=day, day=month)
        if not written.year or not (1 <= month <= 12 and 1 <= day <= 12) or real(written) <= self.newest():
            return
        if real(turned) <= self.newest():
            both = {"date": in_words(written), "other": in_words(turned)}
            raise Wrong(
                _l(
                    "%(date)s is in the future. Did you mean %(other)s? Then write the month in the first box and the "
                    "day in the second.",
                    **both,
                )
            )

    def _whole(self, written: Written) -> str:
        parts = written.month, written.day, written.year
        missing = [self._input(place) for place, number in enumerate(parts) if number is None]
        if missing:
            raise Wrong(_l("Enter the month, the day and the year of the date."), *missing)
        return self._within_bounds(real(written)).isoformat()

    def _within_bounds(self, day: date) -> date:
        fault = past_fault(day, self.newest())
        if fault == "future":
            raise Wrong(_l("This date is in the future. Enter today's date or an earlier one."))
        if fault:
            raise Wrong(_l("This date is too long ago. Enter a date after 1900."), self._input(dates_written.YEAR))
        return day

    def _input(self, place: int) -> str:
        return f"{self.name}-{PARTS[place]}"


def in_words(written: Written) -> str:
    """As much of a date as is known, in words; nothing of nothing."""
    known = {"year": written.year, "month": written.month, "day": written.day}
    parts = tuple(part for part, number in known.items() if number is not None)
    if not parts:
        return ""
    day = date(written.year or ANY_LEAP_YEAR, written.month or 1, written.day or 1)
    if len(parts) == len(known) or parts == ("month",):
        return str(format_date(day, "long" if len(parts) > 1 else "LLLL"))
    return str(format_skeleton(_SKELETONS[parts], day, locale=get_locale()))


def real(written: Written) -> date:
    """What is not known counts as the first, or as a leap year."""
    parts = (written.year, ANY_LEAP_YEAR), (written.month, 1), (written.day, 1)
    try:
        return date(*(default if number is None else number for number, default in parts))
    except ValueError:
        raise Wrong(_notreal()) from None


def _notreal() -> object:
    return _l("This is not a real date. Check the month, the day and the year.")
