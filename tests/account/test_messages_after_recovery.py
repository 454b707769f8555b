"""After new keys: what she wrote before stands in its conversation again, and what is new there is marked."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from account.test_answers_unread import NEW, NOTICE, chips
from account.test_messages import WORDS, WRITE, home, send
from account.test_messages_aside import her_case
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.bundles import earlier, own_words
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.bundles.own_words import OwnWords
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.status import Status
from forms_app.storage.submissions.references import new_reference

HERE = {"case_number": {"text": her_case().case_id}, "county": her_case().county}


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def before(holder: Holder, number: int, answers: dict[str, Any] = HERE, form: str = "message") -> list[Sent]:
    """What was sent with other keys, one each day, and what she wrote in it has come back."""
    services, there = holder.services, Inside(holder.app)
    now = services.now() - timedelta(days=number + 1)
    sent = [Sent(form, new_reference(), codes.new(), now + timedelta(days=day)) for day in range(number)]
    for day, one in enumerate(sent):
        first = Status(form, one.sent_at.date(), one.sent_at.date())
        with services.sent.write() as connection:
            status.begin(connection, one.reference, key_of(holder, one), first)
        words = OwnWords(json.dumps({**answers, "message": f"Before, {day}."}))
        there.seal(holder.public, own_words.kind_of(holder.public.id, one.reference), words)
    there.seal(holder.public, earlier.KIND, Earlier(tuple(sent)))
    return sent


def key_of(holder: Holder, one: Sent) -> bytes:
    return status.key_of(holder.services.pepper, one.reference, one.receipt_code)


def answer(holder: Holder, one: Sent, reply: str) -> None:
    today = holder.services.today()
    now = Status(one.form, today, today, "answered", answered_on=today, reply=reply)
    with holder.services.sent.write() as connection:
        status.write(connection, one.reference, key_of(holder, one), now)


def test_they_stand_in_the_conversation_behind_what_she_wrote_since(holder: Holder) -> None:
    sent = before(holder, 2)
    answer(holder, sent[0], "It came on June 3.")
    assert "Before, 1." in holder.open(WRITE).page.text

    send(holder)
    text = holder.open("/messages/1/").page.text

    places = [text.index(words) for words in (WORDS, "Before, 1.", "Before, 0.", "It came on June 3.")]
    assert places == sorted(places)
    holder.open("/messages/").page.by_id("threads")
    assert "before you recovered" not in holder.page.text


def test_an_answer_to_one_of_them_is_new_until_she_reads_it(holder: Holder) -> None:
    sent = before(holder, 1)
    answer(holder, sent[0], "It came on June 3.")
    assert NOTICE in home(holder) and NEW in holder.open("/messages/").page.text
    assert NEW in holder.open("/requests/").page.text

    assert chips(holder, WRITE) == ["New"]
    assert NOTICE not in home(holder) and NEW not in holder.open("/messages/").page.text
    assert NEW not in holder.open("/requests/").page.text and chips(holder, WRITE) == []


def test_all_of_a_long_conversation_is_on_its_pages_and_the_link_leads_to_the_new_answer(holder: Holder) -> None:
    sent = before(holder, 23)
    send(holder)
    answer(holder, sent[0], "To the oldest.")
    pages = [holder.open(f"/messages/1/?page={number}").page.text for number in (1, 2)]
    assert "Before, 22." in pages[0] and "Before, 13." in pages[1]
    link = next(a.attrs["href"] for a in holder.open("/messages/").page.all("a") if "?page=" in a.attrs.get("href", ""))
    assert link == "/messages/1/?page=3#said-earlier-1"
    text = holder.open("/messages/1/?page=3").page.text
    assert all(f"Before, {number}." in text for number in range(4)) and "To the oldest." in text
    assert holder.open("/messages/1/?page=4").status == 404


def test_what_has_not_come_back_or_is_no_message_is_said_to_be_elsewhere(holder: Holder) -> None:
    sent = before(holder, 1)
    more = Sent("message", new_reference(), codes.new(), holder.services.now())
    Inside(holder.app).seal(holder.public, earlier.KIND, Earlier((*sent, more)))
    assert "More of what you wrote before you recovered" in holder.open("/messages/").page.text


def test_about_a_case_that_is_gone_it_can_still_be_read(holder: Holder) -> None:
    before(holder, 1, {"case_number": {"text": "9000000009"}, "county": "Kern"})
    holder.open("/messages/")
    link = next(a.attrs["href"] for a in holder.page.all("a") if "/requests/earlier/" in a.attrs.get("href", ""))
    assert "Before, 0." in holder.open(link).page.text
