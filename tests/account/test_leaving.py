"""The end of a session: by her, in a hurry, by time; and what asks how long it lasts does not prolong it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from support.account_holder import PASSWORD, Inside, open_account, post, sheet_codes, token
from support.ground import SetClock

from forms_app.account.services import AccountServices
from forms_app.bundles.messages import Order
from forms_app.storage.database import Database

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def count(app: Flask, table: str) -> int:
    database: Database = app.extensions["account"].database
    with database.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def where(browser: FlaskClient) -> str:
    """Home, or where it leads instead."""
    answer = browser.get("/home/")
    return answer.location or "/home/"


def left(browser: FlaskClient) -> int:
    return int(browser.get("/time/").headers["Left"])


def test_the_link_leaves_ends_the_session_and_takes_its_keys(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account)
    answer = browser.get("/forms/exit/")
    answer.close()

    assert (answer.status_code, answer.location) == (303, "https://www.weather.gov/")
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert browser.get_cookie("account") is None and browser.get_cookie("account-device") is None
    assert count(account, "session_keys") == 0 and Inside(account).events_of(public) == [("signed-out", "")]


def test_a_page_that_has_gone_says_so_without_any_token(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)
    other_site = browser.post("/es/forms/exit/", headers={"Sec-Fetch-Site": "cross-site"})
    assert (other_site.status_code, where(browser)) == (400, "/home/")

    browser.post("/es/forms/exit/").close()
    assert count(account, "session_keys") == 0 and browser.get_cookie("account") is None


def test_where_the_page_could_not_say_so_the_next_request_does(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    browser.set_cookie("left", "1")

    assert where(browser).endswith("/signed-out/")
    assert count(account, "session_keys") == 0
    assert browser.get_cookie("left") is None and browser.get_cookie("account") is None
    again = post(browser, "/sign-in/", participant="10001", password=PASSWORD, code=sheet_codes(papers)[0])
    assert "Los Angeles" in again


def test_what_was_begun_before_somebody_left_is_nobodys(account: Flask, browser: FlaskClient) -> None:
    browser.get("/activate/")
    before = browser.get_cookie("account-door")
    browser.set_cookie("left", "1")
    page = browser.get("/activate/")

    assert before != browser.get_cookie("account-door")
    assert browser.post("/activate/", data={"form_token": token(page.text)}).status_code == 422  # and not 400


def test_what_draws_no_page_leaves_no_trace_after_somebody_left(browser: FlaskClient) -> None:
    browser.get("/activate/")
    browser.set_cookie("left", "1")
    browser.get("/healthz")

    assert browser.get_cookie("account-door") is None and browser.get_cookie("left") is None


def test_only_our_own_pages_may_ask_to_leave(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Purpose": "prefetch"}):
        browser.get("/forms/exit/", headers=headers).close()
        assert where(browser) == "/home/"


def test_signing_out_asks_before_it_takes_papers_that_she_has_not_kept(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account, keeps=False)
    asked = post(browser, "/papers/", "/sign-out/")

    assert "Have you copied all of this?" in asked and sheet_codes(asked) == sheet_codes(papers)
    assert "Have you copied all of this?" not in browser.get("/papers/").text
    assert "You are signed out" in post(browser, "/papers/?leaving", "/sign-out/", sure="yes")
    assert [type(message) for _id, message in Inside(account).read()] == [Order, Order]  # whole, and signed out
    assert count(account, "session_keys") == 0


def test_signing_out_ends_this_browser_alone(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    other = account.test_client()
    post(other, "/sign-in/", participant="10001", password=PASSWORD, code=sheet_codes(papers)[0])

    assert "You are signed out" in post(browser, "/home/", "/sign-out/")
    assert (where(browser), where(other)) == ("/sign-in/", "/home/")
    assert count(account, "session_keys") == 1


def test_asking_how_long_it_lasts_prolongs_nothing_and_staying_does(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    open_account(browser, account)
    page = browser.get("/home/").text
    assert left(browser) == 900 and 'data-left="900"' in page and 'content="902;url=/signed-out/"' in page

    clock.forward(minutes=11)
    assert left(browser) == 240 and "You are still signed in" in browser.get("/signed-out/").text
    assert left(browser) == 240
    stayed = browser.post("/time/", data={"form_token": token(page)})
    assert (stayed.status_code, stayed.headers["Left"], left(browser)) == (204, "900", 900)
    clock.forward(minutes=15)
    assert browser.get("/time/").location.endswith("/signed-out/")


def test_after_fifteen_minutes_it_is_over_and_a_page_says_why(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    open_account(browser, account)
    clock.forward(minutes=15)
    assert where(browser) == "/signed-out/"

    assert "after 15 minutes without activity" in browser.get("/signed-out/").text
    assert where(browser) == "/sign-in/"  # who comes later is told nothing of it


def test_twelve_hours_are_the_longest_and_the_warning_offers_no_more(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    open_account(browser, account)
    for _ in range(71):
        assert "data-fixed" not in browser.get("/home/").text
        clock.forward(minutes=10)
    assert "data-fixed" in browser.get("/home/").text and left(browser) == 600
    clock.forward(minutes=10)
    assert where(browser) == "/signed-out/"


def test_a_session_of_a_time_to_come_is_over(account: Flask, browser: FlaskClient, clock: SetClock) -> None:
    """The clock was a day ahead and has been set right: it would let the session lie idle for a day."""
    open_account(browser, account)
    clock.forward(days=-1)
    assert where(browser) == "/signed-out/"


def test_the_keys_of_a_session_that_is_over_go_when_somebody_comes(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    papers, _public = open_account(browser, account)
    clock.forward(minutes=15)
    post(account.test_client(), "/sign-in/", participant="10001", password=PASSWORD, code=sheet_codes(papers)[0])

    assert count(account, "session_keys") == 1


@pytest.mark.parametrize("path", ["/forms/exit/", "/es/forms/exit/"])
def test_she_gets_away_while_the_database_is_away(account: Flask, browser: FlaskClient, path: str) -> None:
    open_account(browser, account)
    services: AccountServices = account.extensions["account"]
    services.database.close()
    Path(str(services.settings.account_database_url.database)).write_bytes(b"no database any more")
    answer = browser.get(path)
    answer.close()

    assert (answer.status_code, answer.location) == (303, "https://www.weather.gov/")
    assert browser.get_cookie("account") is None
