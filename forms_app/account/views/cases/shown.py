"""Her cases as pages name them: by their place among hers, and where she may know by court number and first names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from forms_app.bundles.details import CaseDetails, Details
from forms_app.bundles.money import CLOSED_FOR, Case, Money, OrderLine

DAYS = {"week": 7, "two_weeks": 14}


@dataclass(frozen=True, slots=True)
class CaseShown:
    """`place`: from 1. `around`: None while she may not know it, or where there is none to show."""

    place: int
    case: Case
    around: CaseDetails | None

    @property
    def first_names(self) -> str:
        return ", ".join(child.first_name for child in self.around.children) if self.around else ""

    @property
    def court_number(self) -> str:
        return self.around.court_number if self.around else ""

    @property
    def readable_until(self) -> date | None:
        """Of a closed case: the last day on which it stands here."""
        return self.case.closed_on + CLOSED_FOR if self.case.closed_on else None


def cases_shown(money: Money | None, details: Details | None) -> list[CaseShown]:
    around = {one.case_id: one for one in details.cases} if details else {}
    cases = money.cases if money else ()
    return [CaseShown(place, case, around.get(case.case_id)) for place, case in enumerate(cases, 1)]


def by_case_id(cases: Iterable[CaseShown]) -> dict[str, CaseShown]:
    """Where she has two roles in one case, the first."""
    found: dict[str, CaseShown] = {}
    for one in cases:
        found.setdefault(one.case.case_id, one)
    return found


def in_force(orders: Iterable[OrderLine], today: date) -> Iterator[OrderLine]:
    yield from (line for line in orders if line.begins_on <= today and (line.ends_on is None or today <= line.ends_on))


def next_due(line: OrderLine, today: date) -> date | None:
    """The next day on which it is due, today counted; None where the order does not say which day that is."""
    if line.every == "month" and line.due_day:
        found = _of_month(line.due_day, today)
    elif line.every in DAYS and line.begins_on <= today:
        step = DAYS[line.every]
        found = today + timedelta(days=-(today - line.begins_on).days % step)
    else:
        return None
    return found if line.ends_on is None or found <= line.ends_on else None


def _of_month(due_day: int, today: date) -> date:
    """A day that a month does not have is its last one."""
    this = _day_in(today.year, today.month, due_day)
    return this if this >= today else _day_in(today.year + today.month // 12, today.month % 12 + 1, due_day)


def _day_in(year: int, month: int, day: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), first_of_next - timedelta(days=1))
