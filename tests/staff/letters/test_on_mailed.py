"""Mailing a letter is the act: it answers, extends, passes on, ends, and tells the person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from support.desk import Desk
from support.ground import ON_BOTH
from support.letters import REASON
from support.mailing import QUEUE, mail, mail_now, mails, post, printed, queue, row_of, rows, seen

from forms_app.storage.tables import notes

EMAIL: dict[str, Any] = {"safe_ways": ["mail", "email"], "email": "rosa@example.org"}


@ON_BOTH
def test_mailing_the_answer_is_the_answer(desk: Desk, engine: str) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    before = mails(desk)
    assert mail(desk, browser, reference, "resolution").status_code == 303
    told = desk.told(reference)
    assert (told.state, told.answered_on) == ("answered", date(2026, 11, 20))
    assert row_of(desk, reference).state == "closed" and mails(desk) == before + 1
    page = browser.get(f"/submissions/{reference}/").text
    assert "Mailed on Nov 20, 2026" in page and "answered on Nov 20, 2026" in page and 'id="answered_on"' not in page


def test_mailing_the_notice_is_the_extension(desk: Desk) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    queue(browser, reference, "resolution")
    assert mail(desk, browser, reference, "extension").status_code == 303
    assert desk.told(reference).extended and row_of(desk, reference).due_on == date(2027, 1, 19)
    waits = next(row for row in rows(desk, reference) if row.kind == "resolution")
    assert waits.mail_by == date(2027, 1, 19), "the answer in the queue has until the later day too"
    assert REASON in browser.get("/audit/").text and mails(desk) == 1


def test_mailing_the_copy_of_a_transfer_passes_it_on(desk: Desk) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    queue(browser, reference, "transfer", text="")
    assert rows(desk, reference)[0].mail_by == date(2026, 12, 1)  # five business days, two of them closed
    assert row_of(desk, reference).state == "received", "passed on, but she does not know yet"
    printed(browser, [seen(rows(desk, reference)[0])])
    post(browser, "/letters/mailed/", [seen(rows(desk, reference)[0])], mailed_on="2026-11-20")
    told = desk.told(reference)
    assert (told.state, told.transferred_to, told.transferred_on) == ("transferred", "Alpine", date(2026, 11, 20))
    page = browser.get(f"/submissions/{reference}/").text
    assert "passed on to Alpine County on Nov 20, 2026" in page and '<option value="transfer"' not in page


def test_asking_for_what_is_missing_makes_it_wait_for_the_person(desk: Desk) -> None:
    reference, browser = desk.receive(form="enrollment", case_number=None, role=None), desk.signed_in()
    queue(browser, reference, "enrollment-more")
    assert rows(desk)[0].mail_by == date(2026, 12, 1)
    mail_now(desk, browser)
    assert row_of(desk, reference).state == "waiting" and desk.told(reference).state == "looked_at"


@pytest.mark.parametrize("kind", ["acknowledgement", "amendment"])
def test_mailing_a_letter_that_moves_nothing_keeps_its_day(desk: Desk, kind: str) -> None:
    reference, browser = desk.receive(**EMAIL), desk.signed_in()
    assert mail(desk, browser, reference, kind).status_code == 303
    assert (rows(desk)[0].state, rows(desk)[0].mailed_on) == ("mailed", date(2026, 11, 20))
    assert desk.told(reference).state == "looked_at" and row_of(desk, reference).state == "received"
    assert mails(desk) == 0


def test_an_answer_that_was_given_before_the_letter_stays_as_it_is(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply="By telephone.")
    desk.clock.forward(minutes=5)
    assert mail(desk, browser, reference, "resolution").status_code == 303
    assert desk.told(reference).reply == "By telephone." and rows(desk)[0].state == "mailed"


@pytest.mark.parametrize("outcome", ["sent", "nothing"])
def test_the_sender_of_a_pin_request_cannot_tell_what_came_of_it(desk: Desk, outcome: str) -> None:
    reference, browser = desk.receive(form="pin-request"), desk.signed_in("caseworker")
    assert "1 PIN letter waits" in browser.get(QUEUE).text
    page = browser.get(f"/submissions/{reference}/").text
    assert "Never write a PIN into this program." in page and 'id="reply"' not in page
    path = f"/submissions/{reference}/pin-letter/"
    fields = {"outcome": outcome, "done_on": "2026-11-20", "remark": "ZIP code differs"}
    assert browser.post(path, **{**fields, "outcome": "other"}).status_code == 422
    assert browser.post(path, **fields).status_code == 303
    told = desk.told(reference)
    assert (told.state, told.answered_on, told.reply) == ("answered", date(2026, 11, 20), "")
    assert row_of(desk, reference).state == "closed"
    page = browser.get(f"/submissions/{reference}/").text
    assert "ZIP code differs" in page and "Done on Nov 20, 2026" in page
    with desk.office.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(notes)).scalar_one() == 1
    assert browser.post(path, **fields).status_code == 422


def test_a_pin_request_is_ended_only_by_whoever_checked_it(desk: Desk) -> None:
    reference, browser = desk.receive(form="pin-request"), desk.signed_in()
    answered = browser.post(f"/submissions/{reference}/answered/", answered_on="2026-11-20", reply="It matched.")
    assert answered.status_code == 400 and desk.told(reference).state == "received"
    complaint = desk.receive()
    fields = {"outcome": "sent", "done_on": "2026-11-20"}
    assert browser.post(f"/submissions/{complaint}/pin-letter/", **fields).status_code == 400


def test_where_no_letter_can_go_a_transfer_is_noted_by_hand(desk: Desk) -> None:
    reference, browser = desk.receive(safe_ways=["phone"]), desk.signed_in()
    path = f"/submissions/{reference}/transferred/"
    for county, day in (("Atlantis", "2026-11-20"), ("Kern", "2026-11-19"), ("Kern", "2026-11-21")):
        assert browser.post(path, county=county, transferred_on=day).status_code == 422
    assert browser.post(path, county="Kern", transferred_on="2026-11-20").status_code == 303
    assert desk.told(reference).transferred_to == "Kern" and row_of(desk, reference).state == "closed"
    assert browser.post(path, county="Kings", transferred_on="2026-11-20").status_code == 422
