"""What of a bundle is cut on the day it is read: cases closed long ago, a part in a case that has ended since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from support.case_packages import change, small
from support.person_rows import rows_for

from forms_app.account.views import today
from forms_app.bundles.details import Details
from forms_app.bundles.money import Money
from forms_app.case_data.bundling import details, money

CLOSED_ON = date(2026, 9, 1)
LAST = CLOSED_ON + timedelta(days=90)


def of(**changed: str) -> tuple[Money, Details]:
    rows = rows_for(change(small(), "cases", 0, **changed), "P1")
    return money.build(rows), details.build(rows)


def test_a_closed_case_can_be_read_for_90_days_and_is_gone_then() -> None:
    cases, around = of(status="closed", closed_on=CLOSED_ON.isoformat())

    assert today.readable(cases, LAST) == cases
    assert today.readable_details(around, cases, LAST) == around
    after = LAST + timedelta(days=1)
    assert today.readable(cases, after).cases == ()
    gone = today.readable_details(around, cases, after)
    assert (gone.cases, gone.events, gone.documents, gone.steps) == ((), (), (), ())


def test_what_took_the_place_of_a_date_still_knows_which() -> None:
    cases, around = of(status="closed", closed_on=CLOSED_ON.isoformat())
    [first] = around.events
    moved = replace(first, case_id="", replaces=None)
    more = replace(around, events=(first, moved, replace(moved, replaces=1)))

    found = today.readable_details(more, cases, LAST + timedelta(days=1))
    assert [event.replaces for event in found.events] == [None, 0]


def test_from_the_day_after_her_last_one_a_case_tells_no_more_how_it_goes_on() -> None:
    rows = rows_for(change(small(), "case_parties", 0, until="2026-11-20"), "P1")
    cases, around = money.build(rows), details.build(rows)

    assert today.readable(cases, date(2026, 11, 20)).cases[0].status == "open"
    assert today.readable(cases, date(2026, 11, 21)).cases[0].status == "ended"
    [one] = today.readable_details(around, cases, date(2026, 11, 21)).cases
    assert (one.caseworker_name, one.children, one.court_number) == ("", (), "BF123")
