"""Doing nothing: every page that shows something personal says how long it may stand there, by the server's clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.answers import most
from support.ground import SetClock
from support.journey import at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
HALF_AN_HOUR = 1800


def told(visitor: Visitor) -> tuple[int, str]:
    """(seconds, where the page goes then), said alike to the script and to a browser without."""
    warning = visitor.page.by_id("idle")
    assert warning.attrs["role"] == "alertdialog" and "hidden" in warning.attrs
    (refresh,) = [meta for meta in visitor.page.all("meta") if meta.attrs.get("http-equiv") == "refresh"]
    assert refresh.inside("noscript")
    assert refresh.attrs["content"] == f"{warning.attrs['data-left']};url={warning.attrs['data-gone']}"
    return int(warning.attrs["data-left"]), warning.attrs["data-gone"]


def empty_page(visitor: Visitor, language: str) -> Visitor:
    return at(visitor, "complaint", language, "wish")


def filled_page(visitor: Visitor, language: str) -> Visitor:
    return at(visitor, "complaint", language).open(home("complaint", language) + "wish/")


def tasks(visitor: Visitor, language: str) -> Visitor:
    return begin(visitor, "enrollment", language).open(home("enrollment", language) + "tasks/")


def check(visitor: Visitor, language: str) -> Visitor:
    return at(visitor, "complaint", language)


def code(visitor: Visitor, language: str) -> Visitor:
    return at(visitor, "complaint", language, "wish").press("later")


def receipt(visitor: Visitor, language: str) -> Visitor:
    send(at(visitor, "complaint", language))
    return visitor


@LANGUAGES
@pytest.mark.parametrize("come_to", [empty_page, filled_page, tasks, check, code, receipt])
def test_a_page_counts_what_the_server_has_left(
    visitor: Visitor, clock: SetClock, language: str, come_to: Callable[[Visitor, str], Visitor]
) -> None:
    path = come_to(visitor, language).path
    for spent in (0, 20 * 60, HALF_AN_HOUR - 1, HALF_AN_HOUR):
        clock.forward(seconds=spent)
        assert told(visitor.open(path)) == (max(1, HALF_AN_HOUR - spent), path)
        clock.forward(seconds=-spent)
    clock.forward(seconds=HALF_AN_HOUR + 1)
    assert visitor.open(path).path == home("expired", language)


def test_a_page_that_comes_again_with_mistakes_was_kept_just_now(visitor: Visitor, clock: SetClock) -> None:
    at(visitor, "complaint", "en", "problem")
    clock.forward(minutes=20)
    visitor.press("next")
    assert visitor.status == 422 and visitor.page.by_id("idle").attrs["data-left"] == "1800"
    clock.forward(minutes=1)
    assert told(visitor.open("/forms/complaint/problem/?again"))[0] == HALF_AN_HOUR - 60


@LANGUAGES
@pytest.mark.parametrize("path", ["status", "deadlines", "resume"])
def test_where_the_server_keeps_nothing_the_half_hour_begins_with_the_page(
    visitor: Visitor, language: str, path: str
) -> None:
    assert told(visitor.open(home(path, language))) == (HALF_AN_HOUR, home("expired", language))


@LANGUAGES
def test_a_page_that_shows_nothing_of_anybody_stays(visitor: Visitor, language: str) -> None:
    for path in (home("complaint", language), home("expired", language)):
        assert "refresh" not in visitor.open(path).response.text and 'id="idle"' not in visitor.response.text


@LANGUAGES
def test_asking_how_long_changes_nothing_and_staying_gives_the_half_hour_again(
    visitor: Visitor, clock: SetClock, language: str
) -> None:
    at(visitor, "complaint", language, "wish")
    time, token = visitor.page.by_id("idle").attrs["data-time"], visitor.page.by_id("idle").attrs["data-token"]
    clock.forward(minutes=29)
    for _ in range(2):
        asked = visitor.get(time)
        assert (asked.status_code, asked.headers["Left"]) == (204, "60")
    stayed = visitor.sent(time, [("token", token)])
    assert (stayed.status_code, stayed.headers["Left"]) == (204, "1800")
    clock.forward(minutes=29)
    assert visitor.press("next", most(FORMS["complaint"]).of("wish")).path == home("complaint", language) + "help/"


@LANGUAGES
def test_what_is_kept_unfinished_gives_the_half_hour_again(visitor: Visitor, clock: SetClock, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    clock.forward(minutes=29)
    pairs = visitor.filled(visitor.page.by_id("page"), {"wanted": "half a"})
    assert visitor.sent(visitor.path, [*pairs, ("go", "save")]).headers["Left"] == "1800"
    assert visitor.get(home("complaint", language) + "time/").headers["Left"] == "1800"


@pytest.mark.parametrize("known", [{}, {"token": "0" * 64}, {"token": "ours", "Sec_Fetch_Site": "cross-site"}])
def test_nobody_else_keeps_a_draft_alive(visitor: Visitor, clock: SetClock, known: dict[str, str]) -> None:
    at(visitor, "complaint", "en", "wish")
    token = visitor.page.by_id("idle").attrs["data-token"] if known.get("token") == "ours" else known.get("token", "")
    clock.forward(minutes=10)
    headers = {"Sec_Fetch_Site": known.get("Sec_Fetch_Site", "same-origin")}
    assert visitor.sent("/forms/complaint/time/", [("token", token)], **headers).status_code == 400
    assert visitor.get("/forms/complaint/time/").headers["Left"] == "1200"


@LANGUAGES
def test_of_a_draft_that_is_gone_no_time_is_left(visitor: Visitor, clock: SetClock, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    time, pairs = visitor.page.by_id("idle").attrs["data-time"], [("token", visitor.hidden("token"))]
    clock.forward(minutes=31)
    for answer in (visitor.get(time), visitor.sent(time, pairs)):
        assert (answer.status_code, answer.location) == (303, home("expired", language))
    assert visitor.open(home("complaint", language) + "wish/").path == home("expired", language)


def test_the_receipt_says_that_it_cannot_be_prolonged_and_the_others_how(visitor: Visitor) -> None:
    warning = check(visitor, "en").page.by_id("idle")
    assert "I am still here" in warning.text and "data-time" in warning.attrs
    send(visitor)
    warning = visitor.page.by_id("idle")
    assert "More time is not possible: write both numbers down" in warning.text and "data-fixed" in warning.attrs


@LANGUAGES
def test_after_the_time_the_post_that_showed_a_status_shows_nothing(visitor: Visitor, language: str) -> None:
    send(at(visitor, "inquiry", language))
    numbers = (visitor.page.by_id("reference").text, visitor.page.by_id("receipt-code").text)
    visitor.open(home("status", language)).press("show", dict(zip(("reference", "receipt_code"), numbers, strict=True)))
    again = visitor.filled(visitor.page.by_id("page"), {})
    assert visitor.page.by_id("state").text and told(visitor) == (HALF_AN_HOUR, home("expired", language))
    visitor.open(home("expired", language))
    posted = visitor.sent(home("status", language), [*again, ("go", "show")])
    assert (posted.status_code, posted.location) == (303, home("status", language))
