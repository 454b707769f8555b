"""The account in this process, and a parent at a window who is signed in to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from account.conftest import account as account
from account.conftest import nobody_waits as nobody_waits
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from support.account_holder import Inside, open_account, sheet_codes
from support.ground import SetClock
from support.in_process import InProcess, Sitting, serving
from support.person import Person, Setting

from forms_app.sealing.owner_keys import PublicKeys


@dataclass
class Holder:
    """Somebody with an account, confirmed. `codes`: of her sheet."""

    public: PublicKeys
    codes: list[str]
    client: FlaskClient


@pytest.fixture
def served(account: Flask) -> Iterator[InProcess]:
    with serving(account) as found:
        yield found


@pytest.fixture
def holder(account: Flask, clock: SetClock) -> Holder:
    client = account.test_client()
    papers, public = open_account(client, account)
    Inside(account).confirm(public)
    return Holder(public, sheet_codes(papers), client)


@pytest.fixture
def window(served: InProcess, chromium: Browser) -> Iterator[Callable[[Setting], Person]]:
    """Opens one; each must have been quiet at the end."""
    with ExitStack() as stack:
        people: list[Person] = []

        def open_one(setting: Setting) -> Person:
            people.append(Person(served, chromium, setting))
            stack.callback(people[-1].close)
            return people[-1]

        yield open_one
        for person in people:
            person.must_have_been_quiet()


@pytest.fixture
def sits(window: Callable[[Setting], Person], holder: Holder, clock: SetClock) -> Callable[[Setting], Sitting]:
    """Signed in, at her first page."""

    def sit(setting: Setting) -> Sitting:
        person = window(setting)
        cookie = holder.client.get_cookie("account")
        assert cookie
        person.context.add_cookies([{"name": "account", "value": cookie.value, "url": person.product.url}])
        sitting = Sitting(person, clock)
        person.open(f"{person.prefix}/home/")
        return sitting

    return sit
