"""A page that answered a button is left and opened again, in the other language too: no dead end, no lost word."""

from __future__ import annotations

import re

import pytest
from desk import Browser, Desk
from test_staff_unsent import form_of, press
from werkzeug.test import TestResponse

PLACES = [
    ("/inbox/search/", {"find": "Rosa"}, "/es/inbox/"),
    ("/inbox/change/", {}, "/es/inbox/"),
    ("/letters/print/", {}, "/es/letters/"),
    ("/letters/mailed/", {}, "/es/letters/"),
]


def other_language(browser: Browser, page: TestResponse) -> TestResponse:
    """Press the switch, as far as it leads."""
    switch = re.findall(r'class="switch" href="([^"]+)"', page.text)[0]
    return browser.client.get(switch, follow_redirects=True)


@pytest.mark.parametrize(("path", "fields", "leads"), PLACES)
def test_the_other_language_of_what_a_button_showed_is_the_page_it_stands_on(
    desk: Desk, path: str, fields: dict[str, str], leads: str
) -> None:
    browser = desk.signed_in()
    shown = other_language(browser, browser.post(path, **fields))
    assert shown.status_code == 200 and shown.request.path == leads


@pytest.mark.parametrize("card", ["extension", "transfer", "end", "note", "mail"])
def test_what_was_refused_stands_in_the_other_language_too(desk: Desk, card: str) -> None:
    where = {"extension": "extended", "transfer": "transferred", "end": "ended"}.get(card, card)
    reference, browser = desk.receive(), desk.signed_in()
    words = {"extension__reason": "The file is away.", "extension__mailed_on": "2027-01-01", "note__text": "n" * 4001}
    refused = press(browser, reference, card, where, **words)
    assert refused.status_code == 422
    shown = other_language(browser, refused)
    assert shown.status_code == 200 and shown.request.path == f"/es/submissions/{reference}/"
    assert form_of(shown.text).found["extension.reason"] == "The file is away."
    assert form_of(shown.text).found["note.text"] == "n" * 4001


def test_a_button_of_an_address_above_which_nothing_stands_is_no_page(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.client.get("/sign-out/").status_code == 405
    assert desk.browser().client.get("/inbox/search/").headers["Location"] == "/sign-in/"
