"""What of her bundles may be read today. No bundle knows the day, so whatever depends on it is cut where it is read.

A closed case can be read for 90 days and is gone then. A part in a case that has ended by now tells nothing more of how
the case goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from forms_app.bundles.details import CaseDetails, Details, Event
from forms_app.bundles.money import CLOSED_FOR, Case, Money

ENDED = "ended"  # as the inside says it of a part that was over when the bundle was made


def readable(money: Money, today: date) -> Money:
    return Money(tuple(_as_of_today(case, today) for case in money.cases if not is_gone(case, today)))


def readable_details(details: Details, money: Money, today: date) -> Details:
    """`money`: as the inside sealed it."""
    gone = {case.case_id for case in money.cases} - {case.case_id for case in readable(money, today).cases}
    goes_on = {case.case_id for case in money.cases if not _is_over(case, today)}
    return replace(
        details,
        cases=tuple(_of_today(one, goes_on) for one in details.cases if one.case_id not in gone),
        events=_without(details.events, gone),
        documents=tuple(one for one in details.documents if one.case_id not in gone),
        steps=tuple(one for one in details.steps if one.case_id not in gone),
    )


def is_gone(case: Case, today: date) -> bool:
    return case.closed_on is not None and today - case.closed_on > CLOSED_FOR


def _is_over(case: Case, today: date) -> bool:
    return case.until is not None and case.until < today


def _as_of_today(case: Case, today: date) -> Case:
    return replace(case, status=ENDED, closed_on=None) if _is_over(case, today) else case


def _of_today(one: CaseDetails, goes_on: Iterable[str]) -> CaseDetails:
    if one.case_id in goes_on:
        return one
    return CaseDetails(one.case_id, None, one.court_number, "", "", "", ())


def _without(events: tuple[Event, ...], gone: set[str]) -> tuple[Event, ...]:
    """Each that took the place of another still knows where that stands."""
    kept = [place for place, event in enumerate(events) if event.case_id not in gone]
    places = {place: number for number, place in enumerate(kept)}
    found = (events[place] for place in kept)
    return tuple(replace(one, replaces=None if one.replaces is None else places.get(one.replaces)) for one in found)
