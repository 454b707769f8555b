"""Leaving in a hurry: whoever uses this device next finds nothing of what was typed."""

from __future__ import annotations

import pytest
from person import Opens, Person, Setting, full

from bench.running import Running
from forms_app.forms import FORMS

WEATHER = "https://www.weather.gov/"
PEOPLE = [Setting("en", True), Setting("es", True, 320), Setting("en", False, 320), Setting("es", False)]
LEAVING = PEOPLE if full() else PEOPLE[1:3]
LEFT_FORMS = list(FORMS) if full() else ["complaint"]


@pytest.mark.parametrize("setting", LEAVING, ids=str)
@pytest.mark.parametrize("form", LEFT_FORMS)
def test_after_leaving_nothing_that_was_typed_is_found(
    opens: Opens, product: Running, form: str, setting: Setting
) -> None:
    person = opens(setting)
    person.start(form)
    first = person.page.url
    seen = list[str]()
    for last in (False, False, True):
        person.fill_page(form)
        seen += person.traces()
        if not last:  # there it is typed, not sent
            person.next()
    assert seen, "the test would not see what it looks for"
    drafts = product.rows("SELECT count(*) FROM drafts")[0][0]
    leave(person)
    assert product.rows("SELECT count(*) FROM drafts")[0][0] == drafts - 1
    assert person.context.cookies(product.url) == []
    assert_nothing_is_found(person, first)


@pytest.mark.parametrize("path", ["", "/forms/nowhere/"])
def test_shift_three_times_leaves_from_every_page_among_the_forms(opens: Opens, product: Running, path: str) -> None:
    person = opens(Setting())
    person.start("pin-request")
    person.fill_page("pin-request")
    first = person.page.url
    if path:
        person.open(path)
        person.complaints.clear()  # Chromium says of what is not there that it is not
    with person.page.expect_request(WEATHER):
        for _ in range(3):
            person.page.keyboard.press("Shift")
    person.page.close()
    person.elsewhere.clear()  # going there is what was asked for
    assert person.context.cookies(product.url) == []
    person.page = person.context.new_page()
    person.page.goto(first)
    assert person.path == "/forms/expired/" and person.traces() == []


@pytest.mark.parametrize("setting", PEOPLE[:1] + PEOPLE[3:], ids=str)
def test_after_leaving_the_receipt_nothing_is_found(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.start("pin-request")
    person.fill_to("pin-request", "check")
    person.send()
    receipt = person.page.url
    assert person.traces()
    leave(person)
    assert_nothing_is_found(person, receipt)


@pytest.mark.parametrize("setting", PEOPLE[1:3], ids=str)
def test_i_am_done_leaves_nothing(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.start("pin-request")
    person.fill_to("pin-request", "check")
    person.send()
    receipt = person.page.url
    person.press(f'main form[action="{person.prefix}/forms/receipt/"] button')
    assert person.path == f"{person.prefix}/"
    assert_nothing_is_found(person, receipt)


def leave(person: Person) -> None:
    """Away to where the exit leads. Where a redirect leads cannot be answered here: it fails, and is then gone to."""
    with person.page.expect_request(WEATHER):
        person.page.locator(".exit").click()
    person.page.wait_for_url("chrome-error://**")
    person.page.goto(WEATHER)
    assert person.elsewhere == [WEATHER]
    person.elsewhere.clear()  # going there is what was asked for


def assert_nothing_is_found(person: Person, kept_address: str) -> None:
    """Back as far as it goes, Forward, reload, and the page opened again."""
    for move in (*[person.page.go_back] * 3, person.page.go_forward, person.page.reload):
        move()
        assert person.traces() == [], person.page.url
    person.page.goto(kept_address)
    assert person.traces() == []
    assert person.path == f"{person.prefix}/forms/expired/"
    assert person.kept() == {}
