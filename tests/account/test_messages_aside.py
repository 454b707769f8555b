"""Messages begun about several cases: each waits in its own conversation, whichever she went on with last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from account.test_messages import CODES, WORDS, WRITE, home, send
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside
from support.case_packages import small
from support.ground import SetClock
from support.holder_visitor import Holder
from support.person_rows import rows_for

from forms_app.bundles import money as money_bundle
from forms_app.bundles.money import Case, Money
from forms_app.case_data.bundling import money

OTHER, KERN = "/messages/write/2/", "Where is the money of Kern?"


def her_case() -> Case:
    (only,) = money.build(rows_for(small(), "P1")).cases
    return only


def seal(holder: Holder, *cases: Case) -> None:
    Inside(holder.app).seal(holder.public, money_bundle.KIND, Money(cases))


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    """With two cases."""
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    seal(found, her_case(), replace(her_case(), case_id="9000000009", county="Kern"))
    return found


def begin_both(holder: Holder) -> None:
    holder.open(WRITE).press("next", {"message": WORDS})
    holder.open(OTHER).press("next", {"message": KERN})
    assert holder.path == "/forms/message/check/" and KERN in holder.page.text and "Kern" in holder.page.text


def test_each_stands_where_she_left_it_and_is_sent_about_its_own_case(holder: Holder) -> None:
    begin_both(holder)
    assert WORDS in str(holder.open(WRITE).shown) and KERN in str(holder.open(OTHER).shown)

    holder.open("/forms/message/check/").press("send")
    assert KERN in holder.open("/requests/1/").page.text
    assert "Other messages that you began" in home(holder)
    assert WORDS in str(holder.open(WRITE).shown)
    holder.press("next")
    assert holder.path == "/forms/message/check/" and WORDS in holder.page.text
    holder.press("send")

    mine = holder.open("/requests/2/").page.text
    assert WORDS in mine and "Los Angeles" in mine and holder.arrived() == 2
    assert "you began" not in holder.open("/messages/").page.text and "you began" not in home(holder)


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_lists_name_both_and_lead_to_each(holder: Holder, prefix: str) -> None:
    begin_both(holder)
    links = [a.attrs.get("href", "") for a in holder.open(f"{prefix}/messages/").page.all("a")]
    assert f"{prefix}/forms/message/check/" in links and f"{prefix}{WRITE}" in links
    begun = [
        a for a in holder.open(f"{prefix}/requests/").page.all("a") if a.attrs.get("href") == f"{prefix}/messages/"
    ]
    assert any(("Otros mensajes" if prefix else "Other messages") in a.text for a in begun)


def test_back_and_forth_loses_nothing_and_a_page_drawn_before_is_asked_about(holder: Holder) -> None:
    begin_both(holder)
    holder.open(WRITE)
    old = holder.typed(message="Old words.")
    holder.press("next", {"message": f"{WORDS} And July?"})
    holder.open(OTHER).press("next", {"message": f"{KERN} And July?"})

    holder.post(WRITE, old)

    assert holder.status == 409 and "Old words." in str(holder.shown)
    assert f"{KERN} And July?" in str(holder.open(OTHER).shown)


def test_a_check_page_of_the_first_sends_nothing_of_the_second(holder: Holder) -> None:
    holder.open(WRITE).press("next", {"message": WORDS})
    check = [("token", holder.hidden("token")), ("version", holder.hidden("version")), ("go", "send")]
    holder.open(OTHER).press("next", {"message": KERN})

    holder.post("/forms/message/check/", check)

    assert holder.status == 409 and KERN in holder.page.text and holder.arrived() == 0
    assert WORDS in str(holder.open(WRITE).shown)


def test_what_was_typed_when_the_session_was_over_goes_on_and_the_other_waits(holder: Holder, clock: SetClock) -> None:
    holder.open(WRITE).press("next", {"message": WORDS})
    holder.open(OTHER)
    pairs = holder.typed(message=KERN)
    clock.forward(minutes=16)
    holder.post(OTHER, pairs)
    holder.sign_in()

    holder.open("/requests/").press("on")

    assert holder.path == "/forms/message/words/" and KERN in str(holder.shown)
    holder.press("next")
    assert "Kern" in holder.page.text and WORDS in str(holder.open(WRITE).shown)


def test_words_about_a_case_that_is_gone_can_still_be_read(holder: Holder) -> None:
    begin_both(holder)
    holder.open(WRITE).press("next")
    seal(holder, her_case())

    text = holder.open("/messages/").page.text
    assert KERN in text and "in your account no more" in text


def test_an_empty_one_leaves_nothing_behind(holder: Holder) -> None:
    holder.open(WRITE).press("next", {"message": "  "})
    holder.open(OTHER).press("next", {"message": KERN})
    assert "Other messages" not in holder.open("/messages/").page.text


def test_it_is_gone_after_seven_days(holder: Holder, clock: SetClock) -> None:
    begin_both(holder)
    clock.forward(days=8)
    there = Inside(holder.app)
    there.seal_money(holder.public, "P1", there.services.today())
    there.confirm(holder.public)
    holder.sign_in()
    assert WORDS not in str(holder.open(WRITE).shown) and "you began" not in home(holder)
    assert send(holder) in CODES
