"""The first page: last money and the next ordered, the balance with its date, of each of her cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.opened import opened
from forms_app.bundles.money import Case, Month, OrderLine, Payment


@dataclass(frozen=True, slots=True)
class Glance:
    """One case on the first page. `balance`: the last month of each kind of debt; `ordered`: the lines in force."""

    case: Case
    last: Payment | None
    balance: tuple[Month, ...]
    ordered: tuple[OrderLine, ...]

    @property
    def owed(self) -> int:
        return sum(month.closing for month in self.balance)

    @property
    def interest(self) -> int | None:
        """None where a part of the debts has none."""
        every = [month.interest for month in self.balance]
        return None if None in every else sum(one for one in every if one is not None)


def home() -> str:
    found = opened()
    cases = found.money.cases if found.money else ()
    return draw("account/home.html", found=found, glances=[_glance(case) for case in cases])


def _glance(case: Case) -> Glance:
    last = next((payment for payment in reversed(case.payments) if not payment.is_reversal), None)
    return Glance(case, last, tuple(latest(case.months)), tuple(_in_force(case.orders)))


def latest(months: Iterable[Month]) -> Iterator[Month]:
    """The last month of each kind of debt."""
    found = {(month.kind, month.owed_to): month for month in months}
    yield from found.values()


def _in_force(orders: Iterable[OrderLine]) -> Iterator[OrderLine]:
    today = services().today()
    yield from (line for line in orders if line.begins_on <= today and (line.ends_on is None or today <= line.ends_on))
