"""Customers are found by number or whole name, opened for a reason, and each look is written down."""

from __future__ import annotations

import re

import pytest
from support.customers import Customers, find, open_page, ticket
from support.desk import Desk

from forms_app.staff.customers import opening, seeking


@pytest.mark.parametrize("typed", ["10001", " 1-0001 ", "ana ruiz", "RUIZ, Ana", "Participant ID 10001"])
def test_a_customer_is_found_by_number_or_by_whole_names(customers: Customers, typed: str) -> None:
    page = find(customers.desk.signed_in("caseworker"), typed).text
    assert "Ana Ruiz" in page and "…0001" in page and "10001" not in page


@pytest.mark.parametrize("typed", ["99999", "ana rui", "ana chen", "luis ruiz"])
def test_what_fits_nobody_shows_nobody(customers: Customers, typed: str) -> None:
    page = find(customers.desk.signed_in("caseworker"), typed).text
    assert "Nobody has that number" in page and "Ruiz" not in page


@pytest.mark.parametrize("typed", ["ana", "", "  ", "12", "x" * 300])
def test_one_name_alone_is_no_search(customers: Customers, typed: str) -> None:
    answer = find(customers.desk.signed_in("caseworker"), typed)
    assert answer.status_code == 422 and "Ruiz" not in answer.text and "Nothing was done" in answer.text


def test_of_a_name_that_very_many_have_nobody_is_shown(customers: Customers) -> None:
    with customers.loader.database.view.write() as connection:
        for number in range(seeking.MOST):
            row = f"('Q{number}', '2{number:04}', 'ANA MARÍA', 'de la Ruíz', 'es', 'n', 'y', 'n', 'n', 'active')"
            names = "person_id, participant_id, given_names, family_names, language, interpreter, may_post, restricted"
            connection.exec_driver_sql(f"INSERT INTO people ({names}, address_shared, state) VALUES {row}")  # noqa: S608
    page = find(customers.desk.signed_in("caseworker"), "ana ruiz").text
    assert "Too many people" in page and "Ana Ruiz" not in page
    assert "Too many" not in find(customers.desk.signed_in("caseworker"), "maria delaruiz ana mei").text


def test_searches_are_counted_and_end(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    answers = [find(browser, "10001").status_code for _ in range(seeking.PER_HOUR + 1)]
    assert answers == [200] * seeking.PER_HOUR + [429]
    assert "very many pages opened or searched" in customers.desk.signed_in().get("/audit/").text
    customers.desk.clock.forward(minutes=61)
    assert find(customers.desk.signed_in("caseworker"), "10001").status_code == 200


def test_pages_are_opened_one_by_one_and_not_by_the_hundred(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    found = ticket(find(browser, "10001"))
    asked = {"person": found, "reason": "check", "words": "x"}
    answers = [browser.post("/customers/open/", **asked).status_code for _ in range(seeking.PER_HOUR + 1)]
    assert answers == [303] * seeking.PER_HOUR + [429]


def test_a_page_opens_for_a_reason_that_stands_in_trail_and_history(customers: Customers) -> None:
    customers.open_account()
    browser = customers.desk.signed_in("caseworker")
    found = ticket(find(browser, "10001"))
    for given in ({}, {"reason": "call"}, {"reason": "curious", "words": "x"}, {"words": "x"}):
        refused = browser.post("/customers/open/", person=found, **given)
        assert refused.status_code == 422 and "The page was not opened" in refused.text

    address = open_page(browser, "10001", "visit")
    customers.round()
    page = browser.get(address).text
    assert "This page was opened: This person is here at the desk" in page
    what, by, detail = customers.events()[-1]
    assert (what, detail) == ("looked-at", "visit") and by.isdigit()
    trail = customers.desk.signed_in().get("/audit/").text
    assert "Searched for a customer" in trail and "P1 visit: She called." in trail
    assert "10001" not in address and "Ruiz" not in address


def test_an_opened_page_is_nobody_elses_and_good_for_an_hour(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    address = open_page(browser)
    assert customers.desk.signed_in("supervisor").get(address).status_code == 404
    assert browser.get("/customers/AAAA/").status_code == browser.get("/customers/ñ/").status_code == 404

    customers.desk.clock.forward(seconds=opening.GOOD_FOR.total_seconds() + 40)
    again = customers.desk.signed_in("caseworker").get(address)
    assert again.status_code == 200 and "Say again why" in again.text and "What happened" not in again.text


def test_a_page_shows_no_money_and_no_address(customers: Customers) -> None:
    customers.open_account()
    page = customers.desk.signed_in("caseworker")
    text = page.get(open_page(page)).text
    for never in ("300.00", "$", "90012", "Downtown", "BF123", "Eva"):
        assert never not in text


def test_who_looks_up_their_own_name_is_flagged(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker", "ana.ruiz@example.org")
    open_page(browser)
    assert "with the same name" in customers.desk.signed_in().get("/audit/").text


def test_without_case_data_there_is_nobody_to_find(desk: Desk) -> None:
    browser = desk.signed_in("caseworker")
    assert "No package of case data" in browser.get("/customers/").text
    assert browser.post("/customers/find/", find="10001").status_code == 404


@pytest.mark.parametrize("role", ["complaint-unit", "ombudsperson", "administrator"])
def test_other_roles_reach_no_customer(customers: Customers, role: str) -> None:
    browser = customers.desk.signed_in(role)
    assert browser.get("/customers/").status_code == find(browser, "10001").status_code == 403
    assert "/customers/" not in browser.get("/inbox/").text


def test_a_search_of_the_inbox_goes_on_among_customers(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    page = browser.post("/inbox/search/", find="Ana Ruiz").text
    [sought] = set(re.findall(r'name="sought" value="([0-9a-f]+)"', page))
    assert "Ana Ruiz" in browser.post("/customers/find/", sought=sought).text
    assert customers.desk.signed_in().post("/customers/find/", sought=sought).status_code == 400


def test_a_pin_request_leads_to_whose_number_it_gives(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    reference = customers.desk.receive("pin-request", participant_id={"text": "10002"}, last_name="O")
    assert f'name="reference" value="{reference}"' in browser.get(f"/submissions/{reference}/").text
    assert "Luis O" in browser.post("/customers/find/", reference=reference).text
    without = customers.desk.receive("pin-request", participant_id={"none": True}, last_name="O")
    assert browser.post("/customers/find/", reference=without).status_code == 422
    assert browser.post("/customers/find/", reference="AAAA-AAAA").status_code == 404


def test_what_customers_asked_for_stands_first_with_the_way_to_it(customers: Customers) -> None:
    browser = customers.desk.signed_in("caseworker")
    page = browser.get("/customers/").text
    assert "What customers asked for" in page and "Another day for a date" in page
    assert all(f"/inbox/?form={name}" in page for name in ("contact-update", "another-day", "date-interpreter"))
    assert browser.get("/inbox/?form=another-day").status_code == 200
