"""A changed list of closed days: due days are counted anew at the next start; nothing that is late is freed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from support.desk import Desk
from support.ground import ON_BOTH
from support.keying_in import SOME, keyed_in
from support.mailing import mails, queue, row_of, rows

from forms_app import deadlines
from forms_app.deadlines import ClosedDay
from forms_app.staff.jobs import recount

EMAIL: dict[str, Any] = {"safe_ways": ["mail", "email"], "email": "rosa@example.org"}


def start(desk: Desk, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
    """The staff app starts with these days more, or fewer, in its list."""
    rules = desk.office.rules
    gone, named = {date.fromisoformat(day) for day in remove}, {"en": "closed", "es": "cerrado"}
    closed = {day: known for day, known in rules.closed.items() if day not in gone}
    closed |= {date.fromisoformat(day): ClosedDay(date.fromisoformat(day), named) for day in add}
    desk.office = desk.app.extensions["office"] = replace(desk.office, rules=replace(rules, closed=closed))
    with desk.app.app_context():
        recount.at_start(desk.office)


def test_the_first_start_keeps_the_list_and_the_next_does_nothing(desk: Desk) -> None:
    start(desk)
    start(desk)
    page = desk.signed_in().get("/audit/").text
    assert page.count("The list of closed days changed</td>") == 1 and "2026-11-26" in page


@ON_BOTH
def test_a_new_closed_day_moves_what_is_due_on_it(desk: Desk, engine: str) -> None:
    start(desk)
    reference, other = desk.receive(**EMAIL), desk.receive("enrollment", role=None)
    queue(desk.signed_in(), reference, "resolution")
    before = mails(desk)
    start(desk, add=["2026-12-21"])
    assert row_of(desk, reference).due_on == date(2026, 12, 22) == rows(desk, reference)[0].mail_by
    assert row_of(desk, other).due_on == date(2026, 12, 10), "no other day moves"
    told = desk.told(reference)
    assert [(one.was, one.day) for one in told.told] == [("due", date(2026, 12, 21))] and mails(desk) == before + 1
    page = desk.signed_in().get("/audit/").text
    assert "+ 2026-12-21; - –" in page and "2026-12-21 → 2026-12-22" in page


def test_a_day_that_is_no_longer_closed_moves_it_back(desk: Desk) -> None:
    start(desk, add=["2026-12-21"])
    reference = desk.receive()
    assert row_of(desk, reference).due_on == date(2026, 12, 22)
    start(desk, remove=["2026-12-21"])
    assert row_of(desk, reference).due_on == date(2026, 12, 21)


def test_nothing_that_is_late_is_freed_by_a_new_list(desk: Desk) -> None:
    start(desk)
    reference = desk.receive()
    desk.clock.forward(days=32)  # December 22
    start(desk, add=["2026-12-21", "2026-12-22", "2026-12-23"])
    browser = desk.signed_in()
    assert row_of(desk, reference).due_on == date(2026, 12, 21)
    assert reference in browser.get("/inbox/?due=late").text
    assert "Late since Dec 21, 2026" in browser.get(f"/submissions/{reference}/").text
    browser.post(f"/submissions/{reference}/extended/", reason="x", mailed_on="2026-12-22", sure="yes")
    assert row_of(desk, reference).due_on == date(2026, 12, 21)
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-12-22")
    assert desk.told(reference).state == "answered"


def test_a_notice_that_was_in_time_stays_in_time(desk: Desk) -> None:
    start(desk, add=["2026-12-21"])
    reference = desk.receive()
    desk.clock.forward(days=32)
    browser = desk.signed_in()
    browser.post(f"/submissions/{reference}/extended/", reason="x", mailed_on="2026-12-22")
    start(desk, remove=["2026-12-21"])
    assert desk.told(reference).extended and row_of(desk, reference).due_on == date(2027, 1, 19)
    browser.post(f"/submissions/{reference}/note/", text="Later.")
    assert desk.told(reference).extended


def test_a_mailed_complaint_counts_as_received_by_the_new_list(desk: Desk) -> None:
    start(desk)
    reference = keyed_in(desk.signed_in(), SOME, channel="mail")["reference"]  # postmark the 16th, counts from the 23rd
    desk.take_in()
    start(desk, add=["2026-11-18"])
    row = row_of(desk, reference)
    assert (deadlines.local_date(row.received_at), row.due_on) == (date(2026, 11, 24), date(2026, 12, 24))


def test_the_last_day_for_a_hearing_is_told_as_it_was(desk: Desk) -> None:
    start(desk)
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    start(desk, add=["2027-02-18"])
    assert [(one.was, one.day) for one in desk.told(reference).told] == [("last", date(2027, 2, 18))]


@pytest.mark.parametrize("answered", [False, True])
def test_what_was_closed_unanswered_before_is_opened_again_once(desk: Desk, answered: bool) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    if answered:
        browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20")
    with desk.office.database.write() as connection:  # as earlier versions left it
        connection.execute(text("UPDATE submissions SET state = 'closed', due_on = '2026-12-21'"))
    start(desk)
    assert row_of(desk, reference).state == ("closed" if answered else "working")
    assert ("Opened again" in browser.get("/audit/").text) != answered
