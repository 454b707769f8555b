"""The first page: what waits for her, and of each case the last money, the next ordered, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms_app.account.ledger import balance, life
from forms_app.account.ledger.balance import Sum
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views import payments
from forms_app.account.views.cases.dates import next_date
from forms_app.account.views.cases.shown import CaseShown, cases_shown, in_force, next_due
from forms_app.account.views.opened import details, hers, opened
from forms_app.account.views.papers import shelf
from forms_app.bundles.money import Case, OrderLine, Payment


@dataclass(frozen=True, slots=True)
class Ordered:
    """A line of the order in force. `on`: when it is due next; None where no order says the day."""

    line: OrderLine
    on: date | None


@dataclass(frozen=True, slots=True)
class Glance:
    """One case on the first page. `owed`: None where no debt is known. `unsettled`: that the last
    payment was taken back, or what of it has not reached her."""

    shown: CaseShown
    last: Payment | None
    unsettled: Sequence[str]
    ordered: Sequence[Ordered]
    owed: Sum | None


def home() -> str:
    found, whole, today = opened(), details(), services().today()
    cases = cases_shown(found.money, whole)
    papers = shelf.shown(whole, found.money)
    answers = shelf.to_answer(papers, today)
    as_of = found.freshness.as_of if found.freshness else today
    return draw(
        "account/home.html",
        found=found,
        her=hers(),
        whole=whole,
        glances=[_glance(one, as_of, today) for one in cases],
        answers=answers,
        new_papers=sum(one.is_new and one not in answers for one in papers),
        next_date=next_date(whole, today) if whole else None,
    )


def _glance(shown: CaseShown, as_of: date, today: date) -> Glance:
    case = shown.case
    place = next((one for one in reversed(range(len(case.payments))) if not case.payments[one].is_reversal), None)
    last = None if place is None else case.payments[place]
    current = (line for line in in_force(case.orders, today) if line.kind != "arrears")
    ordered = [Ordered(line, next_due(line, today)) for line in current]
    return Glance(shown, last, _unsettled(case, place), ordered, balance.in_all(balance.owed(case, as_of)))


def _unsettled(case: Case, place: int | None) -> list[str]:
    if place is None:
        return []
    return life.unsettled(case, case.payments[place], payments.clock(), life.undoing(case).get(place))
