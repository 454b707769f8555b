"""What somebody owes, month by month: charged by the order, paid by what was applied, with interest or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from forms_app.case_data.contract.money import write
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Month, Rows, month_of, month_text

YEARLY_INTEREST = 10  # percent of what is owed at the beginning of a month
FRIDAY = 4


@dataclass(frozen=True)
class Line:
    """A line of an order: `amount` in cents."""

    order_no: int
    kind: str
    amount: int
    every: str
    since: date
    until: date | None

    def charged(self, month: Month) -> int:
        """What falls due in a month: weekly support on each Friday."""
        last = month_of(self.until) if self.until else month
        if not month_of(self.since) <= month <= last:
            return 0
        return self.amount * _times(self.every, month)


def _times(every: str, month: Month) -> int:
    if every in ("month", "twice_a_month"):
        return 2 if every == "twice_a_month" else 1
    first = date(month // 12, month % 12 + 1, 1)
    days = (first + timedelta(days=number) for number in range(31))
    fridays = [day for day in days if day.month == first.month and day.weekday() == FRIDAY]
    return len([day for day in fridays if every == "week" or day.toordinal() // 7 % 2])


class Balance(NamedTuple):
    """A month of a debt, in cents."""

    month: Month
    opening: int
    charged: int
    paid: int
    adjusted: int
    interest_opening: int
    interest_charged: int
    interest_paid: int
    interest_adjusted: int

    @property
    def closing(self) -> int:
        return self.opening + self.charged - self.paid + self.adjusted

    @property
    def interest_closing(self) -> int:
        return self.interest_opening + self.interest_charged - self.interest_paid + self.interest_adjusted


@dataclass
class Debt:
    """`owed_to`: family or aid; `until`: the last month that is shown. Payments are added by receipts."""

    rows: Rows
    case_id: str
    debt_no: int
    line: Line
    payer: Person
    receiver: Person | None
    owed_to: str
    interest: bool
    since: Month
    until: Month
    opening: int = 0
    error: int = 0  # cents by which the last month is wrong: a case being checked
    paid: Counter[Month] = field(default_factory=Counter)
    interest_paid: Counter[Month] = field(default_factory=Counter)
    adjusted: Counter[Month] = field(default_factory=Counter)
    interest_adjusted: Counter[Month] = field(default_factory=Counter)

    def balances(self) -> Iterator[Balance]:
        """Every month from the first to the last."""
        opening, interest = self.opening, 0
        for month in range(self.since, self.until + 1):
            now = Balance(
                month,
                opening,
                self.line.charged(month),
                self.paid[month],
                self.adjusted[month],
                interest,
                max(opening, 0) * YEARLY_INTEREST // 1200 if self.interest else 0,
                self.interest_paid[month],
                self.interest_adjusted[month],
            )
            yield now
            opening, interest = now.closing, now.interest_closing

    def in_month(self, month: Month) -> Balance:
        """Raises ValueError for a month that is not shown."""
        if not self.since <= month <= self.until:
            raise ValueError(f"{self.case_id}: {month_text(month)} is not among the months of debt {self.debt_no}")
        return next(one for one in self.balances() if one.month == month)

    def write(self) -> None:
        """The rows of its months, once all receipts are there."""
        for one in self.balances():
            is_last = one.month == self.until
            interest: dict[str, str] = {}
            if self.interest:
                interest = {
                    "opening_interest": write(one.interest_opening),
                    "interest_charged": write(one.interest_charged),
                    "interest_paid": write(one.interest_paid),
                    "interest_adjusted": write(one.interest_adjusted),
                    "closing_interest": write(one.interest_closing),
                }
            self.rows.add(
                "months",
                {
                    **{"case_id": self.case_id, "debt_no": self.debt_no, "month": month_text(one.month)},
                    "opening_principal": write(one.opening),
                    "charged": write(one.charged),
                    "paid": write(one.paid),
                    "adjusted": write(one.adjusted),
                    "closing_principal": write(one.closing + (self.error if is_last else 0)),
                    **interest,
                    "calculated_on": min(self.rows.today, _last_day(one.month)),
                },
            )


def _last_day(month: Month) -> date:
    following = month + 1
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
