"""Two colleagues at one message: the second adds to the answer; what is wrong in it is put right in all of it."""

from __future__ import annotations

import html
import re

import pytest
from staff.submissions.test_messages import answer, page_of, send, told
from support.customers import Customers
from support.desk import Browser, Desk

from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.staff.jobs import inside_post
from forms_app.storage.filing import Accepted


@pytest.fixture
def owner(customers: Customers) -> OwnerKeys:
    return customers.open_account("P1")


@pytest.fixture
def both(desk: Desk, owner: OwnerKeys) -> list[Accepted]:
    """Two messages of one conversation, the second five minutes after the first."""
    first = send(desk, owner, "Where is the payment of May?")
    desk.clock.forward(minutes=5)
    second = send(desk, owner, "And that of June?")
    desk.take_in()
    return [first, second]


def add(browser: Browser, numbers: Accepted, words: str) -> tuple[int, str]:
    posted = browser.post(f"/submissions/{numbers.reference}/added/", press="added", **{"added.text": words})
    return posted.status_code, html.unescape(posted.text)


def put_right(browser: Browser, numbers: Accepted, how: str, **fields: str) -> int:
    """The newest act that was noted, as its own card does it."""
    page = browser.get(f"/submissions/{numbers.reference}/").text
    card = re.findall(r'name="(noted-\d+)\.act"', page)[-1]
    known = dict(re.findall(rf'name="{card}\.(act|kind|on)"[^>]* value="([^"]*)"', page))
    said = {f"{card}.{name}": value for name, value in {**known, "reason": "A slip", **fields}.items()}
    return browser.post(f"/submissions/{numbers.reference}/{how}/", press=card, **said).status_code


def answers_told(desk: Desk, customers: Customers) -> int:
    inside_post.work_off(desk.office)
    customers.round()
    return [what for what, *_ in customers.events()].count("answered")


def test_who_was_beaten_finds_the_words_where_they_can_be_added(desk: Desk, both: list[Accepted]) -> None:
    ana, luis = desk.signed_in("caseworker"), desk.signed_in("caseworker", "luis@example.org")
    assert answer(ana, both[1], "Both came.")[0] == 303

    code, page = answer(luis, both[1], "You find them under Payments.")

    box = page.split('name="added.text"')[1].split("</textarea>")[0]
    assert code == 409 and "A colleague answered first" in page and "You find them under Payments." in box
    assert add(luis, both[1], "You find them under Payments.")[0] == 303
    for one in both:
        assert told(desk, one).reply == "Both came."
        assert [added.text for added in told(desk, one).added] == ["You find them under Payments."]
    page = page_of(luis, both[0])
    assert "This was wrong" not in page and "Some words below were typed before" not in page


def test_send_pressed_twice_answers_once_and_says_no_fault(desk: Desk, both: list[Accepted]) -> None:
    staff = desk.signed_in("caseworker")
    assert [answer(staff, both[1], "Both came.", read=both[1].reference)[0] for _ in range(2)] == [303, 303]
    assert [add(staff, both[1], "On Monday.")[0] for _ in range(2)] == [303, 303]
    assert [added.text for added in told(desk, both[0]).added] == ["On Monday."]


def test_an_addition_and_a_correction_are_told_once_each_and_move_no_day(
    desk: Desk, customers: Customers, both: list[Accepted]
) -> None:
    staff = desk.signed_in("caseworker")
    answer(staff, both[1], "Both came.")
    assert answers_told(desk, customers) == 1
    answered_on = told(desk, both[0]).answered_on
    desk.clock.forward(days=1)
    staff = desk.signed_in("caseworker")

    add(staff, both[0], "On Monday.")
    assert answers_told(desk, customers) == 2
    assert put_right(staff, both[1], "corrected", reply="On Tuesday.") == 303

    desk.clock.forward(minutes=1)
    assert answers_told(desk, customers) == 3
    for one in both:
        now = told(desk, one)
        assert now.answered_on == answered_on and [added.text for added in now.added] == ["On Tuesday."]


def test_a_wrong_answer_is_put_right_in_every_message_that_it_answered(desk: Desk, both: list[Accepted]) -> None:
    staff = desk.signed_in("caseworker")
    answer(staff, both[1], "Neither came.")

    assert put_right(staff, both[0], "corrected", reply="Both came.") == 303
    assert [told(desk, one).reply for one in both] == ["Both came."] * 2
    assert put_right(staff, both[1], "withdrawn") == 303
    assert [told(desk, one).state for one in both] == ["looked_at"] * 2


def test_an_answer_stays_while_something_is_added_to_it(desk: Desk, both: list[Accepted]) -> None:
    staff = desk.signed_in("caseworker")
    assert add(staff, both[0], "Too early.")[0] == 422
    answer(staff, both[0], "Both came.")
    assert add(staff, both[0], " ")[0] == 422
    add(staff, both[0], "On Monday.")
    page = staff.get(f"/submissions/{both[0].reference}/").text
    first = re.findall(r'name="(noted-\d+)\.act"', page)[0]
    fields = {f"{first}.act": first.removeprefix("noted-"), f"{first}.kind": "answered", f"{first}.reason": "A slip"}
    posted = staff.post(f"/submissions/{both[0].reference}/withdrawn/", press=first, **fields)
    assert posted.status_code == 422 and "Withdraw that first" in html.unescape(posted.text)
    assert told(desk, both[0]).reply == "Both came."


def test_one_answer_goes_to_all_that_is_open_however_much_that_is(desk: Desk, owner: OwnerKeys) -> None:
    sent = []
    for number in range(15):
        sent.append(send(desk, owner, f"Message {number}"))
        desk.clock.forward(minutes=1)
    desk.take_in()
    staff = desk.signed_in("caseworker")

    assert "goes to 14 more messages" in page_of(staff, sent[-1])
    assert answer(staff, sent[-1], "All in one.")[0] == 303
    assert {told(desk, one).reply for one in sent} == {"All in one."}
    assert put_right(staff, sent[0], "corrected", reply="All of it in one.") == 303
    assert {told(desk, one).reply for one in sent} == {"All of it in one."}
