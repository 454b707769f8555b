"""The calculator of dates keeps what was typed for Back and reload, and hands it on to the form that it leads to."""

from __future__ import annotations

import pytest
from flask import Flask
from support.ground import SetClock
from support.own_dates import LANGUAGES, PAGE, typed
from support.visitor import Visitor

from forms_app.deadlines.clock import utc_now


@LANGUAGES
def test_back_and_reload_show_what_was_typed_and_what_followed(
    visitor: Visitor, clock: SetClock, language: str
) -> None:
    days = typed("9 1 2026", "10 5 2026")
    visitor.open(PAGE[language]).press(typed=days)
    told = visitor.page.one("main").text
    assert visitor.page.by_id("dates").attrs["data-address"] == f"{PAGE[language]}?again"
    assert visitor.open(f"{PAGE[language]}?again").page.one("main").text == told
    for _ in range(2):
        back = visitor.open(PAGE[language])
        shown = dict(back.filled(back.page.by_id("dates"), {}))
        assert days.items() <= shown.items() and not back.page.mistakes
    clock.forward(minutes=31)
    assert not any(dict(visitor.open(PAGE[language]).filled(visitor.page.by_id("dates"), {})).values())


def test_back_shows_dates_with_a_mistake_too(visitor: Visitor) -> None:
    visitor.open(PAGE["en"]).press(typed=typed("", "2 2 2026", "2 1 2026"))
    mistakes = visitor.page.mistakes
    assert visitor.status == 422 and visitor.open(f"{PAGE['en']}?again").page.mistakes == mistakes != {}


@pytest.mark.parametrize("way", ["exit", "expired"])
def test_after_leaving_no_date_is_shown_and_the_cookie_says_nothing(visitor: Visitor, way: str) -> None:
    visitor.open(PAGE["en"]).press(typed=typed("9 1 2026", "10 5 2026"))
    cookie = visitor.client.get_cookie("dates", domain="127.0.0.1")
    assert cookie is not None and "2026" not in cookie.value and "10" not in cookie.decoded_key
    visitor.get(f"/forms/{way}/", {"Sec-Fetch-Site": "same-origin"})
    assert visitor.client.get_cookie("dates", domain="127.0.0.1") is None
    assert "2026" not in visitor.open(f"{PAGE['en']}?again").page.by_id("filed_on-year").attrs["value"]


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "Ñ"])
def test_a_cookie_that_is_not_ours_is_no_date(visitor: Visitor, cookie: str) -> None:
    visitor.client.set_cookie("dates", cookie, domain="127.0.0.1")
    assert visitor.open(f"{PAGE['en']}?again").status == 200


def test_without_cookies_the_answer_comes_all_the_same(app: Flask) -> None:
    visitor = Visitor(app, app.test_client(use_cookies=False))
    visitor.open(PAGE["en"]).press(typed=typed("9 1 2026"))
    assert visitor.status == 200 and "data-address" not in visitor.page.by_id("dates").attrs


@LANGUAGES
def test_the_dates_go_along_into_the_request_for_a_hearing(visitor: Visitor, language: str) -> None:
    prefix = PAGE[language].removesuffix("deadlines/")
    visitor.open(PAGE[language]).press(typed=typed("1 5 2026", "2 2 2026", "2 20 2026"))
    dated = next(f for f in visitor.page.all("form") if f.attrs.get("action") == f"{prefix}state-hearing/dated/")
    visitor.post(dated.attrs["action"], visitor.filled(dated, {}))
    assert visitor.path == f"{prefix}state-hearing/you/"
    draft = visitor.app.extensions["services"].drafts.load(visitor.token, "state-hearing", utc_now())
    assert draft.raw == {
        "complaint": {
            "has_complained": ["yes"],
            **{name: [text] for name, text in typed("", "2 2 2026").items()},
            "was_answered": ["yes"],
        },
        "answer": {name: [text] for name, text in typed("", "", "2 20 2026").items()},
    }


def test_the_day_it_was_learned_goes_along_into_the_complaint(visitor: Visitor) -> None:
    visitor.post("/forms/complaint/dated/", list(typed("9 1 2026").items()))
    draft = visitor.app.extensions["services"].drafts.load(visitor.token, "complaint", utc_now())
    assert draft.raw == {"problem": {name: [text] for name, text in typed("9 1 2026").items()}}


def test_a_request_that_lies_here_is_not_replaced_unasked(visitor: Visitor) -> None:
    visitor.open("/forms/state-hearing/").press()
    visitor.post("/forms/state-hearing/dated/", list(typed("", "2 2 2026").items()))
    assert visitor.path == "/forms/state-hearing/"
    visitor.post("/forms/state-hearing/dated/", [*typed("", "2 2 2026").items(), ("go", "again")])
    assert visitor.path == "/forms/state-hearing/you/"


@pytest.mark.parametrize(
    ("path", "days", "led"),
    [("state-hearing", "2 30 2026", "/forms/deadlines/"), ("inquiry", "2 2 2026", "/forms/inquiry/dated/")],
)
def test_no_date_or_no_such_form_begins_nothing(visitor: Visitor, path: str, days: str, led: str) -> None:
    visitor.post(f"/forms/{path}/dated/", list(typed("", days).items()))
    assert visitor.path == led and visitor.client.get_cookie("visit", domain="127.0.0.1") is None
