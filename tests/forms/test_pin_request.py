"""The PIN request: what it asks of whoever does not know a number, and that practice never asks for a real one."""

from __future__ import annotations

import pytest
from support.journey import begin
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.forms.declared.pin_request import Account

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
KNOWN = {"participant_id": "2000000123456", "last_name": "Quintana", "zip_on_file": "90012"}
FORM = FORMS["pin-request"]


@LANGUAGES
def test_whoever_does_not_know_the_zip_code_says_so_and_goes_on(visitor: Visitor, language: str) -> None:
    begin(visitor, FORM.name, language).press("next", {**KNOWN, "zip_on_file": ""})
    assert list(visitor.page.mistakes) == ["zip_on_file"]
    visitor.press("next", {"zip_on_file-none": "yes"})
    assert visitor.path == f"{home(FORM.name, language)}help/"


def test_a_zip_code_counts_more_than_the_tick(visitor: Visitor) -> None:
    begin(visitor, FORM.name, "en")
    visitor.press("next", {**KNOWN, "zip_on_file": "9001", "zip_on_file-none": "yes"})
    assert list(visitor.page.mistakes) == ["zip_on_file"]


@LANGUAGES
def test_without_a_participant_id_a_first_name_and_what_is_known_of_the_birth_are_asked(
    visitor: Visitor, language: str
) -> None:
    begin(visitor, FORM.name, language).press("next", {**KNOWN, "participant_id": "", "participant_id-none": "yes"})
    assert list(visitor.press("next", {}).page.mistakes) == ["first_name", "born_on-month"]
    visitor.press("next", {"first_name": "Sol", "born_on-age": "40"})
    assert visitor.path == f"{home(FORM.name, language)}help/"


def test_the_first_name_stands_first_though_it_is_asked_last() -> None:
    person = FORM.person({"last_name": "Quintana", "first_name": "Sol"})
    assert (person.name, person.names()) == ("Sol Quintana", ["Sol Quintana"])


@LANGUAGES
def test_practice_asks_for_nothing_real(visitor: Visitor, language: str) -> None:
    with visitor.app.test_request_context("/es/" if language == "es" else "/"):
        truths = [str(question.description) for question in Account.of()]
    said = begin(visitor, FORM.name, language).page.one("main").text
    assert not [truth for truth in truths if truth in said]
    wrong = visitor.press("next", {}).page.one("main").text
    assert visitor.status == 422 and not [truth for truth in truths if truth in wrong]
