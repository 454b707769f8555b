"""The end of a visit: asked once, told truly; what was never begun here is not called deleted."""

from __future__ import annotations

import pytest
from support.answers import most
from support.exits import LANGUAGES, WIPED, rows
from support.ground import SetClock
from support.journey import at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.storage.database import Database

TITLE = {"en": "Your answers were deleted for your safety", "es": "Borramos sus respuestas por su seguridad"}
NOT_OPEN = {"en": "This is not open in this browser", "es": "Esto no está abierto en este navegador"}


def at_code(visitor: Visitor, language: str) -> Visitor:
    return at(visitor, "complaint", language, "case").press("later")


def heading(visitor: Visitor) -> str:
    return visitor.page.one("h1").text


@LANGUAGES
def test_i_am_done_asks_once_and_ends_on_a_page_that_says_what_was_deleted(
    visitor: Visitor, database: Database, language: str
) -> None:
    send(at(visitor, "inquiry", language))
    numbers = [visitor.page.by_id(name).text for name in ("reference", "receipt-code")]
    visitor.press()
    assert visitor.path == home("receipt", language) + "done/" and rows(database) == 1
    assert [visitor.page.by_id(name).text for name in ("reference", "receipt-code")] == numbers
    receipt = visitor.tab().open(home("receipt", language))
    assert receipt.path == home("receipt", language)
    answer = visitor.sent(home("receipt", language), [("go", "delete")])
    assert answer.status_code == 303 and answer.headers["Clear-Site-Data"] == WIPED and rows(database) == 0
    visitor.open(answer.location)
    assert heading(visitor) == {"en": "Deleted from this device", "es": "Borrado de este aparato"}[language]
    assert home("status", language) in {link.attrs["href"] for link in visitor.page.all("a")}


@LANGUAGES
def test_the_code_that_was_written_down_is_asked_for_once_too(
    visitor: Visitor, database: Database, language: str
) -> None:
    at_code(visitor, language)
    code = visitor.page.by_id("pick-up-code").text
    visitor.press()
    assert visitor.path.endswith("/code/done/") and rows(database) == 1
    assert visitor.page.by_id("pick-up-code").text == code
    visitor.press("delete")
    assert "/forms/deleted/" in visitor.path and rows(database) == 0
    assert home("resume", language) in {link.attrs["href"] for link in visitor.page.all("a")}


def test_a_second_click_ends_on_the_same_page(visitor: Visitor) -> None:
    send(at(visitor, "inquiry", "en"))
    token = visitor.token
    visitor.sent("/forms/receipt/", [("go", "delete")])
    visitor.give_cookie(token)
    assert "/forms/deleted/" in visitor.sent("/forms/receipt/", [("go", "delete")]).location


def test_the_solid_button_of_the_receipt_saves_it(visitor: Visitor) -> None:
    send(at(visitor, "inquiry", "en"))
    main = [one for one in visitor.page.of_class("button") if one.inside("main")]
    hrefs = [one.attrs.get("href") for one in main]
    assert hrefs == ["/forms/receipt/receipt.pdf?save", None], "and the one of the warning"
    (delete,) = [one for one in visitor.page.all("button") if "delete it" in one.text and one.inside("main")]
    assert delete.attrs["class"] == "link"


def test_what_was_deleted_is_told_for_half_an_hour_only(visitor: Visitor, clock: SetClock) -> None:
    at_code(visitor, "en").press()
    path = visitor.press("delete").path
    assert visitor.open(path).path == path
    for other in (path[:-8] + "AAAA/", "/forms/deleted/x/"):
        assert visitor.open(other).path == "/forms/expired/"
    clock.forward(minutes=31)
    assert visitor.open(path).path == "/forms/expired/"


@LANGUAGES
@pytest.mark.parametrize("path", ["complaint/problem/", "complaint/check/", "receipt/", "state-hearing/code/"])
def test_a_link_or_a_bookmark_is_not_told_that_anything_was_deleted(visitor: Visitor, language: str, path: str) -> None:
    visitor.open(home("", language).replace("//", "/") + path)
    assert visitor.path == home("expired", language) and heading(visitor) == NOT_OPEN[language]
    links = {link.attrs.get("href") for link in visitor.page.all("a")}
    assert {home(name, language) for name in FORMS} <= links and "866-901-3212" in visitor.page.text


@LANGUAGES
def test_a_form_that_lay_idle_is_told_that_it_was_deleted(visitor: Visitor, clock: SetClock, language: str) -> None:
    at(visitor, "complaint", language, "case")
    clock.forward(minutes=31)
    visitor.press("next", most(FORMS["complaint"]).of("case"))
    assert heading(visitor) == TITLE[language]


@LANGUAGES
def test_a_form_that_went_on_elsewhere_is_not_called_deleted(visitor: Visitor, language: str) -> None:
    at_code(visitor, language)
    path, code = visitor.path, visitor.page.by_id("pick-up-code").text
    Visitor(visitor.app).open(home("resume", language)).press(typed={"code": code})
    visitor.open(path)
    assert visitor.path == home("expired", language) and heading(visitor) == NOT_OPEN[language]


def test_what_is_still_open_in_this_browser_is_one_click_away(visitor: Visitor) -> None:
    begin(visitor, "complaint", "en")
    visitor.open("/forms/state-hearing/you/")
    assert visitor.path == "/forms/expired/" and heading(visitor) == NOT_OPEN["en"]
    assert "/forms/complaint/check/" in {link.attrs.get("href") for link in visitor.page.all("a")}
