"""Paying: what is due in each case and by when, and the ways of the State Disbursement Unit. No money is taken here.

What the ways cost and how long they take changes fast: the state's own page says it, and this one leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms_app.account.ledger import balance
from forms_app.account.ledger.balance import Sum
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.cases.shown import CaseShown, cases_shown, in_force, next_due
from forms_app.account.views.opened import details, hers, opened
from forms_app.bundles.money import OrderLine


@dataclass(frozen=True, slots=True)
class Due:
    """A line of an order in force. `on`: None where no order says the day."""

    line: OrderLine
    on: date | None


@dataclass(frozen=True, slots=True)
class ToPay:
    """One case in which she pays. `owed`: all that is owed, past-due support among it."""

    shown: CaseShown
    due: Sequence[Due]
    owed: Sum | None


def paying() -> str:
    found, today = opened(), services().today()
    mine = [one for one in cases_shown(found.money, details()) if one.case.role == "payer"]
    as_of = found.freshness.as_of if found.freshness else today
    to_pay = [_to_pay(one, as_of, today) for one in mine]
    return draw("account/paying.html", found=found, her=hers(), cases=to_pay)


def _to_pay(shown: CaseShown, as_of: date, today: date) -> ToPay:
    lines = [Due(line, next_due(line, today)) for line in in_force(shown.case.orders, today)]
    return ToPay(shown, lines, balance.in_all(balance.owed(shown.case, as_of)))
