"""Whoever has printed a letter with a code could have used it: another must confirm the customer, too."""

from __future__ import annotations

import re

from support.customers import Customers, open_page, press
from support.desk import Browser

from forms_app.staff.jobs import arrivals

CALLED = {"way": "called", "own_number": "yes"}


def print_letters(browser: Browser) -> None:
    [letter] = re.findall(r'name="chosen_account" value="([^"]+)"', browser.get("/letters/").text)
    batch = browser.post("/letters/accounts/print/", chosen_account=letter).location
    [number] = re.findall("account_batch=([0-9a-f]+)", batch)
    assert browser.get(f"/letters/accounts/{number}/letters.pdf").status_code == 200


def test_who_printed_the_code_confirms_nobody_alone(customers: Customers) -> None:
    asking = customers.desk.signed_in("supervisor")
    press(asking, open_page(asking), "letter", live="no")
    customers.round()
    with customers.desk.app.app_context():
        arrivals.round_(customers.desk.office)
    one = customers.desk.signed_in("caseworker", "one@example.org")
    print_letters(one)
    customers.open_account()

    here = open_page(one)
    press(one, here, "confirm", **CALLED)
    customers.round()
    assert customers.state() == "new" and "Another member of staff must now do the same" in one.get(here).text
    two = customers.desk.signed_in("caseworker", "two@example.org")
    press(two, open_page(two), "confirm", **CALLED)
    customers.round()
    assert customers.state() == "open"
