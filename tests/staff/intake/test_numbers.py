"""What is keyed in from a letter stands in the order of the paper form, under the same numbers."""

from __future__ import annotations

import pytest
from flask import Flask
from support.public_forms import FORMS

from forms_app.i18n import translation
from forms_app.staff.intake.sheet import Sheet


@pytest.mark.parametrize("name", FORMS)
def test_every_question_has_the_number_that_it_has_on_paper(name: str) -> None:
    app = Flask("keying")
    translation.install(app)
    form = FORMS[name]
    with app.app_context():
        asked = [question for page in Sheet.of(form, {}).pages for question in page]
        labels = {question.name: str(question.label.text) for page in form.pages for question in page.of()}
        assert [str(question.label.text) for question in asked] == [
            f"{number}. {labels[question.name]}" for number, question in enumerate(asked, start=1)
        ]
