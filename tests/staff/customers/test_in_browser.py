"""Two of the staff let a protected person in, by keyboard on a narrow window in Spanish; nothing is cut off, axe finds
nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from support.customers import Customers, open_page
from support.staff_browsing import choose, look, tick, write

pytestmark = pytest.mark.browser


def test_two_of_staff_hand_a_code_over(customers: Customers, served: str, chromium: Browser) -> None:
    one, two = (opened(customers, served, chromium, f"{name}@example.org") for name in ("one", "two"))
    for page in (one, two):
        ask_for_a_code(page, customers)
    choose(two, 'form[action$="/code/"] button')
    look(two)
    code = two.locator("#desk-code").inner_text()
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", code) and "Su código" not in two.title()
    choose(two, '[name=act][value="handed-over"] ~ p button')
    customers.round()
    two.reload()
    assert code not in two.content() and not two.locator("#card-code").count()
    choose(one, 'a[href="/es/customers/"]')
    look(one)


def ask_for_a_code(page: Page, customers: Customers) -> None:
    """Opened for a reason first; with a paper chosen only at the second press."""
    write(page, "#find", "10003")
    look(page)
    tick(page, '[name=reason][value="visit"]')
    write(page, "#words", "Está aquí.")
    customers.round()
    look(page)
    form = "form:has(#card-desk-code)"
    if not page.locator(form).is_visible():
        page.locator("summary").last.press("Enter")
    choose(page, "#card-desk-code")
    look(page)
    page.locator("#paper-desk-code").select_option("passport")
    choose(page, "#card-desk-code")
    customers.round()
    page.reload()
    look(page)


def opened(customers: Customers, served: str, chromium: Browser, email: str) -> Page:
    session = customers.desk.signed_in("caseworker", email).client.get_cookie("staff")
    assert session is not None
    context = chromium.new_context(viewport={"width": 320, "height": 800}, color_scheme="dark")
    context.add_cookies([{"name": "staff", "value": session.value, "url": served}])
    page = context.new_page()
    page.goto(f"{served}/es/customers/")
    look(page)
    return page


def test_what_was_typed_when_the_session_was_over_is_found_again(
    customers: Customers, served: str, chromium: Browser
) -> None:
    customers.open_account()
    before = customers.desk.signed_in("caseworker", "one@example.org")
    address = open_page(before)
    token = re.findall(r'name="form_token" value="([0-9a-f]{64})"', before.get(address).text)[0]
    before.post("/sign-out/")
    before.client.post(f"{address}act/", data={"form_token": token, "act": "veto", "words": "Dice que no fue ella."})

    page = opened(customers, served, chromium, "one@example.org")
    choose(page, ".notice [name=person]")
    tick(page, '[name=reason][value="call"]')
    write(page, "#words", "Está al teléfono.")
    look(page)
    assert page.locator("#words-veto").input_value() == "Dice que no fue ella."
    page.locator(".notice summary").press("Enter")
    choose(page, 'form[action$="/forget/"] button')
    look(page)
    assert page.locator("#words-veto").input_value() == ""
