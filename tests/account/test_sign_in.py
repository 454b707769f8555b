"""Who signs in with what, and that failing on purpose keeps her out from nowhere."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path

import pyotp
import pytest
from drill import account_alike
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import PASSWORD, Inside, hand_in, offered, open_account, post, sheet_codes, token
from support.ground import SetClock

from forms_app.bundles.messages import Answer
from forms_app.storage.throttles import Limit
from forms_app.web.sign_in.realm import WINDOW, Limits

ADDRESSES = (f"203.0.113.{number}" for number in count(1))
LIBRARY = "198.51.100.7"
RIGHT = {"participant": "10001", "password": PASSWORD}


@pytest.fixture
def app_secret(account: Flask, browser: FlaskClient, clock: SetClock) -> pyotp.TOTP:
    """An account whose second factor is an app."""
    hand_in(browser)
    there = Inside(account)
    there.answer(Answer.OPENED)
    shows, fields = offered(browser.get("/activate/second/").text)
    fields["code"] = shows.at(clock.now)
    assert browser.post("/activate/second/", data=fields).location.endswith("/papers/")
    clock.forward(minutes=5)
    return shows


@pytest.fixture
def few(account: Flask) -> None:
    """So few tries from one address that a test can use them up."""
    limits = Limits(per_address=Limit("sign-in address", 3, WINDOW))
    object.__setattr__(account.extensions["account"].realm, "limits", limits)


def try_in(app: Flask, address: str, **fields: str) -> int:
    """Somebody in a browser that nobody knows; 303 where he is in."""
    stranger = app.test_client()
    at = {"REMOTE_ADDR": address}
    page = stranger.get("/sign-in/", environ_base=at).get_data(as_text=True)
    answer = stranger.post("/sign-in/", data={"form_token": token(page), **fields}, environ_base=at)
    answer.close()
    return answer.status_code


def fail(app: Flask, times: int, address: str = "", **fields: str) -> set[int]:
    return {try_in(app, address or next(ADDRESSES), **fields) for _ in range(times)}


def test_strangers_who_fail_from_everywhere_keep_her_out_from_nowhere(
    account: Flask, app_secret: pyotp.TOTP, clock: SetClock
) -> None:
    assert fail(account, 8, participant="10001", password="not her password", code="123456") == {422}

    assert try_in(account, next(ADDRESSES), **RIGHT, code=app_secret.at(clock.now)) == 303


def test_where_a_stranger_has_used_up_a_librarys_tries_two_codes_in_a_row_let_her_in(
    account: Flask, few: None, app_secret: pyotp.TOTP, clock: SetClock
) -> None:
    codes = fail(account, 4, LIBRARY, participant="99999", password="whatever it may be", code="123456")
    assert codes == {422, 429}

    last = clock.now - timedelta(seconds=30)
    assert try_in(account, LIBRARY, **RIGHT, code=app_secret.at(clock.now)) == 429
    two = f"{app_secret.at(last)} {app_secret.at(clock.now)}"
    assert try_in(account, LIBRARY, **{**RIGHT, "password": "not her password"}, code=two) == 422
    assert try_in(account, LIBRARY, **RIGHT, code=two) == 303
    assert try_in(account, LIBRARY, **RIGHT, code=two) != 303


def test_a_code_of_the_sheet_lets_her_in_wherever_others_have_failed(
    account: Flask, few: None, browser: FlaskClient
) -> None:
    papers, _public = open_account(browser, account)
    fail(account, 4, LIBRARY, participant="10001", password="not her password", code="123456")

    assert try_in(account, LIBRARY, **RIGHT, code=sheet_codes(papers)[0]) == 303


def test_who_knows_her_password_guesses_few_codes_and_she_enters_all_the_same(
    account: Flask, app_secret: pyotp.TOTP, clock: SetClock
) -> None:
    assert fail(account, 5, **RIGHT, code="000000") == {422}

    assert try_in(account, next(ADDRESSES), **RIGHT, code=app_secret.at(clock.now)) == 422  # it could be guessed
    two = app_secret.at(clock.now - timedelta(seconds=30)) + app_secret.at(clock.now)
    assert try_in(account, next(ADDRESSES), **RIGHT, code=two) == 303


def test_after_a_while_one_code_is_enough_again(account: Flask, app_secret: pyotp.TOTP, clock: SetClock) -> None:
    fail(account, 5, **RIGHT, code="000000")
    clock.forward(minutes=16)

    assert try_in(account, next(ADDRESSES), **RIGHT, code=app_secret.at(clock.now)) == 303


def test_who_has_one_code_of_her_sheet_uses_up_no_other(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    found, hers, *_rest = sheet_codes(papers)
    fail(account, 6, participant="10001", password="not her password", code=found)

    assert try_in(account, next(ADDRESSES), **RIGHT, code=found) == 422
    assert try_in(account, next(ADDRESSES), **RIGHT, code=hers) == 303


def test_in_a_browser_of_hers_she_needs_one_code_whoever_guesses(
    account: Flask, app_secret: pyotp.TOTP, clock: SetClock
) -> None:
    hers = account.test_client()
    post(hers, "/sign-in/", **RIGHT, code=app_secret.at(clock.now))
    post(hers, "/home/", "/sign-out/")
    fail(account, 5, **RIGHT, code="000000")

    clock.forward(minutes=1)
    assert "Something is not right" in post(hers, "/sign-in/", **RIGHT, code="000000")
    post(hers, "/sign-in/", **RIGHT, code=app_secret.at(clock.now))
    assert hers.get("/home/").status_code == 200


def test_the_last_code_of_a_sheet_leads_to_a_new_sheet(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    for code in sheet_codes(papers)[:9]:
        assert try_in(account, next(ADDRESSES), **RIGHT, code=code) == 303

    page = post(browser := account.test_client(), "/sign-in/", **RIGHT, code=sheet_codes(papers)[9])
    assert "Make a new sheet" in page
    assert len(sheet_codes(post(browser, "/settings/sheet/"))) == 10


def test_a_button_pressed_twice_lets_her_in_once_more_and_only_in_this_browser(
    account: Flask, browser: FlaskClient, clock: SetClock
) -> None:
    """The browser drops the first answer, and the cookie that came with it."""
    papers, _public = open_account(browser, account)
    hers, other = account.test_client(), account.test_client()
    posted = {"form_token": token(hers.get("/sign-in/").text), **RIGHT, "code": sheet_codes(papers)[0]}
    hers.post("/sign-in/", data=posted)
    hers.delete_cookie("account")
    assert hers.post("/sign-in/", data=posted).location.endswith("/home/")
    assert hers.get("/home/").status_code == 200

    stolen = {**posted, "form_token": token(other.get("/sign-in/").text)}
    assert other.post("/sign-in/", data=stolen).status_code == 422
    hers.delete_cookie("account")
    clock.forward(minutes=2)
    assert hers.post("/sign-in/", data=posted).status_code == 422


def test_the_last_button_pressed_twice_shows_the_same_papers(account: Flask, browser: FlaskClient) -> None:
    hand_in(browser)
    Inside(account).answer(Answer.OPENED)
    posted = {"form_token": token(browser.get("/activate/second/").text), "sheet": "yes"}
    door = browser.get_cookie("account-door")
    browser.post("/activate/second/", data=posted)
    first = browser.get("/papers/").text
    browser.delete_cookie("account")
    assert door
    browser.set_cookie("account-door", door.value)

    assert browser.post("/activate/second/", data=posted).location.endswith("/papers/")
    assert sheet_codes(browser.get("/papers/").text) == sheet_codes(first)


def test_an_account_that_is_not_there_one_that_is_locked_new_or_frozen_answer_alike(tmp_path: Path) -> None:
    assert list(account_alike.drill(tmp_path, 1, 6)) == []
