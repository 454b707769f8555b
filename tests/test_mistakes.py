"""An answer that is missing: 422, what to do in the person's language, nothing she typed is lost."""

from __future__ import annotations

import pytest
from answers import always_required, most, required
from journey import at, blank, question_of
from sqlalchemy import select
from visitor import Visitor

from forms_app.database import Database
from forms_app.forms import FORMS
from forms_app.models import submissions

EACH = [(*known, language) for known in always_required() for language in ("en", "es")]


@pytest.mark.parametrize(("name", "slug", "field", "language"), EACH)
def test_a_blank_required_answer_is_asked_for_and_the_others_stay(
    visitor: Visitor, database: Database, name: str, slug: str, field: str, language: str
) -> None:
    at(visitor, name, language, slug)
    question = question_of(visitor.app, name, slug, field, language)
    nothing = {known: texts for known, texts in blank(visitor).items() if known in question.inputs}
    typed = {**blank(visitor), **most(FORMS[name]).of(slug), **nothing}
    visitor.press("next", typed)
    assert visitor.status == 422
    assert visitor.page.title.startswith("Error: ")
    assert list(visitor.page.mistakes.values()) == [question.required]
    assert visitor.page.by_id(f"{field}-error").text.endswith(str(question.required))
    (target,) = visitor.page.mistakes
    assert visitor.page.by_id(target).attrs["name"] in question.inputs
    assert visitor.shown == {known: list(texts) for known, texts in typed.items() if texts}
    assert visitor.open(visitor.path).shown == {known: list(texts) for known, texts in typed.items() if texts}
    with database.read() as connection:
        assert not connection.execute(select(submissions)).all()
    assert visitor.press("next", most(FORMS[name]).of(slug)).hops


@pytest.mark.parametrize(("name", "language"), [(name, language) for name in FORMS for language in ("en", "es")])
def test_every_blank_answer_of_a_page_stands_in_the_summary_in_order(
    visitor: Visitor, name: str, language: str
) -> None:
    for slug in {known_slug for known, known_slug, _ in required() if known == name}:
        at(visitor, name, language, slug)
        visitor.press("next", blank(visitor))
        fields = [f for known, known_slug, f in required() if (known, known_slug) == (name, slug)]
        sentences = [question_of(visitor.app, name, slug, field, language).required for field in fields]
        assert list(visitor.page.mistakes.values()) == sentences
        assert list(visitor.open(f"{visitor.path}?again").page.mistakes.values()) == sentences
        assert visitor.page.title.startswith("Error: ") and not visitor.open(visitor.path).page.mistakes
