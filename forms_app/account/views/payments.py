"""Payments and months of one case: as a receiver, where each part is; as a payer, which month it counts for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import abort, request

from forms_app.account.ledger import balance, life, months, picture, showing, span, why
from forms_app.account.ledger.life import Clock
from forms_app.account.ledger.months import Kind
from forms_app.account.ledger.span import Span
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.cases.shown import CaseShown, cases_shown
from forms_app.account.views.opened import Opened, details, hers, opened
from forms_app.account.words import money, short_day
from forms_app.bundles.money import Case


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which payments and months are looked at; what an address says wrongly is as if it said nothing."""

    span: Span
    shown: str
    kind: int

    @property
    def asked(self) -> dict[str, str]:
        """What an address says of it."""
        said = {"year": self.span.name, "show": self.shown, "kind": str(self.kind or "")}
        return {name: value for name, value in said.items() if value}

    def link(self, **changed: str) -> str:
        asked = {**self.asked, **changed}
        return "?" + "&".join(f"{name}={value}" for name, value in asked.items() if value)


class Told(NamedTuple):
    """A payment in words: its day, its amount, and what became of it."""

    day: str
    amount: str
    sentences: Sequence[str]


def case_at(place: int) -> tuple[Opened, Case | None]:
    """`place`: of the case among hers, from 1; no number of a case stands in an address. None: no figures to show."""
    found = opened()
    cases = found.money.cases if found.money else ()
    if cases and not 1 <= place <= len(cases):
        abort(404)
    return found, cases[place - 1] if cases else None


def others(found: Opened) -> list[CaseShown]:
    """All her cases, told apart by what she may know of them; of one alone nothing need be said."""
    cases = found.money.cases if found.money else ()
    return cases_shown(found.money, details() if len(cases) > 1 else None)


def shown_at(place: int) -> tuple[Case, date]:
    """The case, and as of which day, for a file: there is one only where there are figures."""
    found, case = case_at(place)
    if case is None or case.is_being_checked or found.freshness is None:
        abort(404)
    return case, found.freshness.as_of


def payments(place: int) -> str:
    found, case = case_at(place)
    if case is None or case.is_being_checked or found.freshness is None:
        return draw("account/payments.html", found=found, case=case, place=place, cases=others(found))
    as_of, kinds = found.freshness.as_of, months.kinds(case)
    wanted = _wanted(as_of, len(kinds))
    tables = months.tables(case, wanted.span, _kind(kinds, wanted))
    return draw(
        "account/payments.html",
        found=found,
        case=case,
        place=place,
        cases=others(found),
        wanted=wanted,
        years=span.years(case),
        kinds=kinds,
        ways=showing.ways(case),
        told=list(_told(case, wanted)),
        tables=[(table, months.rows(table)) for table in tables],
        picture=picture.draw(months.both(tables)),
        less=why.why_less(case, as_of),
        her=hers(),
        owed=balance.in_all(balance.owed(case, as_of)),
    )


def clock() -> Clock:
    return Clock(services().today(), services().rules)


def _wanted(as_of: date, kinds: int) -> Wanted:
    kind = request.args.get("kind", "")
    number = int(kind) if kind.isascii() and kind.isdigit() and len(kind) < 3 else 0
    shown = request.args.get("show", "")
    return Wanted(
        span.of(request.args.get("year", ""), as_of),
        shown if shown in showing.WAYS else "",
        number if number <= kinds else 0,
    )


def _kind(kinds: Sequence[Kind], wanted: Wanted) -> Kind | None:
    return kinds[wanted.kind - 1] if wanted.kind else None


def _told(case: Case, wanted: Wanted) -> Iterator[Told]:
    """The newest first."""
    undoing, now = life.undoing(case), clock()
    for place in range(len(case.payments) - 1, -1, -1):
        payment = case.payments[place]
        if wanted.span.holds(span.month_of(payment.posted_on)) and showing.is_shown(payment, wanted.shown):
            sentences = life.tell(case, payment, now, undoing.get(place))
            yield Told(short_day(payment.posted_on), money(payment.amount), sentences)
