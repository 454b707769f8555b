"""Monday morning, hundreds of open things: a request about a date of tomorrow must not wait below them all.

No clock of the law runs for it, so nothing in the inbox's own order brings it up.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import delete
from support.answering import answer
from support.customers import Customers, find
from support.desk import Browser
from support.ground import ON_BOTH

from forms_app.staff.jobs import indexing
from forms_app.storage.submissions import search_progress
from forms_app.storage.tables import search_terms, submissions

NEAR = re.compile(r'<table[^>]*id="list-dates".*?</table>', re.S)
REFERENCE = re.compile(r'class="code" href="[^"]*/submissions/([0-9A-Z-]+)/"')
DATE = {"date_time": "9:00 AM", "date_kind": "appointment", "other_days": "Mondays", "date_language": "Mixteco"}


def asks(customers: Customers, in_days: int, form: str = "another-day") -> str:
    on = customers.desk.office.today() + timedelta(days=in_days)
    return customers.desk.receive(form, date_on=on.isoformat(), **DATE)


def near(browser: Browser, query: str = "") -> list[str]:
    [found] = NEAR.findall(browser.get(f"/customers/{query}").text) or [""]
    return REFERENCE.findall(found)


@ON_BOTH
def test_what_is_about_a_near_date_stands_first_by_the_day_of_the_date(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    last, first = asks(customers, 5), asks(customers, 1, "date-interpreter")
    asks(customers, 6)
    customers.desk.clock.forward(minutes=1)
    for _ in range(60):
        customers.desk.send("contact-update")
    customers.desk.take_in()

    assert near(browser) == [first, last]
    inbox = browser.get("/inbox/").text
    assert first not in inbox and "2 open requests are about dates" in inbox and "/customers/#dates" in inbox
    page = html.unescape(browser.get("/customers/").text)
    assert "in 1 day<" in page and "in 5 days" in page


def test_it_stays_when_the_date_has_passed_and_goes_with_the_answer(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    reference = asks(customers, 1)
    customers.desk.clock.forward(days=3)
    browser = customers.desk.signed_in("caseworker")
    assert near(browser) == [reference] and "has passed" in browser.get("/customers/").text
    done = {"outcome": "done", "reply": "Come on Monday.", "answered_on": customers.desk.office.today().isoformat()}
    assert answer(browser, reference, **done) == 303
    assert near(browser) == [] and "about a date" not in browser.get("/inbox/").text


def test_a_long_list_goes_on_to_its_last_row(customers: Customers) -> None:
    every = {asks(customers, 2) for _ in range(30)}
    browser = customers.desk.signed_in("caseworker")
    assert {*near(browser), *near(browser, "?dates=2")} == every


@pytest.mark.parametrize("role", ["complaint-unit", "administrator"])
def test_nobody_is_led_to_a_list_that_is_not_theirs(customers: Customers, role: str) -> None:
    asks(customers, 1)
    assert "#dates" not in customers.desk.signed_in(role).get("/inbox/").text


def test_the_day_stands_nowhere_in_clear(customers: Customers) -> None:
    reference = asks(customers, 4)
    day = (customers.desk.office.today() + timedelta(days=4)).isoformat()
    with customers.desk.office.database.read() as connection:
        rows = [*connection.execute(submissions.select().where(submissions.c.reference == reference))]
        rows += connection.execute(search_terms.select().where(search_terms.c.reference == reference))
    assert len(rows) > 1 and not [row for row in rows if day in repr(tuple(row)) or day.encode() in repr(row).encode()]


def test_what_was_open_before_the_update_is_found_too(customers: Customers) -> None:
    reference, browser = asks(customers, 1), customers.desk.signed_in("caseworker")
    with customers.desk.office.database.write() as connection:
        connection.execute(delete(search_terms))
        search_progress.reset(connection)
    assert near(browser) == []
    with customers.desk.app.app_context():
        while indexing.some(customers.desk.office):
            pass
    assert near(browser) == [reference]


def test_a_number_that_leads_to_the_own_name_is_flagged_as_the_name_is(customers: Customers) -> None:
    find(customers.desk.signed_in("caseworker", "mei.chen@example.org"), "10003")
    find(customers.desk.signed_in("caseworker", "rosa.mendoza@example.org"), "10003")
    trail = customers.desk.signed_in("supervisor").get("/audit/?only=unusual").text
    flagged = re.findall(r"<tr.*?</tr>", trail, re.S)
    own = [row for row in flagged if "somebody with the same name" in row]
    assert any("mei.chen" in row for row in own) and not any("rosa.mendoza" in row for row in own)
