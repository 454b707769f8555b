"""Leaving: by the exit, by doing nothing for half an hour; what stays behind on a shared computer is nothing."""

from __future__ import annotations

import pytest
from support.answers import most
from support.exits import LANGUAGES, WIPED, rows
from support.ground import SetClock
from support.journey import FORMS_BY_LANGUAGE, at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.public.services import PublicServices
from forms_app.storage.database import Database
from forms_app.storage.drafts import purge


@LANGUAGES
@pytest.mark.parametrize("site", ["same-origin", ""])
def test_the_exit_deletes_drafts_and_receipt_and_shows_the_weather(
    visitor: Visitor, database: Database, language: str, site: str
) -> None:
    send(at(visitor, "complaint", language))
    at(visitor, "pin-request", language, "help")
    assert rows(database) == 2
    services: PublicServices = visitor.app.extensions["services"]
    left = visitor.get(home("exit", language), {"Sec-Fetch-Site": site} if site else {})
    assert (left.status_code, left.location) == (303, services.agency.exit_url)
    assert left.headers["Clear-Site-Data"] == WIPED and left.headers["Cache-Control"] == "no-store"
    assert left.headers["Referrer-Policy"] == "no-referrer"
    assert rows(database) == 0 and visitor.client.get_cookie("visit", domain="127.0.0.1") is None


def test_the_browser_is_let_go_before_the_database_is_asked(visitor: Visitor, database: Database) -> None:
    """Nothing of the answer waits: it stands there while the drafts, and whatever locks them, are not yet touched."""
    at(visitor, "complaint", "en", "case")
    with database.write():  # somebody else writes for as long as this lasts
        left = visitor.client.get("/forms/exit/", base_url=visitor.base_url, headers={"Sec-Fetch-Site": "same-origin"})
        assert left.status_code == 303 and "visit=;" in left.headers["Set-Cookie"] and rows(database) == 1
    left.close()  # as a server does once the browser has it
    assert rows(database) == 0


@LANGUAGES
def test_a_page_that_has_gone_already_tells_by_a_post_without_a_body(
    visitor: Visitor, database: Database, language: str
) -> None:
    at(visitor, "complaint", language, "case")
    told = visitor.send(home("exit", language), b"", "", Sec_Fetch_Site="same-origin")
    assert (told.status_code, told.headers["Clear-Site-Data"]) == (204, WIPED)
    assert rows(database) == 0 and visitor.client.get_cookie("visit", domain="127.0.0.1") is None


def test_another_site_cannot_delete_by_a_post(visitor: Visitor, database: Database) -> None:
    at(visitor, "complaint", "en", "case")
    refused = visitor.send("/forms/exit/", b"", "", Sec_Fetch_Site="cross-site")
    assert refused.status_code == 400 and rows(database) == 1


@LANGUAGES
def test_whoever_left_without_a_connection_is_forgotten_by_the_next_request(
    visitor: Visitor, database: Database, language: str
) -> None:
    """The page could not tell the server; all that it could leave behind is a cookie without a content."""
    at(visitor, "complaint", language, "case")
    path = visitor.path
    visitor.client.set_cookie("left", "1", domain="127.0.0.1")
    assert visitor.open(path).path == home("expired", language) and rows(database) == 0
    for cookie in ("visit", "left"):
        assert visitor.client.get_cookie(cookie, domain="127.0.0.1") is None


def test_who_begins_anew_after_leaving_without_a_connection_keeps_what_she_begins(
    visitor: Visitor, database: Database
) -> None:
    begin(visitor, "complaint", "en")
    start = visitor.tab().open(home("complaint", "en"))
    before = visitor.token
    visitor.client.set_cookie("left", "1", domain="127.0.0.1")
    assert start.press().status == 200 and start.path.startswith(home("complaint", "en"))
    assert visitor.token != before and rows(database) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
    ],
)
def test_the_exit_does_nothing_when_no_page_of_ours_was_left_by_hand(
    visitor: Visitor, database: Database, headers: dict[str, str]
) -> None:
    at(visitor, "complaint", "en", "case")
    left = visitor.get("/forms/exit/", headers)
    assert left.status_code == 303 and "Clear-Site-Data" not in left.headers
    assert rows(database) == 1 and visitor.open(visitor.path).status == 200


@LANGUAGES
def test_the_exit_works_for_somebody_who_has_nothing_here(visitor: Visitor, language: str) -> None:
    assert visitor.get(home("exit", language)).status_code == 303


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_every_page_of_a_form_has_the_exit_first_and_every_one_with_answers_expires_without_scripts(
    visitor: Visitor, name: str, language: str
) -> None:
    assert visitor.open(home(name, language)).page.of_class("exit")
    pages = [begin(visitor, name, language).page]
    for slug in most(FORMS[name]).asked:
        pages.append(visitor.press("next", most(FORMS[name]).of(slug)).page)
    send(visitor)
    for page in (*pages, visitor.page):
        (exit_link,) = page.of_class("exit")
        assert exit_link.attrs["href"] == home("exit", language)
        refresh = [meta.attrs["content"] for meta in page.all("meta") if meta.attrs.get("http-equiv") == "refresh"]
        assert refresh == [f"1800;url={page.by_id('idle').attrs['data-gone']}"]


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_a_draft_idle_for_half_an_hour_is_gone(
    visitor: Visitor, clock: SetClock, database: Database, name: str, language: str
) -> None:
    slug = most(FORMS[name]).asked[-1]
    at(visitor, name, language, slug)
    clock.forward(minutes=29, seconds=59)
    assert visitor.open(visitor.path).status == 200
    posted = visitor.tab()
    clock.forward(seconds=2)
    posted.press("next", most(FORMS[name]).of(slug))
    assert posted.hops[-1] == home("expired", language)
    assert visitor.open(visitor.path).path == home("expired", language)
    assert purge(database, clock.now) == 1 and rows(database) == 0


def test_each_saved_page_starts_the_half_hour_anew(visitor: Visitor, clock: SetClock, database: Database) -> None:
    at(visitor, "complaint", "en", "case")
    for slug in ("case", "problem", "wish"):
        clock.forward(minutes=20)
        visitor.press("next", most(FORMS["complaint"]).of(slug))
        assert visitor.status == 200 and purge(database, clock.now) == 0


@LANGUAGES
def test_purging_takes_old_receipts_and_leaves_younger_ones(
    visitor: Visitor, clock: SetClock, database: Database, language: str
) -> None:
    send(at(visitor, "complaint", language))
    clock.forward(minutes=20)
    send(at(Visitor(visitor.app), "complaint", language))
    clock.forward(minutes=11)
    assert purge(database, clock.now) == 1 and rows(database) == 1
