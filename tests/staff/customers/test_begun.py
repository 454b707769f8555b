"""What was typed on a customer's page when the session or the page was over is kept for who typed it, and nothing is
done with it."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import text
from staff.customers.test_acts import opened
from support.customers import Customers, find, open_page, press, ticket
from support.desk import PASSWORD, Browser

NOTE = "She called from her sister's <phone>."
TYPED = {"act": "veto", "seen": "0", "words": NOTE}


def token(page: str) -> str:
    return str(re.findall(r'name="form_token" value="([0-9a-f]{64})"', page)[0])


def note_on(page: str, act: str = "veto") -> str:
    return html.unescape(re.findall(rf'id="words-{act}"[^>]* value="([^"]*)"', page)[0])


def again(browser: Browser, customers: Customers) -> Browser:
    """The same person, in again after a while."""
    customers.desk.clock.forward(seconds=31)
    person = customers.desk.person("caseworker")
    assert browser.sign_in(person.email, PASSWORD, person.code()).status_code == 303
    return browser


@pytest.mark.parametrize("how", ["time", "another tab"])
def test_a_note_outlives_the_session_and_does_nothing(customers: Customers, how: str) -> None:
    customers.open_account()
    browser, address = opened(customers)
    typed = {**TYPED, "form_token": token(browser.get(address).text)}
    if how == "time":
        customers.desk.clock.forward(minutes=16)
    else:
        browser.post("/sign-out/")
    answer = browser.client.post(f"{address}act/", data=typed)
    assert answer.headers["Location"] == "/sign-in/?kept=yes"
    assert "“Customers”" in browser.get("/sign-in/?kept=yes").text
    customers.round()
    assert customers.state() == "new"

    again(browser, customers)
    assert "/customers/" in browser.get("/inbox/").text.split("was not sent")[1][:200]
    front = browser.get("/customers/").text
    assert "You typed something here that was not sent" in front and "…0001" in front
    page = browser.get(open_page(browser)).text
    assert note_on(page) == NOTE and '<details class="why" open>' in page and not note_on(page, "stop")
    press(browser, address := open_page(browser), "veto", words=NOTE)
    assert "was not sent" not in browser.get("/customers/").text and not note_on(browser.get(address).text, "stop")


def test_the_reason_of_an_opening_is_kept_too(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    page = find(browser, "10001")
    data = {"person": ticket(page), "reason": "visit", "words": NOTE, "form_token": token(page.text)}
    browser.post("/sign-out/")
    assert browser.client.post("/customers/open/", data=data).headers["Location"] == "/sign-in/?kept=yes"
    page = find(again(browser, customers), "10001")
    assert html.escape(NOTE, quote=False).replace("'", "&#39;") in page.text
    assert re.search(r'value="visit" required checked', page.text)
    open_page(browser)
    assert NOTE not in html.unescape(find(browser, "10001").text)


def test_a_note_of_a_page_that_was_open_for_an_hour_is_there_when_it_is_opened_anew(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    seen = {**TYPED, "act": "stop"}
    for _quarter in range(5):
        customers.desk.clock.forward(minutes=13)
        browser.get("/inbox/")
    answer = browser.post(f"{address}act/", **seen)
    assert answer.status_code == 200 and "You opened it more than an hour ago" in answer.text
    assert note_on(browser.get(open_page(browser)).text, "stop") == NOTE
    customers.round()
    assert customers.state() == "new"


def test_it_is_locked_for_its_writer_alone_thrown_away_on_purpose_and_gone_after_72_hours(customers: Customers) -> None:
    customers.open_account()
    browser, address = opened(customers)
    typed = {**TYPED, "form_token": token(browser.get(address).text)}
    browser.post("/sign-out/")
    for act in ("veto", "stop"):
        browser.client.post(f"{address}act/", data={**typed, "act": act})
    with customers.desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT * FROM unsent_customers")).all()
    assert len(rows) == 1 and b"sister" not in bytes(rows[0].box) and b"P1" not in bytes(rows[0].box)
    other, there = opened(customers, email="other@example.org")
    assert not note_on(other.get(there).text)

    page = browser.get(open_page(again(browser, customers))).text
    assert note_on(page) == note_on(page, "stop") == NOTE
    here = re.findall(r'action="(/customers/[^"]+)forget/"', page)[0]
    assert browser.post(f"{here}forget/").status_code == 303
    assert not note_on(browser.get(here).text)

    browser.post("/sign-out/")
    assert browser.client.post(f"{address}act/", data=typed).status_code == 303
    customers.desk.clock.forward(hours=73)
    assert "was not sent" not in again(browser, customers).get("/customers/").text


def test_nothing_is_kept_of_a_page_that_is_not_ours_or_where_nothing_was_typed(customers: Customers) -> None:
    browser, address = opened(customers)
    good = {"act": "stop", "form_token": token(browser.get(address).text)}
    browser.post("/sign-out/")
    for data in (good, {**TYPED, "form_token": "0" * 64}):
        assert browser.client.post(f"{address}act/", data=data).headers["Location"] == "/sign-in/"
