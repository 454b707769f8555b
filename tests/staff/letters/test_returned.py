"""A letter that the post brought back: it can be noted, nobody overlooks it, and nothing is withdrawn by it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from support.mailing import QUEUE, mail, post, printed, queue, rows, seen
from werkzeug.test import TestResponse

from forms_app.storage.letters import returned
from forms_app.storage.tables import letters

ON = "2026-11-20"


def back(desk: Desk, browser: Browser, reference: str, on: str = ON, kind: str = "resolution") -> TestResponse:
    number = next(row.id for row in rows(desk, reference) if row.kind == kind)
    return browser.post(f"/submissions/{reference}/letters/returned/", letter=number, returned_on=on)


def settle(desk: Desk, browser: Browser, reference: str, how: str) -> TestResponse:
    number = rows(desk, reference)[0].id
    return browser.post(f"/submissions/{reference}/letters/settled/", letter=number, how=how)


@ON_BOTH
def test_a_letter_that_came_back_is_a_task_until_the_person_was_reached(desk: Desk, engine: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    assert "Came back" not in browser.get(QUEUE).text
    assert back(desk, browser, reference).status_code == 303
    page = browser.get("/inbox/").text
    assert '1<span class="unseen"> came back' in page
    assert reference in browser.get(QUEUE).text and "Letters that came back" in browser.get(QUEUE).text
    assert "Came back on Nov 20, 2026" in browser.get(f"/submissions/{reference}/").text
    assert settle(desk, browser, reference, " ").status_code == 422
    assert settle(desk, browser, reference, "Called him; the new address is in the note.").status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert "Called him; the new address is in the note." in page and "settled on" in page
    assert "came back" not in browser.get("/inbox/").text and reference not in browser.get(QUEUE).text
    trail = browser.get("/audit/").text
    assert "Noted that the post brought a letter back" in trail and "Reached the person after a letter had" in trail


def test_nothing_is_withdrawn_because_a_letter_came_back(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    before, row = desk.told(reference), rows(desk, reference)[0]
    back(desk, browser, reference)
    after = rows(desk, reference)[0]
    assert desk.told(reference) == before and before.state == "answered"
    assert (after.state, after.mailed_on) == ("mailed", row.mailed_on)
    assert "decide whether the day still holds" in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-21", "", "soon"])
def test_it_came_back_between_its_mailing_and_today(desk: Desk, day: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    answer = back(desk, browser, reference, day)
    assert answer.status_code == 422 and "Enter the day on which it came back" in answer.text
    assert rows(desk, reference)[0].returned_on is None


def test_what_was_not_mailed_cannot_come_back(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    assert back(desk, browser, reference).status_code == 422
    assert "It came back" not in browser.get(f"/submissions/{reference}/").text


@pytest.mark.parametrize(("day", "status"), [("2026-11-21", 422), ("2026-11-22", 303), ("2026-11-24", 422)])
def test_its_mailing_is_corrected_to_no_day_before_its_printing_or_after_it_came_back(
    desk: Desk, day: str, status: int
) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    queue(browser, reference, "resolution")
    desk.clock.forward(days=2)
    browser = desk.signed_in()
    printed(browser, [seen(rows(desk)[0])])  # on the 22nd
    desk.clock.forward(days=1)
    browser = desk.signed_in()
    post(browser, "/letters/mailed/", [seen(rows(desk)[0])], mailed_on="2026-11-23")
    assert back(desk, browser, reference, "2026-11-23").status_code == 303
    desk.clock.forward(days=1)
    browser = desk.signed_in()
    page = browser.get(f"/submissions/{reference}/").text
    act = re.findall(r'name="noted-[^"]+\.act" value="([^"]+)"', page)[0]
    fields = {"act": act, "kind": "answered", "on": day, "reason": "A slip."}
    assert browser.post(f"/submissions/{reference}/corrected/", **fields).status_code == status
    assert str(rows(desk)[0].mailed_on) == (day if status == 303 else "2026-11-23")


def test_two_who_note_or_settle_it_leave_one_day_and_one_note(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    desk.clock.forward(days=3)
    browser, colleague = desk.signed_in(), desk.signed_in("caseworker")
    assert [back(desk, who, reference, day).status_code for who, day in ((browser, "2026-11-23"), (colleague, ON))] == [
        303,
        303,
    ]
    assert str(rows(desk, reference)[0].returned_on) == "2026-11-23"
    for how in ("Called her.", "Called her too."):
        settle(desk, browser, reference, how)
    page = browser.get(f"/submissions/{reference}/").text
    assert "<bdi>Called her.</bdi>" in page and "<bdi>Called her too.</bdi>" not in page


def test_a_role_sees_only_what_came_back_of_its_forms(desk: Desk) -> None:
    supervisor, unit = desk.signed_in(), desk.signed_in("complaint-unit")
    reference = desk.receive(form="enrollment", case_number=None, role=None)
    mail(desk, supervisor, reference, "enrollment-received")
    assert back(desk, unit, reference, kind="enrollment-received").status_code == 404
    back(desk, supervisor, reference, kind="enrollment-received")
    assert reference not in unit.get(QUEUE).text and "came back" not in unit.get("/inbox/").text
    assert settle(desk, unit, reference, "x").status_code == 404


def test_the_count_uses_the_index_over_what_came_back(desk: Desk) -> None:
    """It stands on every page, and the table keeps every letter ever sent."""
    asked = select(letters.c.id).where(*returned._tasks(None))
    with desk.office.database.read() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert "ix_letters_returned" in str(plan)


def test_a_refused_day_stays_in_its_field(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    mail(desk, browser, reference, "resolution")
    number = rows(desk, reference)[0].id
    fields = {"press": f"back-{number}", f"back-{number}.letter": number, f"back-{number}.returned_on": "2026-11-25"}
    refused = browser.post(f"/submissions/{reference}/letters/returned/", **fields)
    assert refused.status_code == 422 and 'value="2026-11-25"' in refused.text
    assert 'value="2026-11-25"' in browser.get(f"/submissions/{reference}/").text
