"""What an authenticator says is checked: once, for this page, browser and host, by a passkey of this account."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import PASSWORD, open_account, post, sheet_codes, token
from support.ground import SetClock
from support.soft_key import SoftKey

RIGHT = {"participant": "10001", "password": PASSWORD}


def asked(page: str) -> str:
    """What the page's script would hand to the browser."""
    found = re.search(r'data-options="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


@pytest.fixture
def key(account: Flask, browser: FlaskClient, clock: SetClock) -> SoftKey:
    """A passkey of an account that has a sheet, too."""
    papers, _public = open_account(browser, account)
    post(browser, "/settings/prove/passkeys/", code=sheet_codes(papers)[0])
    made = SoftKey(account.extensions["account"].settings.account_url)
    assert add(browser, made) == 303
    return made


def add(browser: FlaskClient, key: SoftKey) -> int:
    page = browser.get("/settings/passkeys/").text
    posted = {"form_token": token(page), "passkey": key.make(asked(page))}
    return browser.post("/settings/passkeys/", data=posted).status_code


def sign_in(app: Flask, key: SoftKey, **fields: str) -> int:
    browser = app.test_client()
    page = browser.get("/sign-in/").text
    posted = {"form_token": token(page), "passkey": key.use(asked(page)), **RIGHT, **fields}
    return browser.post("/sign-in/", data=posted).status_code


def test_password_and_passkey_let_her_in_and_neither_alone(account: Flask, key: SoftKey) -> None:
    assert sign_in(account, key) == 303
    assert sign_in(account, key, password="not her password") == 422
    assert sign_in(account, key, participant="10002") == 422
    assert sign_in(account, SoftKey(key.origin)) == 422


def test_what_was_signed_for_another_host_or_without_asking_her_counts_nothing(account: Flask, key: SoftKey) -> None:
    key.origin = "https://account.example"
    assert sign_in(account, key) == 422
    key.origin, key.is_verified = account.extensions["account"].settings.account_url, False
    assert sign_in(account, key) == 422


def test_an_answer_counts_once_in_its_browser_and_for_a_quarter_of_an_hour(
    account: Flask, key: SoftKey, clock: SetClock
) -> None:
    hers, other = account.test_client(), account.test_client()
    page, elsewhere = hers.get("/sign-in/").text, other.get("/sign-in/").text
    answer = key.use(asked(page))
    posted = {"passkey": answer, **RIGHT}

    assert other.post("/sign-in/", data={**posted, "form_token": token(elsewhere)}).status_code == 422
    assert hers.post("/sign-in/", data={**posted, "form_token": token(page)}).status_code == 303
    hers.delete_cookie("account")
    again = token(hers.get("/sign-in/").text)
    assert hers.post("/sign-in/", data={**posted, "form_token": again}).status_code == 422

    page = hers.get("/sign-in/").text
    clock.forward(minutes=16)
    late = {"form_token": token(page), "passkey": key.use(asked(page)), **RIGHT}
    assert hers.post("/sign-in/", data=late).status_code == 422


def test_a_copy_that_has_counted_less_is_refused(account: Flask, key: SoftKey) -> None:
    assert sign_in(account, key) == 303
    key.count -= 1
    assert sign_in(account, key) == 422
    key.count += 5
    assert sign_in(account, key) == 303


def test_one_that_does_not_count_is_none(account: Flask, browser: FlaskClient, key: SoftKey) -> None:
    key.count = -1  # 0 once it has signed, as passkeys that are copied to a cloud say
    synced = SoftKey(key.origin, count=0)
    assert add(browser, synced) == 303
    for _ in range(2):
        synced.count = -1
        assert sign_in(account, synced) == 303


@pytest.mark.parametrize(
    "posted", ["", "{}", "nonsense", '{"id": 1}', "[]", '{"rawId": "AA", "response": {}}', "x" * 20_000]
)
def test_what_is_no_answer_is_none(account: Flask, key: SoftKey, posted: str) -> None:
    browser = account.test_client()
    fields = {"form_token": token(browser.get("/sign-in/").text), "passkey": posted, **RIGHT}

    assert browser.post("/sign-in/", data=fields).status_code == 422


def test_one_that_never_asks_who_it_is_is_not_taken(browser: FlaskClient, key: SoftKey) -> None:
    assert add(browser, SoftKey(key.origin, is_verified=False)) == 422
    assert add(browser, SoftKey("https://account.example")) == 422
