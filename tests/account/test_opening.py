"""From a letter with a code to the first page: the account process, its own database, and an inside that answers."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.account_holder import CODE, PASSWORD, Inside, hand_in, offered, open_account, post, sheet_codes, token

from forms_app.bundles.messages import Answer, Order


def test_a_code_becomes_an_account_and_its_first_page_shows_the_money(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)

    assert len(re.findall(r"<li>\d{4} \d{4} \d{4}</li>", papers)) == 10
    home = browser.get("/home/").get_data(as_text=True)
    assert "Los Angeles" in home and "$403.00" in home and "Room 5" not in home
    months = browser.get("/payments/1/").get_data(as_text=True)
    assert "-$80.00" in months and "September 2026" in months


def test_a_second_press_of_the_last_button_leads_to_the_papers(account: Flask, browser: FlaskClient) -> None:
    """A reload, or Back to the page with the papers: the account is there, and nothing is opened twice."""
    papers, _public = open_account(browser, account, keeps=False)
    again = browser.post("/activate/second/", data={"form_token": token(papers), "sheet": "yes"})

    assert again.location.endswith("/papers/")


def test_the_code_is_spent_by_an_order_that_she_signed(account: Flask, browser: FlaskClient) -> None:
    _papers, public = open_account(browser, account, keeps=False)
    assert Inside(account).read() == [] and browser.get("/home/").location.endswith("/papers/")
    assert "$403.00" in post(browser, "/papers/")
    assert "$403.00" in post(browser, "/home/", "/papers/")  # pressed once more
    [(_, order)] = Inside(account).read()

    assert isinstance(order, Order) and order.key_id == public.id
    public.verify(order.signed, order.signature)
    assert b'"kind":"complete"' in order.signed


def test_she_signs_in_again_with_a_code_of_the_sheet_once(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account)
    code = re.findall(r"\d{4} \d{4} \d{4}", papers)[0]
    again = account.test_client()

    page = post(again, "/es/sign-in/", participant="1 0001", password=PASSWORD, code=code)
    assert "Los Ángeles" in page and 'lang="es"' in page
    once_more = account.test_client()
    assert "Algo no está bien" in post(once_more, "/es/sign-in/", participant="10001", password=PASSWORD, code=code)


def test_coming_and_going_are_orders_that_she_signs_for_her_history(account: Flask, browser: FlaskClient) -> None:
    papers, public = open_account(browser, account)
    code = re.findall(r"\d{4} \d{4} \d{4}", papers)[0]
    browser.get("/forms/exit/").close()  # then it is worked off
    again = account.test_client()
    post(again, "/sign-in/", participant="10001", password=PASSWORD, code=code)
    post(again, "/home/", "/sign-out/")

    assert Inside(account).events_of(public) == [("signed-out", ""), ("signed-in", "new-browser"), ("signed-out", "")]


def test_after_leaving_in_a_hurry_the_code_opens_it_once_more_with_new_papers(
    account: Flask, browser: FlaskClient
) -> None:
    papers, _public = open_account(browser, account, keeps=False)
    browser.get("/forms/exit/").close()
    assert browser.get("/papers/").location.endswith("/sign-in/") and Inside(account).read() == []

    again = account.test_client()
    new, public = open_account(again, account)
    assert "Your account is open" in new and sheet_codes(new) != sheet_codes(papers)
    [(_, order)] = Inside(account).read()
    assert isinstance(order, Order) and order.key_id == public.id
    page = post(account.test_client(), "/sign-in/", participant="10001", password=PASSWORD, code=sheet_codes(papers)[0])
    assert "Something is not right" in page


def test_who_had_copied_the_papers_signs_in_and_then_the_code_is_spent(account: Flask, browser: FlaskClient) -> None:
    papers, _public = open_account(browser, account, keeps=False)
    browser.get("/forms/exit/").close()
    post(account.test_client(), "/sign-in/", participant="10001", password=PASSWORD, code=sheet_codes(papers)[0])

    kinds = [json.loads(order.signed)["kind"] for _id, order in Inside(account).read() if isinstance(order, Order)]
    assert kinds == ["complete", "event"]


def test_an_authenticator_does_as_well(account: Flask, browser: FlaskClient) -> None:
    hand_in(browser)
    there = Inside(account)
    there.answer(Answer.OPENED)
    app, fields = offered(browser.get("/activate/second/").text)
    shown = app.at(datetime.now())

    wrong = browser.post("/activate/second/", data={**fields, "code": "000000"})
    assert wrong.status_code == 422 and "not the code" in wrong.get_data(as_text=True)
    right = browser.post("/activate/second/", data={**fields, "code": shown})
    assert right.location.endswith("/papers/")
    assert "Your account is open" in browser.get("/papers/").get_data(as_text=True)


@pytest.mark.parametrize("answer", [Answer.NOT_RIGHT, Answer.AT_THE_DESK, Answer.TOO_MANY])
def test_whatever_else_the_inside_says_opens_nothing(account: Flask, browser: FlaskClient, answer: Answer) -> None:
    hand_in(browser)
    Inside(account).answer(answer)

    assert "We are checking" not in browser.get("/activate/wait/").get_data(as_text=True)
    assert browser.get("/activate/second/").location.endswith("/activate/wait/")
    assert browser.get("/home/").location.endswith("/sign-in/")


def test_another_browser_cannot_take_up_what_waits(account: Flask, browser: FlaskClient) -> None:
    hand_in(browser)
    Inside(account).answer(Answer.OPENED)

    assert account.test_client().get("/activate/second/").location.endswith("/sign-in/")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"participant": "Ana"}, "Enter your Participant ID"),
        ({"code": "1234"}, "Enter the 16 digits"),
        ({"code": CODE[:-1] + str((int(CODE[-1]) + 1) % 10)}, "One digit of the code is wrong"),
        ({"password": "short"}, "needs 15 characters"),
        ({"password": "my number 10001 is"}, "Choose a password without your Participant ID"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_handed_in(
    account: Flask, browser: FlaskClient, fields: dict[str, str], said: str
) -> None:
    page = post(browser, "/activate/", **{"participant": "10001", "code": CODE, "password": PASSWORD, **fields})

    assert said in page
    assert Inside(account).read() == []


def test_leaving_ends_the_session_and_its_keys(account: Flask, browser: FlaskClient) -> None:
    open_account(browser, account)
    assert browser.get("/forms/exit/").status_code == 303
    assert browser.get("/home/").location.endswith("/sign-in/")


def test_who_copies_the_database_and_the_servers_keys_opens_no_bundle(account: Flask, browser: FlaskClient) -> None:
    """All that lies there, and every key of the process: her money is not in it."""
    open_account(browser, account)
    browser.get("/forms/exit/")
    file = Path(str(account.extensions["account"].settings.account_database_url.database))
    data = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert len(data) > 10_000
    for value in (b"Los Angeles", b"10001", b"20000", PASSWORD.encode()):
        assert value not in data
