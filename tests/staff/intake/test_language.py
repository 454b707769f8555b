"""The language in which a person is written and spoken to, where staff key in the form: said once, and changed once."""

from __future__ import annotations

import re

from support.desk import Desk
from support.keying_in import SOME, arrival, begin, fill, row_of, store

CHOSEN = re.compile(r'name="language" value="(\w+)" autocomplete="off" checked')


def test_the_form_begins_with_the_language_that_was_said_with_how_it_came(desk: Desk) -> None:
    browser = desk.signed_in()
    assert CHOSEN.findall(browser.get(begin(browser, "pin-request")).text) == ["es"]


def test_the_language_alone_is_nothing_to_store(desk: Desk) -> None:
    browser = desk.signed_in()
    answer = fill(browser, begin(browser, "pin-request"), {"language": "es"}, "check")
    assert answer.status_code == 422 and "There is nothing to store yet" in answer.text


def test_a_correction_of_how_it_came_corrects_the_form_too(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    fill(browser, path, {**SOME, "language": "es"})
    browser.post(f"{path}arrival/", **arrival(language="en"))
    assert CHOSEN.findall(browser.get(path).text) == ["en"]
    assert row_of(desk, store(browser, path)["reference"]).language == "en"


def test_the_language_that_the_form_says_decides(desk: Desk) -> None:
    browser = desk.signed_in()
    path = begin(browser)
    assert fill(browser, path, {**SOME, "language": "en"}, "check").status_code == 303
    assert row_of(desk, store(browser, path)["reference"]).language == "en"
