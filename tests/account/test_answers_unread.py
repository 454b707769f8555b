"""Which answers are marked new: those that she has not read as they are now, of however many, and no others."""

from __future__ import annotations

import re

import pytest
from account.test_messages import answer, home, send, settle
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside
from support.ground import SetClock
from support.holder_visitor import Holder

from forms_app.storage.status import Added

NEW, NOTICE = "New answer", "An answer for you"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    found = Holder(account, browser)
    Inside(account).confirm(found.public)
    return found


def many(holder: Holder, clock: SetClock, number: int) -> list[str]:
    """References of so many messages of one conversation, the oldest first."""
    sent = [send(holder)]
    for count in range(1, number):
        clock.forward(minutes=1)
        holder.open("/messages/1/")
        sent.append(send(holder, f"Message {count}"))
    return sent


def chips(holder: Holder, path: str = "/messages/1/") -> list[str]:
    page = str(holder.client.get(path).get_data(as_text=True))
    return re.findall(r'class="chip">(\w+)<', page)


def add(holder: Holder, reference: str, *texts: str) -> None:
    on = holder.services.today()
    settle(holder, reference, added=tuple(Added(on, text) for text in texts))


def test_an_answer_to_the_oldest_of_twenty_five_is_new_and_its_link_leads_to_it(
    holder: Holder, clock: SetClock
) -> None:
    sent = many(holder, clock, 25)
    answer(holder, sent[0], "It came on June 3.")

    page = home(holder)
    assert page.count(NOTICE) == 1
    assert NEW in holder.open("/messages/").page.text
    link = next(a.attrs["href"] for a in holder.page.all("a") if a.attrs.get("href", "").startswith("/messages/1"))
    place = holder.client.get(link)
    there = place.location if place.status_code == 303 else link
    assert there == "/messages/1/?page=3#said-1"
    assert chips(holder, "/messages/1/") == [] and NOTICE in home(holder)  # she has not seen it there
    assert chips(holder, there.partition("#")[0]) == ["New"]
    assert NOTICE not in home(holder) and NEW not in holder.open("/messages/").page.text


def test_a_corrected_answer_is_new_again_and_says_that_it_is_another(holder: Holder) -> None:
    reference = send(holder)
    answer(holder, reference, "It came on June 3.")
    assert chips(holder) == ["New"] and chips(holder) == [] and NOTICE not in home(holder)

    answer(holder, reference, "It came on June 13.")

    assert NOTICE in home(holder) and NEW in holder.open("/requests/").page.text
    assert chips(holder) == ["Changed"] and chips(holder) == [] and NOTICE not in home(holder)


def test_what_was_added_is_new_and_what_she_has_read_is_not(holder: Holder) -> None:
    reference = send(holder)
    answer(holder, reference, "It came on June 3.")
    chips(holder)
    add(holder, reference, "You find it under Payments.")
    assert NOTICE in home(holder)
    text = holder.open("/messages/1/").page.text
    assert text.count("New") == 1 and text.index("You find it") > text.index("It came on June 3.")
    assert text.index("New") > text.index("It came on June 3.") and chips(holder) == []

    add(holder, reference, "You find it under Payments.", "And here.")

    assert chips(holder) == ["New"]
    assert "And here." in holder.open("/requests/1/").page.text


def test_an_answer_that_was_taken_back_and_given_again_is_new(holder: Holder) -> None:
    reference = send(holder)
    answer(holder, reference, "It came on June 3.")
    chips(holder)
    settle(holder, reference, state="looked_at", answered_on=None, reply="")
    assert NOTICE not in home(holder)

    answer(holder, reference, "It comes in July.")

    assert chips(holder) == ["Changed"]


def test_one_answer_to_many_is_one_notice_and_read_once(holder: Holder, clock: SetClock) -> None:
    for reference in many(holder, clock, 12):
        answer(holder, reference, "All of it comes on Monday.")
    assert home(holder).count(NOTICE) == 1

    holder.open("/requests/12/")

    assert NOTICE not in home(holder) and chips(holder) == [] and chips(holder, "/messages/1/?page=2") == []
    assert NEW not in holder.open("/requests/").page.text
