"""A note that was wrong is struck with a reason: it can still be read, and the trail keeps both."""

from __future__ import annotations

import re

import pytest
from support.cards import form_of, press
from support.desk import Browser, Desk
from support.ground import ON_BOTH
from werkzeug.test import TestResponse

from forms_app.staff.views.submission import beside

WORDS, REASON = "Called her mother in Fresno.", "It belongs beside another one."
STRUCK = re.compile(r"<s><bdi>([^<]*)</bdi></s>")
OPEN = re.compile(r'name="strike-(\d+)\.note"')


def write(browser: Browser, reference: str, *texts: str) -> None:
    for text in texts:
        assert browser.post(f"/submissions/{reference}/note/", text=text).status_code == 303


def strike(browser: Browser, reference: str, number: str = "", reason: str = REASON, **words: str) -> TestResponse:
    number = number or OPEN.findall(browser.get(f"/submissions/{reference}/").text)[-1]
    card = f"strike-{number}"
    fields = {f"{card}.note": number, f"{card}.reason": reason, "press": card, **words}
    return browser.post(f"/submissions/{reference}/notes/struck/", **fields)


@ON_BOTH
def test_a_wrong_note_is_struck_stays_to_be_read_and_stands_in_the_trail(desk: Desk, engine: str) -> None:
    reference, browser, colleague = desk.receive(), desk.signed_in("caseworker"), desk.signed_in()
    write(browser, reference, WORDS, "Called again.")
    assert (
        strike(colleague, reference, OPEN.findall(browser.get(f"/submissions/{reference}/").text)[0]).status_code == 303
    )
    page = browser.get(f"/submissions/{reference}/").text
    assert STRUCK.findall(page) == [WORDS] and "Called again." in page
    assert REASON in page and "supervisor@example.org" in page and len(OPEN.findall(page)) == 1
    trail = colleague.get("/audit/").text
    assert "Struck a note that was wrong" in trail and REASON in trail and "Wrote a note" in trail


def test_the_button_of_the_page_strikes_and_leaves_what_was_typed_in_other_cards(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    write(browser, reference, WORDS)
    number = OPEN.findall(browser.get(f"/submissions/{reference}/").text)[0]
    typed = {f"strike-{number}__reason": REASON, "note__text": "Half a note"}
    assert press(browser, reference, f"strike-{number}", "notes/struck", **typed).status_code == 303
    page = browser.get(f"/submissions/{reference}/").text
    assert STRUCK.findall(page) == [WORDS] and form_of(page).found["note.text"] == "Half a note"


@pytest.mark.parametrize("reason", ["", "  ", "r" * 501])
def test_without_a_reason_that_fits_nothing_is_struck_and_the_words_stay(desk: Desk, reason: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    write(browser, reference, WORDS)
    refused = strike(browser, reference, reason=reason)
    assert refused.status_code == 422 and not STRUCK.findall(refused.text)
    number = OPEN.findall(refused.text)[0]
    assert form_of(refused.text).found[f"strike-{number}.reason"] == reason
    assert f'id="strike-{number}-error"' in refused.text


def test_nothing_is_struck_twice_or_on_the_page_of_another_or_by_a_made_up_number(desk: Desk) -> None:
    reference, other, browser = desk.receive(), desk.receive(), desk.signed_in()
    write(browser, reference, WORDS)
    number = OPEN.findall(browser.get(f"/submissions/{reference}/").text)[0]
    assert strike(browser, other, number).status_code == 422
    assert [strike(browser, reference, number).status_code for _ in range(2)] == [303, 422]
    again = strike(browser, reference, number, "Mine: it was another's.")
    assert "A colleague has struck this note already." in again.text and "Mine: it was another" in again.text
    assert [strike(browser, reference, wrong).status_code for wrong in ("99", "9" * 30, "x")] == [422, 400, 400]


def test_a_number_like_an_ssn_is_masked_in_the_reason(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    write(browser, reference, WORDS)
    strike(browser, reference, reason="It named 123-45-6789")
    for page in (f"/submissions/{reference}/", "/audit/"):
        assert "***-**-6789" in browser.get(page).text and "123-45-6789" not in browser.get(page).text


def test_an_earlier_note_is_struck_on_its_own_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "NOTES", 1)
    reference, browser = desk.receive(), desk.signed_in()
    write(browser, reference, WORDS, "Newer.")
    earlier = re.findall(r'href="([^"]+/notes/[^"]+)"', browser.get(f"/submissions/{reference}/").text)[0]
    page = browser.get(earlier).text
    number = OPEN.findall(page)[0]
    assert '<form id="desk"' in page and f"strike-{number}.reason" in form_of(page).found
    assert strike(browser, reference, number).status_code == 303
    assert STRUCK.findall(browser.get(earlier).text) == [WORDS]


def test_whoever_may_not_work_on_it_finds_no_button_and_reads_what_was_struck(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    write(browser, reference, WORDS, "Stands.")
    strike(browser, reference, OPEN.findall(browser.get(f"/submissions/{reference}/").text)[0])
    page = desk.signed_in("administrator").get(f"/submissions/{reference}/").text
    assert STRUCK.findall(page) == [WORDS] and not OPEN.findall(page)
