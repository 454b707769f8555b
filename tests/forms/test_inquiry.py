"""The inquiry: whoever has no case yet asks too, and is not asked for its number."""

from __future__ import annotations

import pytest
from support.answers import most
from support.journey import begin
from support.public_forms import FORMS
from support.visitor import Visitor, home

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
FORM = FORMS["inquiry"]


@LANGUAGES
@pytest.mark.parametrize(("topic", "then"), [("no-case", "help"), ("caseworker", "case"), ("ombudsperson", "case")])
def test_only_whoever_has_a_case_is_asked_for_its_number(
    visitor: Visitor, topic: str, then: str, language: str
) -> None:
    begin(visitor, FORM.name, language).press("next", {**most(FORM).of("question"), "topic": topic})
    visitor.press("next", most(FORM).of("you"))
    assert visitor.path == f"{home(FORM.name, language)}{then}/"
