"""Messages: one conversation for each case, sent as a form is, answered by staff, and read without a number."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from support.account_holder import Inside
from support.case_packages import small
from support.ground import SetClock
from support.holder_visitor import Holder
from support.person_rows import rows_for

from forms_app.bundles import details as details_bundle
from forms_app.bundles import money as money_bundle
from forms_app.bundles.money import Money
from forms_app.case_data.bundling import details
from forms_app.storage import status
from forms_app.storage.tables import submissions

WORDS = "Why did the payment of May not come?"
WRITE = "/messages/write/1/"
CODES: dict[str, str] = {}  # receipt code of each reference


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def send(holder: Holder, words: str = WORDS) -> str:
    """Written in the conversation that is open, or the first about her case; its reference."""
    if not re.search(r"/messages/\d+/$", holder.path):
        holder.open(WRITE)
    holder.press("next", {"message": words})
    assert holder.path.endswith("/forms/message/check/"), holder.path
    holder.press("send")
    reference = holder.page.by_id("reference").text
    code = re.search(r"Receipt code: +((?:\d{4} ?){5})", holder.page.text)
    assert code
    CODES[reference] = re.sub(r"\D", "", code[1])
    return reference


def settle(holder: Holder, reference: str, **changes: object) -> None:
    """What the staff side writes."""
    key = status.key_of(holder.services.pepper, reference, CODES[reference])
    with holder.services.sent.write() as connection:
        before = status.read(connection, reference, key)
        status.write(connection, reference, key, replace(before, **changes))  # type: ignore[arg-type]


def answer(holder: Holder, reference: str, reply: str) -> None:
    settle(holder, reference, state="answered", answered_on=holder.services.today(), reply=reply)


def home(holder: Holder) -> str:
    return str(holder.client.get("/home/").get_data(as_text=True))


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_a_message_goes_from_the_case_to_a_conversation_with_its_day(holder: Holder, prefix: str) -> None:
    listed = holder.open(f"{prefix}/messages/").page
    assert [a.attrs["href"] for a in listed.all("a") if "/messages/write/" in a.attrs.get("href", "")] == [
        f"{prefix}{WRITE}"
    ]
    name_caseworker(holder)
    box = holder.open(f"{prefix}{WRITE}").page.text
    by = "must answer what you send today by" if not prefix else "debe contestar a más tardar"
    assert by in box and "R. Ejemplo" in box
    holder.press("next", {"message": WORDS})
    assert holder.path == f"{prefix}/forms/message/check/" and WORDS in holder.page.text
    holder.press("send")

    thread = holder.open(f"{prefix}/messages/1/").page.text
    assert WORDS in thread and holder.arrived() == 1


def test_a_new_account_is_told_from_when_and_whom_to_call_and_no_name(account: Flask, browser: FlaskClient) -> None:
    holder = Holder(account, browser)
    for path in ("/messages/", WRITE, "/forms/message/", "/forms/message/words/"):
        page = holder.open(path).page.text
        assert "This page opens later" in page and "Call " in page and "Ejemplo" not in page
    assert holder.sent(WRITE, [("message", WORDS)]).status_code == 200 and holder.arrived() == 0


def test_a_conversation_has_both_messages_and_the_new_answer_marked_until_she_reads_it(holder: Holder) -> None:
    first = send(holder)
    answer(holder, first, "It came on June 3.")
    assert "An answer for you" in home(holder)
    assert "New answer" in holder.open("/messages/").page.text
    assert "New answer" in holder.open("/requests/").page.text

    holder.open("/messages/1/")
    assert "It came on June 3." in holder.page.text
    assert "New answer" not in holder.open("/messages/").page.text
    assert "An answer for you" not in home(holder)

    holder.open("/messages/1/")
    second = send(holder, "Thank you. And July?")
    thread = holder.open("/messages/2/")
    assert thread.path == "/messages/1/"
    text = thread.page.text
    assert text.index("And July?") < text.index(WORDS) and first != second


def test_one_answer_to_two_messages_stands_there_once(holder: Holder) -> None:
    both = [send(holder)]
    holder.open("/messages/1/")
    both.append(send(holder, "And July?"))
    for reference in both:
        answer(holder, reference, "Both come on Monday.")

    text = holder.open("/messages/1/").page.text
    assert text.count("Both come on Monday.") == 1 and "answered together" in text


def test_pressed_twice_and_back_it_is_sent_once(holder: Holder) -> None:
    holder.open(WRITE).press("next", {"message": WORDS})
    assert [holder.sent_to("send") for _ in range(2)] == ["/requests/1/", "/requests/1/"]
    holder.open("/messages/1/").press("next", {"message": WORDS})
    assert holder.path == "/requests/1/" and holder.arrived() == 1


def test_an_empty_or_too_long_message_is_told_kindly_and_stays(holder: Holder) -> None:
    holder.open(WRITE).press("next", {"message": ""})
    assert holder.status == 422 and "Write your message." in holder.page.text
    holder.press("next", {"message": "x" * 3001})
    assert holder.status == 422 and "x" * 3001 in str(holder.shown)
    assert "You have begun a message" in holder.open("/messages/").page.text
    assert "x" * 3001 in str(holder.open(WRITE).shown)


def test_what_is_typed_when_the_session_is_over_goes_on_about_the_same_case(holder: Holder, clock: SetClock) -> None:
    holder.open(WRITE)
    pairs = holder.typed(message=WORDS)
    clock.forward(minutes=16)
    holder.post(WRITE, pairs)
    assert holder.path == "/signed-out/" and "What you typed just now is kept" in holder.page.text

    holder.sign_in()
    holder.open("/requests/").press("on")
    assert holder.path == "/forms/message/words/" and WORDS in str(holder.shown)
    holder.press("next")
    assert holder.path == "/forms/message/check/" and "Los Angeles" in holder.page.text


def test_a_page_of_an_earlier_session_keeps_what_was_typed(holder: Holder) -> None:
    holder.open(WRITE)
    pairs = holder.typed(message=WORDS)
    holder.client.get("/forms/exit/").close()
    holder.sign_in()

    holder.post(WRITE, pairs)

    assert holder.status == 400 and WORDS in str(holder.shown)


def test_a_case_that_goes_before_send_keeps_the_words_and_sends_nothing(holder: Holder) -> None:
    there = Inside(holder.app)
    send(holder)
    holder.open("/messages/1/").press("next", {"message": "And July?"})
    there.seal(holder.public, money_bundle.KIND, Money(()))
    holder.press("send")
    assert holder.path == "/messages/not-sent/" and "Call" in holder.page.text and holder.arrived() == 1

    gone = holder.open("/messages/1/").page.text
    assert WORDS in gone and "in your account no more" in gone
    there.seal_money(holder.public, "P1", there.services.today())
    there.confirm(holder.public)
    holder.open("/forms/message/check/").press("send")
    assert holder.arrived() == 2


def name_caseworker(holder: Holder) -> None:
    whole = details.build(rows_for(small(), "P1"))
    cases = tuple(replace(one, caseworker_name="R. Ejemplo") for one in whole.cases)
    Inside(holder.app).seal(holder.public, details_bundle.KIND, replace(whole, cases=cases))


def test_it_is_signed_and_noted_in_her_history(holder: Holder) -> None:
    reference = send(holder)

    assert ("message-sent", "message") in Inside(holder.app).events_of(holder.public)
    with holder.services.sent.read() as connection:
        row = connection.execute(select(submissions.c.reference, submissions.c.form, submissions.c.county)).one()
    assert tuple(row) == (reference, "message", "Los Angeles")


def test_the_case_of_a_message_is_the_one_of_its_conversation_and_asked_on_no_page(holder: Holder) -> None:
    assert holder.open("/forms/message/").path == WRITE
    holder.press("next", {"message": WORDS})
    changes = [a.attrs["href"] for a in holder.page.all("a") if "/forms/message/" in a.attrs.get("href", "")]
    assert "Los Angeles" in holder.page.text and "/forms/message/words/" in changes
    assert "/forms/message/case/" not in changes
    assert holder.open("/forms/message/case/").path != "/forms/message/case/" or holder.status == 404


def test_a_page_kept_after_its_message_was_sent_elsewhere_is_about_her_only_case(
    holder: Holder, clock: SetClock
) -> None:
    holder.open(WRITE).press("next", {"message": WORDS})
    holder.open("/forms/message/words/")
    path, pairs = holder.path, holder.typed(message="And July?")
    holder.open("/forms/message/check/").press("send")
    clock.forward(minutes=16)
    holder.post(path, pairs)

    holder.sign_in()
    holder.open("/requests/").press("on")
    holder.press("next")
    assert holder.path == "/forms/message/check/" and "Los Angeles" in holder.page.text
    holder.press("send")
    assert holder.arrived() == 2
