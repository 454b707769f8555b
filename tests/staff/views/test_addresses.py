"""A page that answered a button is left and opened again, in the other language too: no dead end, no lost word."""

from __future__ import annotations

import re

import pytest
from support.cards import form_of, press
from support.desk import Browser, Desk
from support.pin_requests import ask
from werkzeug.test import TestResponse

from forms_app.staff.routes import ROUTES

DAY, WORDS = "2026-11-20", "Words that nobody else has."
PLACES = [
    ("/inbox/search/", {"find": "Rosa"}, "/es/inbox/"),
    ("/inbox/change/", {}, "/es/inbox/"),
    ("/letters/print/", {}, "/es/letters/"),
    ("/letters/mailed/", {}, "/es/letters/"),
    ("/accounts/add/", {"email": "nobody", "role": "caseworker", "name": "Ana"}, "/es/accounts/"),
    ("/accounts/add/", {"email": "ana@example.org", "role": "caseworker"}, "/es/accounts/"),
    ("/accounts/change/", {"account": "1", "role": "administrator", "name": ""}, "/es/accounts/"),
]
BUTTONS = sorted({route.rule for route in ROUTES if route.method == "POST"} - {"/sign-out/"})


def other_language(browser: Browser, page: TestResponse) -> TestResponse:
    """Press the switch, as far as it leads."""
    switch = re.findall(r'class="switch" href="([^"]+)"', page.text)[0]
    return browser.client.get(switch, follow_redirects=True)


@pytest.mark.parametrize(("path", "fields", "leads"), PLACES)
def test_the_other_language_of_what_a_button_showed_is_the_page_it_stands_on(
    desk: Desk, path: str, fields: dict[str, str], leads: str
) -> None:
    browser = desk.signed_in("administrator" if path.startswith("/accounts/") else "supervisor")
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


@pytest.mark.parametrize("rule", BUTTONS)
def test_no_address_of_a_button_is_a_dead_end_in_either_language(desk: Desk, rule: str) -> None:
    gone = "<intake>" in rule or rule.startswith("/customers/")  # nobody has an account where there are no case data
    path = rule.replace("<reference>", desk.receive()).replace("<intake>", "0" * 32).replace("<opened>", "0")
    browser = desk.signed_in("administrator" if rule.startswith("/accounts/") else "supervisor")
    for language in ("", "/es"):
        answer = browser.client.get(language + path, follow_redirects=True)
        assert answer.status_code == (404 if gone else 200), path


def test_a_button_of_an_address_above_which_nothing_stands_is_no_page(desk: Desk) -> None:
    browser = desk.signed_in()
    assert browser.client.get("/sign-out/").status_code == 405
    assert desk.browser().client.get("/inbox/search/").headers["Location"] == "/sign-in/"


FASTER = {
    "answer": ("answered", {"answered_on": DAY, "reply": WORDS}, {"answered_on": DAY}),
    "extension": ("extended", {"mailed_on": DAY, "reason": WORDS}, {"answered_on": DAY}),
    "end": ("ended", {"outcome": "void", "ended_on": DAY, "reason": WORDS}, {"answered_on": DAY}),
    "end of what was ended": ("ended", {"outcome": "void", "ended_on": DAY, "reason": WORDS}, {}),
    "extension of what was ended": ("extended", {"mailed_on": DAY, "reason": WORDS}, {}),
}


@pytest.mark.parametrize("case", FASTER)
def test_words_of_a_card_that_a_colleague_took_from_the_page_are_shown(desk: Desk, case: str) -> None:
    where, fields, answered = FASTER[case]
    reference, browser, colleague = desk.receive(), desk.signed_in(), desk.signed_in("caseworker")
    ended = {"outcome": "withdrawn", "ended_on": DAY, "reason": "She said so."}
    first = "answered" if answered else "ended"
    assert colleague.post(f"/submissions/{reference}/{first}/", **(answered or ended)).status_code == 303
    refused = browser.post(f"/submissions/{reference}/{where}/", **fields)
    moves = case == "answer"  # its words move to what is added to the colleague's answer
    assert refused.status_code == (409 if moves else 422) and WORDS in refused.text


def test_words_for_a_pin_request_and_for_an_act_that_a_colleague_was_faster_with_are_shown(desk: Desk) -> None:
    reference, browser, colleague = ask(desk), desk.signed_in(), desk.signed_in("caseworker")
    done = {"outcome": "nothing", "done_on": DAY}
    assert colleague.post(f"/submissions/{reference}/pin-letter/", **done).status_code == 303
    refused = browser.post(f"/submissions/{reference}/pin-letter/", **done, remark=WORDS)
    assert refused.status_code == 422 and WORDS in refused.text
    act = re.findall(r'name="noted-[^"]+\.act" value="([^"]+)"', browser.get(f"/submissions/{reference}/").text)[0]
    assert colleague.post(f"/submissions/{reference}/withdrawn/", act=act, reason="Not so.").status_code == 303
    refused = browser.post(f"/submissions/{reference}/withdrawn/", act=act, reason="Mine: it was another.")
    assert refused.status_code == 422 and "Mine: it was another." in refused.text
