"""The bundle for the telephone: of what her other bundles hold, the little that may be said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from forms_app.bundles.details import Event
from forms_app.bundles.money import CLOSED_FOR, Case, Month, Payment
from forms_app.bundles.spoken import Balance, Coming, Received, Spoken, SpokenCase
from forms_app.case_data.bundling import details, money
from forms_app.case_data.bundling.person_rows import PersonRows

SENT_IN, PAYER, CURRENT = "paid", "payer", "current"
_KINDS = {"court": "court", "phone": "phone"}  # all else, a test too, is an appointment to whoever listens along


def build(rows: PersonRows, *, with_dates: bool) -> Spoken:
    """`with_dates`: whether somebody has confirmed her."""
    cases = tuple(map(_case, reversed(money.build(rows).cases)))
    ahead = _ahead(details.build(rows).events, rows.as_of) if with_dates else None
    return Spoken(rows.as_of, cases, None if ahead is None else tuple(map(_coming, ahead)))


def _case(case: Case) -> SpokenCase:
    taken_back = {payment.reverses for payment in case.payments if payment.is_reversal}
    standing = [one for place, one in enumerate(case.payments) if not one.is_reversal and place not in taken_back]
    sayable = [payment for payment in standing if _is_sayable(case, payment)]
    return SpokenCase(
        role=case.role,
        is_being_checked=case.is_being_checked,
        from_wages=bool(standing and standing[-1].withheld_on),
        last=_received(case, sayable[-1]) if sayable else None,
        balance=_balance(case.months),
        told_until=case.closed_on + CLOSED_FOR if case.closed_on else None,
    )


def _received(case: Case, payment: Payment) -> Received:
    here = sum(part.amount for part in payment.parts)
    is_split = case.role == PAYER and 0 < here < payment.amount - payment.refunded
    return Received(payment.received_on, payment.amount, here if is_split else None)


def _is_sayable(case: Case, payment: Payment) -> bool:
    """Whether it cannot be money from a tax refund.

    A payer's own payment was sent in or withheld from wages. How money came in is not the receiver's to know, and its
    absence would tell her: so of hers only what is current support is said. We take it that a refund goes to past-due
    support alone; counsel must confirm it before the line tells anybody.
    """
    if case.role == PAYER:
        return payment.designation == SENT_IN or payment.withheld_on is not None
    return all(part.to == CURRENT for part in payment.parts)


def _balance(months: Iterable[Month]) -> Balance | None:
    """The last month of each kind of debt, added up; the oldest day on which one of them was worked out."""
    last = {(month.kind, month.owed_to): month for month in months}.values()
    if not last:
        return None
    interests = [month.interest for month in last]
    interest = None if None in interests else sum(cast("list[int]", interests))
    return Balance(min(month.calculated_on for month in last), sum(month.closing for month in last), interest)


def _ahead(events: Iterable[Event], as_of: date) -> Iterator[Event]:
    yield from (event for event in events if event.state == "set" and event.starts_at.date() >= as_of)


def _coming(event: Event) -> Coming:
    return Coming(_KINDS.get(event.kind, "appointment"), event.starts_at)
