"""What cannot be taken back asks once: its button stands behind one that says what it does, also without script."""

from __future__ import annotations

import re

import pytest
from support.cards import press
from support.desk import Browser, Desk
from support.keying_in import SOME, begin, fill, store
from werkzeug.test import TestResponse

from forms_app.storage.outbox import tasks


def asked_first(page: str, action: str) -> bool:
    """The form stands in a disclosure that is closed, and another sentence stands before its button."""
    before = page.partition(f'action="{action}"')[0]
    inside = before.rpartition("<details")[2]
    return "</details>" not in inside and not inside.startswith(" open") and "<summary>" in inside


def test_throwing_away_what_was_keyed_in_asks_once(desk: Desk) -> None:
    browser = desk.signed_in()
    begun = begin(browser)
    assert asked_first(browser.get("/intake/").text, f"{begun}end/")


def test_hiding_the_receipt_code_asks_once_and_is_not_the_solid_button(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, SOME, "check")
    store(browser, path)
    page = browser.get(f"{path}stored/").text
    assert asked_first(page, f"{path}end/")
    assert re.findall(r'class="button"[^>]*>([^<]+)<', page.partition("<h1")[2]) == ["Open the submission"]


def test_throwing_away_words_asks_once(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    press(browser, reference, "work", "change", work__state="working", note__text="Half a note")
    page = browser.get(f"/submissions/{reference}/").text
    assert asked_first(page, f"/submissions/{reference}/drop/")


def test_ending_all_that_somebody_signs_in_with_asks_once(desk: Desk) -> None:
    desk.person("caseworker")
    browser = desk.signed_in("administrator")
    number = re.findall(r'href="(/accounts/\d+/)"><bdi>caseworker', browser.get("/accounts/").text)[0]
    assert asked_first(browser.get(number).text, "/accounts/reset/")


def test_reports_that_somebody_has_looked_at_ask_once(desk: Desk) -> None:
    with desk.office.database.write() as connection:
        tasks.keep_report(connection, "0" * 32, desk.clock.now)
    assert asked_first(desk.signed_in().get("/mail/").text, "/mail/reports/")


@pytest.mark.parametrize("outcome", ["withdrawn", "void", "twice"])
def test_two_are_never_closed_each_as_the_other(desk: Desk, outcome: str) -> None:
    first, second, browser = desk.receive(), desk.receive(), desk.signed_in()
    if outcome == "twice":
        assert _end(browser, second, "same", same_as=first).status_code == 303
        first, second = second, first  # came in at one moment: neither is the later
    else:
        assert _end(browser, first, outcome).status_code == 303
    refused = _end(browser, second, "same", same_as=first)
    assert refused.status_code == 422 and "closed without an answer. Give" in refused.text
    desk.clock.forward(days=60)
    assert second in desk.signed_in().get("/inbox/?due=late").text


def _end(browser: Browser, reference: str, outcome: str, same_as: str = "") -> TestResponse:
    told = {"outcome": outcome, "ended_on": "2026-11-20", "reason": "So it is.", "same_as": same_as}
    return browser.post(f"/submissions/{reference}/ended/", **told)
