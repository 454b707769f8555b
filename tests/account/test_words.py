"""What staff keyed in, and what she asked on the public site: its words; what is left out is not called blank."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from account.test_joining import asked, join
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.bundles import earlier, own_words
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.bundles.own_words import OwnWords
from forms_app.sealing import codes

REFERENCE = "7KQ2-M4XD"
TOLD = {"full_name": "Ana Ruiz", "case_number": {"text": "10001"}, "what_happened": "Nobody called me back."}
LEFT_OUT = {"en": "of a change, what is new are not shown here", "es": "Aquí no se muestran direcciones"}


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def key_in(holder: Holder, channel: str = "phone", form: str = "complaint", days: int = 2) -> None:
    at = holder.services.now() - timedelta(days=days)
    sent = Sent(form, REFERENCE, codes.new(), at, channel)
    Inside(holder.app).seal(holder.public, earlier.KIND, Earlier((sent,)))


def bring(holder: Holder, answers: dict[str, Any], reference: str = REFERENCE, how_much: str = own_words.PART) -> None:
    kind = own_words.kind_of(holder.public.id, reference, how_much)
    Inside(holder.app).seal(holder.public, kind, OwnWords(json.dumps(answers)))


def read(holder: Holder, path: str) -> str:
    return " ".join(holder.open(path).page.text.split())


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/es", "es")])
def test_what_staff_wrote_down_is_there_and_what_is_left_out_is_not_called_blank(
    holder: Holder, prefix: str, language: str
) -> None:
    key_in(holder)
    assert "Nobody called me back." not in read(holder, f"{prefix}/requests/earlier/1/")
    bring(holder, TOLD)

    page = read(holder, f"{prefix}/requests/earlier/1/")
    assert "Nobody called me back." in page and LEFT_OUT[language] in page
    assert {"en": "What staff wrote down", "es": "Lo que anotó el personal"}[language] in page
    assert "Left blank" not in page and "En blanco" not in page
    assert holder.get(f"{prefix}/requests/earlier/1/receipt.pdf").status_code == 404


@pytest.mark.parametrize(
    ("channel", "said"), [("phone", "by telephone."), ("mail", "from a letter."), ("hand", "at the office.")]
)
def test_it_says_how_it_came_and_whom_to_call(holder: Holder, channel: str, said: str) -> None:
    key_in(holder, channel)
    page = read(holder, "/requests/earlier/1/")
    assert f"Staff took this in {said} If it was not you, call" in page and "only if your first and last name" in page


def test_what_was_taken_in_just_now_is_no_receipt_of_hers(holder: Holder) -> None:
    key_in(holder, days=0)
    page = holder.open("/requests/earlier/1/").page
    assert "Taken in on" in page.text and "demonstration only" not in page.text and "Your receipt" not in page.text
    assert not [link for link in page.all("a") if link.attrs.get("href", "").endswith((".ics", ".pdf"))]


def test_a_new_account_reads_that_it_must_be_confirmed_first(account: Flask, browser: FlaskClient) -> None:
    new = Holder(account, browser)
    key_in(new)
    assert "once your account is confirmed" in read(new, "/requests/earlier/1/")


def test_the_list_says_how_it_stands(holder: Holder) -> None:
    numbers = asked(holder, "complaint")
    sent = Sent("complaint", *numbers, holder.services.now(), "phone")
    Inside(holder.app).seal(holder.public, earlier.KIND, Earlier((sent,)))

    listed = " ".join(holder.open("/requests/").page.by_id("keyed").text.split())
    assert "Received" in listed and "by telephone" in listed


def test_a_question_that_joined_shows_its_words_in_the_conversation_and_on_its_page(holder: Holder) -> None:
    numbers = asked(holder)
    words = "The xylophone fell."
    assert words not in join(holder, numbers.reference, numbers.receipt_code)
    bring(holder, {"message": f"When is it? {words}", "topic": "caseworker"}, numbers.reference)

    thread = read(holder, "/messages/1/")
    assert words in thread and "You asked on" in thread and "without the account." in thread
    assert "few minutes later" not in thread
    page = read(holder, "/requests/1/")
    assert words in page and "Left blank" not in page and LEFT_OUT["en"] in page
    assert holder.get("/requests/1/receipt.pdf").status_code == 404


def test_what_was_joined_before_keys_were_lost_is_a_part_too(holder: Holder) -> None:
    key_in(holder, "", "inquiry")
    bring(holder, {"message": "When is my hearing?"})

    page = read(holder, "/requests/earlier/1/")
    assert "When is my hearing?" in page and LEFT_OUT["en"] in page and "Left blank" not in page
