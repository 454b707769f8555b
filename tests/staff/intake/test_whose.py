"""Whose it is, of a form that asks for no name: asked before it is stored, kept with it, compared; never guessed."""

from __future__ import annotations

import html

import pytest
from support.desk import Desk
from support.keying_in import VERSION, begin, fill, keyed_in, opened

from forms_app.forms import FORMS
from forms_app.forms.questions import Purpose

MESSAGE = {"message": "Where is the payment of May?", "case_number": "10001", "county": "Los Angeles"}
ENTER = "Enter the first and the last name that the person gave"


def checked(desk: Desk, form: str = "message") -> tuple[str, str]:
    """An intake at its check page, and that page."""
    browser = desk.signed_in()
    path = begin(browser, form)
    fill(browser, path, MESSAGE if form == "message" else {"full_name": "Ana Ruiz", "safe_ways": "none"}, "check")
    return path, browser.get(f"{path}check/").text


def test_the_forms_that_ask_for_no_name_are_those_of_an_account(desk: Desk) -> None:
    with desk.app.test_request_context("/"):
        nameless = {name for name, form in FORMS.items() if not form.asking(Purpose.NAME)}
    assert nameless == {name for name, form in FORMS.items() if form.policy.where == "account"}


def test_without_a_name_it_is_not_stored_yet_and_nothing_is_lost(desk: Desk) -> None:
    path, page = checked(desk)
    version, browser = VERSION.findall(page)[0], desk.signed_in()
    answer = browser.post(f"{path}check/", version=version)
    said = html.unescape(answer.text)
    assert answer.status_code == 422 and said.count(ENTER) == 2 and MESSAGE["message"] in said
    again = browser.post(f"{path}check/", version=version, person_name="x" * 201)
    assert again.status_code == 422 and "x" * 201 in again.text

    stored = browser.post(f"{path}check/", version=version, person_name="  Ana   Ruiz ")
    assert stored.headers["Location"] == f"{path}stored/"


@pytest.mark.parametrize(("fields", "kept"), [({"person_name": "Ana Ruiz"}, "Ana Ruiz"), ({"name_unknown": "yes"}, "")])
def test_the_name_is_kept_with_it_and_one_that_is_not_known_is_left_out(
    desk: Desk, fields: dict[str, str], kept: str
) -> None:
    path, page = checked(desk)
    browser = desk.signed_in()
    stored = browser.post(f"{path}check/", version=VERSION.findall(page)[0], **fields)
    reference = browser.get(stored.headers["Location"]).text.split('id="reference"')[1].split(">")[1].split("<")[0]

    assert opened(desk, reference)["keyed"].get("name", "") == kept
    shown = browser.get(f"/submissions/{reference}/").text
    assert ("Name that was given" in shown) is bool(kept)


def test_a_form_that_asks_for_the_name_itself_does_not_ask_twice(desk: Desk) -> None:
    _path, page = checked(desk, "complaint")
    assert "person_name" not in page
    told = keyed_in(desk.signed_in(), {"full_name": "Ana Ruiz", "safe_ways": "none"})
    assert "name" not in opened(desk, told["reference"])["keyed"]
