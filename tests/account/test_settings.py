"""What she changes of how she signs in: after a fresh second factor, with a line in her history, never the last one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import PASSWORD, Inside, offered, open_account, post, sheet_codes, token
from support.ground import SetClock

from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.account import inside

NEW = "seven lamps under old snow"
GOALS = ("password", "app", "sheet", "passkeys", "paper")


@pytest.fixture
def sheet(account: Flask, browser: FlaskClient, clock: SetClock) -> list[str]:
    """Of an account that is open in `browser`."""
    papers, _public = open_account(browser, account)
    return sheet_codes(papers)


def prove(browser: FlaskClient, code: str, goal: str = "password") -> str:
    return post(browser, f"/settings/prove/{goal}/", code=code)


def sign_in(app: Flask, password: str, code: str) -> FlaskClient:
    browser = app.test_client()
    post(browser, "/sign-in/", participant="10001", password=password, code=code)
    return browser


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/home/").status_code == 200


@pytest.mark.parametrize("goal", GOALS)
def test_every_change_asks_for_a_fresh_second_factor_and_again_after_ten_minutes(
    browser: FlaskClient, sheet: list[str], clock: SetClock, goal: str
) -> None:
    assert browser.get(f"/settings/{goal}/").location.endswith(f"/settings/prove/{goal}/")
    asked = browser.post(f"/settings/{goal}/", data={"form_token": token(browser.get("/settings/").text)})
    assert asked.location.endswith(f"/settings/prove/{goal}/")

    assert "That was not right" in prove(browser, "123456", goal)
    prove(browser, sheet[0], goal)
    assert browser.get(f"/settings/{goal}/").status_code == 200
    clock.forward(minutes=11)
    assert browser.get(f"/settings/{goal}/").status_code == 303


def test_a_proof_counts_in_one_session_alone(account: Flask, browser: FlaskClient, sheet: list[str]) -> None:
    prove(browser, sheet[0])
    cookie = browser.get_cookie("account-proof")
    other = sign_in(account, PASSWORD, sheet[1])
    assert cookie and is_in(other)
    other.set_cookie("account-proof", cookie.value)

    assert other.get("/settings/password/").status_code == 303


def test_a_new_password_ends_other_sessions_and_opens_the_same_money(
    account: Flask, browser: FlaskClient, sheet: list[str]
) -> None:
    other = sign_in(account, PASSWORD, sheet[0])
    prove(browser, sheet[1])
    assert "This is not your password" in post(browser, "/settings/password/", old=NEW, password=NEW)
    assert "needs 15" in post(browser, "/settings/password/", old=PASSWORD, password="short")
    for _pressed_twice in range(2):
        assert "That is changed" in post(browser, "/settings/password/", old=PASSWORD, password=NEW)

    assert is_in(browser) and not is_in(other)
    assert not is_in(sign_in(account, PASSWORD, sheet[2]))
    assert "Los Angeles" in sign_in(account, NEW, sheet[2]).get("/home/").get_data(as_text=True)


def test_a_new_sheet_ends_the_old_one(account: Flask, browser: FlaskClient, sheet: list[str]) -> None:
    prove(browser, sheet[0], "sheet")
    new = sheet_codes(post(browser, "/settings/sheet/"))

    assert len(new) == 10 and not set(new) & set(sheet)
    assert not is_in(sign_in(account, PASSWORD, sheet[1]))
    assert is_in(sign_in(account, PASSWORD, new[0]))


def test_an_app_takes_the_sheets_place_and_the_last_of_them_stays(
    account: Flask, browser: FlaskClient, sheet: list[str], clock: SetClock
) -> None:
    prove(browser, sheet[0], "sheet")
    post(browser, "/settings/sheet/", remove="yes")
    assert is_in(sign_in(account, PASSWORD, sheet[1]))  # it was the only one

    app, fields = offered(browser.get("/settings/app/").text)
    assert browser.post("/settings/app/", data={**fields, "code": "000000"}).status_code == 422
    assert browser.post("/settings/app/", data={**fields, "code": app.at(clock.now)}).status_code == 303
    post(browser, "/settings/sheet/", remove="yes")
    post(browser, "/settings/app/", remove="yes")
    assert not is_in(sign_in(account, PASSWORD, sheet[2]))
    clock.forward(minutes=1)
    assert is_in(sign_in(account, PASSWORD, app.at(clock.now)))


def test_each_change_is_handed_in_as_a_line_of_her_history(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    prove(browser, sheet_codes(papers)[0])
    post(browser, "/settings/password/", old=PASSWORD, password=NEW)
    post(browser, "/settings/sheet/")
    post(browser, "/settings/paper/")

    said = Inside(account).events_of(public)
    assert said == [("password-changed", ""), ("factor-changed", "sheet"), ("paper-renewed", "")]


@pytest.mark.parametrize("goal", GOALS)
def test_for_two_days_after_a_recovery_nothing_changes(
    account: Flask, browser: FlaskClient, clock: SetClock, goal: str
) -> None:
    papers, public = open_account(browser, account)
    until = clock.now + timedelta(hours=48)
    with account.extensions["account"].database.write() as connection:
        inside.allow_no_changes(connection, PublicKeys(public.data).id, until)
    prove(browser, sheet_codes(papers)[0], goal)

    posted = browser.post(f"/settings/{goal}/", data={"form_token": token(browser.get("/settings/").text)})
    assert "Not yet" in posted.get_data(as_text=True) and "Not yet" in browser.get(f"/settings/{goal}/").text


def test_in_an_account_on_hold_nothing_changes(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    prove(browser, sheet_codes(papers)[0])
    Inside(account).stand(public, "frozen", None)

    assert "on hold" in post(browser, "/settings/", "/settings/password/", old=PASSWORD, password=NEW)
    assert is_in(sign_in(account, PASSWORD, sheet_codes(papers)[1]))


def test_papers_are_shown_until_she_has_kept_them_and_in_her_session_alone(
    account: Flask, browser: FlaskClient
) -> None:
    papers, _public = open_account(browser, account, keeps=False)
    sheet = sheet_codes(papers)
    other = sign_in(account, PASSWORD, sheet[0])
    assert sheet[1] in browser.get("/papers/").text and browser.get("/activate/second/").location.endswith("/papers/")
    assert other.get("/papers/").location.endswith("/home/")

    post(browser, "/papers/")
    assert browser.get("/papers/").location.endswith("/home/")


def test_papers_that_nobody_kept_go_after_half_an_hour_and_the_session_with_them(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    open_account(browser, account, keeps=False)
    for _ in range(3):
        clock.forward(minutes=10)
        browser.get("/papers/")

    assert browser.get("/papers/").location.endswith("/home/")
    assert browser.get("/home/").location.endswith("/signed-out/")


def test_what_no_settings_page_is_for_is_not_there(browser: FlaskClient, sheet: list[str]) -> None:
    assert browser.get("/settings/prove/everything/").status_code == 404


def test_nobody_types_an_address_for_news_before_it_is_shown_who_it_is(account: Flask, browser: FlaskClient) -> None:
    """What was typed would be gone with the page that asks who it is."""
    papers, public = open_account(browser, account)
    Inside(account).confirm(public)
    first = browser.get("/settings/news/").text
    assert 'name="address"' not in first and 'href="/settings/prove/news/"' in first

    prove(browser, sheet_codes(papers)[0], "news")
    assert 'name="address"' in browser.get("/settings/news/").text
