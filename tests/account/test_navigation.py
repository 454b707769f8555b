"""Which pages the account offers, and what stands in their place while an account is new."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, open_account

from forms_app.account.views.opened import only_confirmed
from forms_app.deadlines import clock

LINK = re.compile(r'<a href="(/[^"]*)"([^>]*)>([^<]+)</a>')


@pytest.fixture
def hidden(account: Flask) -> Flask:
    """With a page that only a confirmed account shows."""
    account.add_url_rule("/hidden/", "hidden", only_confirmed(lambda: "all of it"))
    return account


def offered(page: str) -> dict[str, str]:
    bar = page[page.index('class="bar__menu"') : page.index("</nav>", page.index('class="bar__menu"'))]
    return {path: more for path, more, _label in LINK.findall(bar)}


def test_every_page_offers_those_that_are_there_and_marks_itself(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)
    links = offered(browser.get("/es/payments/1/").get_data(as_text=True))

    assert [path for path, more in links.items() if "aria-current" in more] == ["/es/payments/1/"]
    for path in links:
        assert browser.get(path).status_code == 200


def test_a_new_account_is_told_what_it_waits_for_and_whom_to_call(hidden: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, hidden)
    page = browser.get("/hidden/").get_data(as_text=True)
    assert "all of it" not in page and "7 days after we mail" in page
    assert page.index("A hearing or an answer soon?") < page.index("7 days after")

    there = Inside(hidden)
    there.stand(public, "new", clock.today() + timedelta(days=3))
    assert "It opens on" in browser.get("/hidden/").get_data(as_text=True)
    there.stand(public, "new", clock.today())
    assert browser.get("/hidden/").get_data(as_text=True) == "all of it"


@pytest.mark.parametrize(("state", "shown"), [("open", True), ("begun", False), ("frozen", False)])
def test_only_a_confirmed_account_sees_it(hidden: Flask, browser: FlaskClient, state: str, shown: bool) -> None:
    _papers, public = open_account(browser, hidden)
    Inside(hidden).stand(public, state, None)

    assert ("all of it" in browser.get("/hidden/").get_data(as_text=True)) is shown


def test_what_does_not_open_is_not_shown_and_the_operator_hears_of_it(
    account: Flask, browser: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    _papers, public = open_account(browser, account)
    Inside(account).seal(public, "money", b"no bundle")

    assert "We cannot show your figures now" in browser.get("/home/").get_data(as_text=True)
    assert "a bundle of a holder does not open" in capsys.readouterr().out


def test_figures_of_a_day_to_come_are_not_shown(account: Flask, browser: FlaskClient) -> None:
    """One of two clocks is wrong, and nobody knows how old the figures are."""
    _papers, public = open_account(browser, account)
    there = Inside(account)
    there.seal_money(public, "P1", clock.today() + timedelta(days=2))

    page = browser.get("/home/").get_data(as_text=True)
    assert "$403.00" not in page and "We cannot show your figures now" in page
