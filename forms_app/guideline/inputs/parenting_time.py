"""A child's time with one parent as a part of the year: typed as percent or nights, or taken from a common schedule."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from forms_app.facts.toml_file import Table, read
from forms_app.guideline.inputs.amounts import amount
from forms_app.guideline.inputs.mistakes import InputError

DAYS_A_YEAR, HOURS_A_DAY = 365, 24
HOURS_A_YEAR = DAYS_A_YEAR * HOURS_A_DAY
WHOLE = 100
_PERCENT = re.compile(r"\s*(%|percent|por ciento)\s*$", re.IGNORECASE)


class Count(NamedTuple):
    """So many times a year, so many hours each."""

    times: Fraction
    hours: Fraction

    @property
    def total(self) -> Fraction:
        return self.times * self.hours


class Schedule(NamedTuple):
    """A common way of sharing time, and how it is counted. `published`: the percent that a chart gives, if any."""

    id: str
    counts: tuple[Count, ...]
    published: int | None

    @property
    def hours(self) -> Fraction:
        """Hours a year with the parent whose time it is."""
        return sum((count.total for count in self.counts), Fraction(0))

    @property
    def nights(self) -> Fraction:
        """As days of 24 hours, which is how nights count."""
        return self.hours / HOURS_A_DAY

    @property
    def share(self) -> Fraction:
        """The part of the year, 0 to 1."""
        return self.hours / HOURS_A_YEAR


def share_of_percent(typed: str) -> Fraction:
    """The part of the time, 0 to 1, from percent as typed: 20, 20 %, 33,3. Raises InputError."""
    percent = amount(_PERCENT.sub("", typed), fine=True)
    if 0 < percent < 1:
        raise InputError("as_part")
    if percent > WHOLE:
        raise InputError("over_whole")
    return Fraction(percent) / WHOLE


def share_of_nights(typed: str) -> Fraction:
    """The part of the time, 0 to 1, from nights a year as typed; 182.5 is half. In a leap year 366 is all of it."""
    nights = amount(typed, fine=True)
    if nights > DAYS_A_YEAR + 1:
        raise InputError("over_whole")
    return min(Fraction(nights) / DAYS_A_YEAR, Fraction(1))


def load(directory: Path) -> tuple[Schedule, ...]:
    """Every schedule, in the order of the file. Raises FactsError with file, line and remedy."""
    whole = read(directory / "parenting_time.toml", "[[schedule]]")
    return tuple(_schedule(table) for table in whole.keyed("schedule").values())


def _schedule(table: Table) -> Schedule:
    counts = tuple(_count(one) for one in table.tables("count"))
    published = table.number("published") if table.has("published") else None
    table.origin()
    table.refuse_unread()
    schedule = Schedule(table.id, counts, published)
    if schedule.hours > HOURS_A_YEAR:
        raise table.wrong(f"more than the {HOURS_A_YEAR} hours of a year", "Count no hour twice.", "count")
    return schedule


def _count(table: Table) -> Count:
    found = Count(_exact(table, "times"), _exact(table, "hours"))
    table.refuse_unread()
    return found


def _exact(table: Table, key: str) -> Fraction:
    try:
        number = Fraction(table.text(key))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if number < 0:
        raise table.wrong(f"{key} is not a number in quotes", f'Write it as {key} = "23.5".', key)
    return number
