"""What is typed into the calculator is kept as a draft is: for this browser, half an hour long, readable nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from flask import Flask
from support.calculating import IN_BOTH, START, change, estimate_page
from support.ground import SetClock
from support.traces import ways_to_write
from support.visitor import Visitor

from forms_app.processes import logs
from forms_app.settings import Settings

ODD = "7654321"  # dollars, which nothing else says


@IN_BOTH
def test_after_half_an_hour_the_estimate_is_gone(visitor: Visitor, clock: SetClock, language: str) -> None:
    visitor.open(START[language]).press("example-1")
    clock.forward(minutes=31)
    visitor.open(estimate_page(language))
    assert visitor.path == START[language].replace("calculator", "expired")


@IN_BOTH
def test_leaving_in_a_hurry_deletes_it(visitor: Visitor, language: str) -> None:
    visitor.open(START[language]).press("example-1")
    token = visitor.token
    visitor.get(START[language].replace("calculator", "exit"), {"Sec-Fetch-Site": "same-origin"})
    visitor.give_cookie(token)
    visitor.open(estimate_page(language))
    assert visitor.path == START[language].replace("calculator", "expired")


def test_another_browser_sees_nothing_of_it(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("example-1")
    assert Visitor(visitor.app).open(estimate_page("en")).path == "/forms/expired/"


def test_an_estimate_that_is_asked_for_again_is_the_same_and_a_changed_one_is_new(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("example-1")
    first = visitor.page.text
    assert visitor.open(estimate_page("en")).page.text == first
    visitor.open("/forms/calculator/children/").press("next", {"children": "2"})
    assert "1.6" in visitor.page.text and visitor.page.text != first


def test_of_two_people_each_sees_her_own(visitor: Visitor) -> None:
    other = Visitor(visitor.app)
    visitor.open(START["en"]).press("example-1")
    other.open(START["en"]).press("example-3")
    assert visitor.open(estimate_page("en")).page.one("h1").text != other.open(estimate_page("en")).page.one("h1").text


def test_no_figure_lies_readable_on_disk_or_in_the_log(
    settings: Settings, new_app: Callable[[Settings], Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    structlog.reset_defaults()
    logs.configure("public")
    visitor = Visitor(new_app(settings))
    change(visitor, "en", "other-income", {"other_net": ODD, "other_net-every": "monthly"})
    assert "$7,654,321" in visitor.page.text
    folder = Path(str(settings.database_url.database)).parent
    written = b"".join(path.read_bytes() for path in folder.iterdir()) + capsys.readouterr().out.encode()
    assert written and not [way for way in ways_to_write(ODD) if way in written]


def test_the_addresses_of_a_whole_estimate_say_nothing(visitor: Visitor) -> None:
    change(visitor, "en", "other-income", {"other_net": ODD, "other_net-every": "monthly"})
    assert not any(ODD in hop for hop in visitor.hops)
    assert not any(ODD in link.attrs["href"] for link in visitor.page.all("a"))
    assert ODD not in visitor.page.title and "7,654,321" not in visitor.page.title


def test_the_calculator_is_nothing_that_can_be_sent_printed_blank_or_taken_elsewhere(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("example-1")
    for page in ("check/", "paper.pdf", "code/", "code/done/"):
        assert visitor.get(START["en"] + page).status_code == 404, page
    visitor.open("/forms/calculator/more/")
    pairs = [("token", visitor.hidden("token")), ("version", visitor.hidden("version")), ("more", "none")]
    assert visitor.sent(visitor.path, [*pairs, ("go", "later")]).status_code == 303
    assert visitor.sent("/forms/calculator/check/", [*pairs, ("go", "send")]).status_code == 404
