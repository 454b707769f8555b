"""The first page: last money and the next ordered, the balance with its date, of each of her cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from forms_app.account.ledger import balance
from forms_app.account.ledger.balance import Sum
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.opened import Opened, opened
from forms_app.bundles.money import Case, OrderLine, Payment


@dataclass(frozen=True, slots=True)
class Glance:
    """One case on the first page. `owed`: None where nothing is; `ordered`: the lines in force."""

    case: Case
    last: Payment | None
    owed: Sum | None
    ordered: tuple[OrderLine, ...]


def home() -> str:
    found = opened()
    return draw("account/home.html", found=found, glances=list(_glances(found)))


def _glances(found: Opened) -> Iterator[Glance]:
    if found.money and found.freshness:
        yield from (_glance(case, found.freshness.as_of) for case in found.money.cases)


def _glance(case: Case, as_of: date) -> Glance:
    last = next((payment for payment in reversed(case.payments) if not payment.is_reversal), None)
    return Glance(case, last, balance.in_all(balance.owed(case, as_of)), tuple(_in_force(case.orders)))


def _in_force(orders: Iterable[OrderLine]) -> Iterator[OrderLine]:
    today = services().today()
    yield from (line for line in orders if line.begins_on <= today and (line.ends_on is None or today <= line.ends_on))
