"""How to pay: what is due in each case of hers, the ways of the State Disbursement Unit, and where a payment is."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import Inside, open_account
from support.case_packages import change, small


def page(browser: FlaskClient, path: str = "/paying/") -> str:
    return browser.get(path).get_data(as_text=True)


def test_a_payer_reads_what_is_due_when_and_where_it_goes(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account, "P2")
    read = page(browser)

    assert read.count('<article class="case"') == 2  # both cases in which he pays
    assert "$300.00" in read and "You owe in all" in read
    assert "P.O. Box 989067" in read and 'href="/payments/1/"' in read


@pytest.mark.parametrize(("path", "said"), [("/paying/", "You do not pay"), ("/es/paying/", "Usted no paga")])
def test_a_receiver_reads_that_she_pays_nothing(account: Flask, browser: FlaskClient, path: str, said: str) -> None:
    open_account(browser, account)

    assert said in page(browser, path)


def test_the_link_to_the_states_page_tells_nothing_about_her(account: Flask, browser: FlaskClient) -> None:
    public = open_account(browser, account, "P2")[1]
    Inside(account).confirm(public, "P2")
    [link] = [line for line in page(browser).split("<a ") if "payment-options" in line]

    assert 'rel="noreferrer"' in link and "?" not in link.partition("</a>")[0]


def test_in_a_demonstration_nobody_is_led_to_pay(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account, "P2")

    assert "Do not pay because of them" in page(browser)


@pytest.mark.parametrize(
    ("path", "said"),
    [("/paying/", "Ask first whether and where to pay"), ("/es/paying/", "Pregunte primero si debe pagar")],
)
def test_of_a_closed_case_he_reads_that_and_whom_to_ask(
    account: Flask, browser: FlaskClient, path: str, said: str
) -> None:
    public = open_account(browser, account, "P2")[1]
    assert said not in page(browser, path)

    closed = change(small(), "cases", 0, status="closed", closed_on="2026-10-01")
    Inside(account).confirm(public, "P2", closed)

    assert page(browser, path).count(said) == 1


def test_a_payer_finds_how_to_pay_on_the_first_page_and_whom_to_ask_where_payments_are(
    account: Flask, browser: FlaskClient
) -> None:
    open_account(browser, account, "P2")

    assert 'href="/paying/"' in page(browser, "/home/").partition('class="onward"')[2]
    assert "If a payment does not show" in page(browser, "/payments/1/")


def test_a_receiver_is_not_asked_whether_she_has_paid(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)

    assert 'href="/paying/"' not in page(browser, "/home/").partition('class="onward"')[2]
    assert "If a payment does not show" not in page(browser, "/payments/1/")
