"""What becomes of a message whose case stands elsewhere among hers, or nowhere, by the time that its page is posted."""

from __future__ import annotations

import pytest
from account.test_messages import WORDS, answer, send
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside
from support.asking import in_two_counties
from support.ground import SetClock
from support.holder_visitor import Holder
from support.person_rows import rows_for

from forms_app.bundles import money as bundle
from forms_app.bundles.money import Money
from forms_app.case_data.bundling import money

FIRST, SECOND = "/messages/write/1/", "/messages/write/2/"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    """Of a case in Los Angeles and, after it, one in Orange."""
    found = Holder(account, browser)
    Inside(account).confirm(found.public, tables=in_two_counties())
    return found


def keep_only(holder: Holder, *counties: str) -> None:
    """A case was closed long ago, or is hers no more: a package without it came."""
    every = money.build(rows_for(in_two_counties(), "P1")).cases
    left = tuple(one for one in every if one.county in counties)
    Inside(holder.app).seal(holder.public, bundle.KIND, Money(left))


def drawn_and_typed(holder: Holder, path: str) -> list[tuple[str, str]]:
    holder.open(path)
    return holder.typed(message=WORDS)


def test_a_message_goes_about_the_case_that_its_page_named_wherever_that_stands_now(holder: Holder) -> None:
    pairs = drawn_and_typed(holder, SECOND)
    keep_only(holder, "Orange")

    holder.post(SECOND, pairs)

    assert holder.path == "/forms/message/check/" and "Orange" in holder.page.text and WORDS in holder.page.text


@pytest.mark.parametrize("left", [("Orange",), ()])
def test_of_a_case_that_is_gone_nothing_is_begun_and_the_words_stand_there(
    holder: Holder, left: tuple[str, ...]
) -> None:
    pairs = drawn_and_typed(holder, FIRST)
    keep_only(holder, *left)

    holder.post(FIRST, pairs)

    assert holder.status == 409 and WORDS in holder.page.text and "in your account no more" in holder.page.text
    assert "have begun a message" not in holder.open("/messages/").page.text


def test_what_was_posted_late_goes_on_about_its_own_case(holder: Holder, clock: SetClock) -> None:
    pairs = drawn_and_typed(holder, SECOND)
    clock.forward(minutes=16)
    holder.post(SECOND, pairs)
    holder.sign_in()
    keep_only(holder, "Orange")

    holder.open("/requests/").press("on")
    holder.press("next")

    assert holder.path == "/forms/message/check/" and "Orange" in holder.page.text


def test_what_was_posted_late_about_a_case_that_is_gone_is_read_and_goes_into_no_other(
    holder: Holder, clock: SetClock
) -> None:
    pairs = drawn_and_typed(holder, FIRST)
    clock.forward(minutes=16)
    holder.post(FIRST, pairs)
    holder.sign_in()
    keep_only(holder, "Orange")
    holder.open(FIRST).press("next", {"message": "Of Orange"})

    holder.open("/requests/").press("on")

    assert holder.path == "/messages/not-sent/" and WORDS in holder.page.text and "Of Orange" not in holder.page.text
    assert WORDS not in holder.open("/forms/message/check/").page.text
    assert holder.open("/requests/").page.all("button"), "it is still offered"


def test_a_conversation_with_a_new_answer_stands_first(holder: Holder, clock: SetClock) -> None:
    first = send(holder)
    clock.forward(minutes=1)
    holder.open(SECOND).press("next", {"message": "And that one?"}).press("send")
    answer(holder, first, "It came on June 3.")
    listed = holder.open("/messages/").page.by_id("threads").text
    assert listed.index("Los Angeles") < listed.index("Orange")

    holder.open("/messages/1/")

    listed = holder.open("/messages/").page.by_id("threads").text
    assert listed.index("Orange") < listed.index("Los Angeles")
