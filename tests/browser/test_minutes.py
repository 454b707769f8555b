"""The minutes that start pages name: each form filled in on a phone by somebody new to it, in one of the languages."""

from __future__ import annotations

import pytest
from support.first_visit import LEAST, effort, on_a_phone
from support.person import Opens
from support.public_forms import FORMS

from forms_app.facts.languages import LANGUAGES

WALKS = [(form, LANGUAGES[place % len(LANGUAGES)]) for place, form in enumerate(FORMS)]


@pytest.mark.parametrize(("form", "language"), WALKS)
def test_a_form_takes_about_as_long_as_its_page_says(opens: Opens, form: str, language: str) -> None:
    said, done = FORMS[form].minutes, effort(opens(on_a_phone(language)), form)
    assert said and LEAST * said <= done.minutes <= said, f"{done}: run make drill ONLY=minutes"
