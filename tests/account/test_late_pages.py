"""Pages that were posted when the session was over: each is kept for their holder, and offered when she is in again."""

from __future__ import annotations

import pytest
from account.test_forms import INQUIRY, WORDS, database_bytes, form_token
from flask import Flask
from flask.testing import FlaskClient
from support.ground import SetClock
from support.holder_visitor import Holder
from support.visitor import Visitor

from forms_app.storage.account import requests

OFFERED = "You were signed out while you typed"


@pytest.fixture
def holder(clock: SetClock, account: Flask, browser: FlaskClient) -> Holder:
    return Holder(account, browser)


def chosen(holder: Holder, go: str, number: int = 0) -> list[tuple[str, str]]:
    """A button of one of the pages that are offered, the last first."""
    which = [one.attrs["value"] for one in holder.page.all("input") if one.attrs.get("name") == "which"]
    return [("form_token", form_token(holder)), ("which", which[number]), ("go", go)]


def test_what_is_posted_when_the_session_is_over_is_offered_after_signing_in(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    pairs = holder.typed(message=WORDS)
    clock.forward(minutes=16)

    holder.post(f"{INQUIRY}question/", pairs)
    assert holder.path == "/signed-out/" and "What you typed just now is kept" in holder.page.text
    assert WORDS.encode() not in database_bytes(holder.services)

    assert "You were signed out while you typed" in holder.sign_in()
    holder.open("/requests/")
    holder.post("/requests/kept/", chosen(holder, "on"))
    assert holder.path == f"{INQUIRY}question/" and WORDS in str(holder.shown)
    assert "You were signed out while you typed" not in holder.open("/requests/").page.text


def test_words_of_another_device_stay_where_a_late_page_comes_to_them(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    pairs = holder.typed(message=WORDS)
    clock.forward(minutes=16)
    holder.post(f"{INQUIRY}question/", pairs)
    holder.sign_in()
    holder.open(f"{INQUIRY}question/").press("next", {"topic": "caseworker", "message": "Written in between"})
    holder.open("/requests/")

    holder.post("/requests/kept/", chosen(holder, "on"))
    assert WORDS in str(holder.shown) and "Written in between" in str(holder.shown)


def test_the_page_that_is_offered_can_be_let_go(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    pairs = holder.typed(message=WORDS)
    clock.forward(minutes=16)
    holder.post(f"{INQUIRY}question/", pairs)
    holder.sign_in()
    holder.open("/requests/")

    holder.post("/requests/kept/", chosen(holder, "delete"))

    assert "You were signed out while you typed" not in holder.page.text
    assert WORDS not in str(holder.open(f"{INQUIRY}question/").shown)


def test_nothing_is_kept_for_whoever_has_no_page_of_ours(account: Flask, holder: Holder) -> None:
    """A token that this server did not make, and one of another browser's session, which is only half of one."""
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    stranger = Visitor(account, base_url=holder.base_url)
    for token in ("", "00" * 40, holder.hidden("token")[:64]):
        stranger.post(f"{INQUIRY}question/", [("token", token), ("message", WORDS)])
        assert stranger.path == "/sign-in/"
    holder.client.get("/forms/exit/").close()

    assert "You were signed out" not in holder.sign_in()


def test_pages_of_two_devices_are_both_kept_and_each_is_gone_on_with(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    of_phone, of_library = holder.typed(message=WORDS), holder.typed(message="Where is my payment of June?")
    clock.forward(minutes=16)
    for pairs in (of_phone, of_phone, of_library):  # the first pressed its button twice
        holder.post(f"{INQUIRY}question/", pairs)
        clock.forward(minutes=1)
    holder.sign_in()

    holder.open("/requests/").post("/requests/kept/", chosen(holder, "on", 1))
    assert WORDS in str(holder.shown) and OFFERED in holder.open("/requests/").page.text
    holder.post("/requests/kept/", chosen(holder, "on"))
    assert holder.path == f"{INQUIRY}question/"
    assert WORDS in str(holder.shown) and "payment of June" in str(holder.shown)
    assert OFFERED not in holder.open("/requests/").page.text


def test_one_of_two_is_let_go_and_the_other_stays(holder: Holder, clock: SetClock) -> None:
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    one, other = holder.typed(message=WORDS), holder.typed(message="Where is my payment of June?")
    clock.forward(minutes=16)
    holder.post(f"{INQUIRY}question/", one)
    holder.post(f"{INQUIRY}question/", other)
    holder.sign_in()
    holder.open("/requests/").post("/requests/kept/", chosen(holder, "delete"))
    holder.post("/requests/kept/", chosen(holder, "on"))
    assert len({WORDS in str(holder.shown), "payment of June" in str(holder.shown)}) == 2


@pytest.mark.parametrize("which", ["", "x", "00" * 16])
def test_a_page_that_is_not_there_takes_up_nothing(holder: Holder, which: str) -> None:
    holder.open("/requests/")
    for go in ("on", "delete"):
        holder.post("/requests/kept/", [("form_token", form_token(holder)), ("which", which), ("go", go)])
        assert holder.path == "/requests/"


def test_where_too_many_wait_she_is_told_that_this_one_is_not_kept(
    holder: Holder, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "MOST_POSTS", 1)
    holder.begin("inquiry").open(f"{INQUIRY}question/")
    one, other = holder.typed(message=WORDS), holder.typed(message="Where is my payment of June?")
    clock.forward(minutes=16)
    holder.post(f"{INQUIRY}question/", one)
    holder.post(f"{INQUIRY}question/", other)
    assert "could not be kept" in holder.page.text
    holder.sign_in()
    holder.open("/requests/").post("/requests/kept/", chosen(holder, "on"))
    assert WORDS in str(holder.shown)
