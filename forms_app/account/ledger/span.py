"""Which months are looked at: the last twelve, a year, or all that there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms_app.bundles.money import Case

LATEST, ALL = "", "all"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """`name`: what an address calls it. First and last month, such as 2026-09."""

    name: str
    first: str
    last: str

    def holds(self, month: str) -> bool:
        return self.first <= month <= self.last


EVERYTHING = Span(ALL, "0000-00", "9999-99")


def of(name: str, as_of: date) -> Span:
    """What is no year is the last twelve months up to this day, and whatever is later."""
    if name == ALL:
        return EVERYTHING
    if name.isascii() and name.isdigit() and len(name) == 4:
        return Span(name, f"{name}-01", f"{name}-12")
    year, month = divmod(as_of.year * 12 + as_of.month - MONTHS, 12)
    return Span(LATEST, f"{year:04d}-{month + 1:02d}", "9999-99")


def years(case: Case) -> list[str]:
    """Those in which the case has a month or a payment, the newest first."""
    found = {month.month[:4] for month in case.months} | {month_of(one.posted_on)[:4] for one in case.payments}
    return sorted(found, reverse=True)


def month_of(day: date) -> str:
    return day.isoformat()[:7]
