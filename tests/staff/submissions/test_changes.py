"""A change that a holder asks for: staff see what she asked before, and say what came of it."""

from __future__ import annotations

import html

from support.customers import Customers
from support.desk import Browser, Desk

from forms_app.account.forms.sender import Sender
from forms_app.forms import FORMS
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage import status
from forms_app.storage.filing import Accepted, prepare
from forms_app.storage.submissions.references import new_reference


def send(desk: Desk, owner: OwnerKeys, name: str, **answers: object) -> Accepted:
    numbers, case = Accepted(new_reference(), codes.new()), {"case_number": {"text": "C1"}, "county": "Los Angeles"}
    with desk.app.app_context():
        sender = Sender(owner.public.id, owner)
        given = {**case, **answers}
        ready = prepare(desk.office, FORMS[name], given, "es", desk.clock.now, accepted=numbers, sender=sender)
    with desk.office.database.write() as connection:
        ready.store(connection)
    desk.take_in()
    return numbers


def answer(browser: Browser, numbers: Accepted, outcome: str, reply: str = "") -> tuple[int, str]:
    fields = {"answer.outcome": outcome, "answer.reply": reply, "answer.answered_on": "2026-11-20"}
    fields["answer.read"] = numbers.reference
    posted = browser.post(f"/submissions/{numbers.reference}/answered/", press="answer", **fields)
    return posted.status_code, html.unescape(posted.text)


def outcome_of(desk: Desk, numbers: Accepted) -> tuple[str, str, str]:
    with desk.office.database.read() as connection:
        now = status.read(connection, numbers.reference, status.key_of(desk.office.pepper, *numbers))
    return now.state, now.outcome, now.reply


def test_what_came_of_it_is_said_and_a_refusal_says_why(desk: Desk, customers: Customers) -> None:
    owner, staff = customers.open_account("P1"), desk.signed_in("caseworker")
    change = send(desk, owner, "contact-update", changes=["email"], new_email="new@example.org", email_safe="yes")

    assert "What came of it?" in staff.get(f"/submissions/{change.reference}/").text
    assert answer(staff, change, "")[0] == answer(staff, change, "refused")[0] == 422
    assert outcome_of(desk, change)[1:] == ("", "")
    assert answer(staff, change, "refused", "The court must change this.")[0] == 303
    assert outcome_of(desk, change) == ("answered", "refused", "The court must change this.")


def test_a_date_is_done_only_with_the_new_day(desk: Desk, customers: Customers) -> None:
    owner, staff = customers.open_account("P1"), desk.signed_in("caseworker")
    date = {"date_on": "2026-12-01", "date_time": "9:00 AM", "date_kind": "appointment", "other_days": "Mondays"}
    asked = send(desk, owner, "another-day", **date)

    assert "December 1, 2026" in staff.get(f"/submissions/{asked.reference}/").text
    assert answer(staff, asked, "done")[0] == 422
    assert answer(staff, asked, "done", "Come on December 8 at 10.")[0] == 303
    assert outcome_of(desk, asked)[1] == "done"


def test_beside_the_new_value_stands_what_the_same_person_asked_before(desk: Desk, customers: Customers) -> None:
    owner, other, staff = customers.open_account("P1"), customers.open_account("P2"), desk.signed_in("caseworker")
    send(desk, owner, "contact-update", changes=["email"], new_email="first@example.org", email_safe="yes")
    send(desk, other, "contact-update", changes=["email"], new_email="his@example.org", email_safe="yes")
    desk.clock.forward(minutes=5)
    second = send(desk, owner, "contact-update", changes=["email"], new_email="second@example.org", email_safe="yes")

    page = staff.get(f"/submissions/{second.reference}/").text
    assert "Asked before by the same person" in page
    assert "first@example.org" in page and "his@example.org" not in page
