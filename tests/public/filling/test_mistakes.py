"""An answer that is missing: 422, what to do in the person's language, nothing she typed is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.answers import always_required, most, required, required_at_once
from support.journey import at, blank, question_of
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.forms.questions.base import name_in_front
from forms_app.storage.database import Database
from forms_app.storage.tables import submissions

PARTS = ("month", "day", "year")
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
    assert list(visitor.page.mistakes.values()) == [name_in_front(str(question.required), str(question.label.text))]
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
        fields = [f for known, known_slug, f in required_at_once() if (known, known_slug) == (name, slug)]
        asked = [question_of(visitor.app, name, slug, field, language) for field in fields]
        sentences = [name_in_front(str(question.required), str(question.label.text)) for question in asked]
        assert list(visitor.page.mistakes.values()) == sentences
        assert list(visitor.open(f"{visitor.path}?again").page.mistakes.values()) == sentences
        assert visitor.page.title.startswith("Error: ") and not visitor.open(visitor.path).page.mistakes


@pytest.mark.parametrize(
    ("sentence", "names", "told"),
    [
        ("Enter your full name.", ["Your full name"], "Enter your full name."),
        ("Enter the city or town.", ["Mailing address"], "Mailing address: Enter the city or town."),
        ("Write the year.", ["When did you file it?"], "When did you file it? Write the year."),
        ("Write the year.", ["Child 2", "Date of birth"], "Child 2, Date of birth: Write the year."),
    ],
)
def test_what_must_be_changed_is_said_with_its_question_once(sentence: str, names: list[str], told: str) -> None:
    assert name_in_front(sentence, *names) == told


@pytest.mark.parametrize("path", ["/forms/deadlines/", "/es/forms/deadlines/"])
def test_the_same_mistake_in_three_questions_has_three_links_that_name_them(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    labels = [legend.text for legend in visitor.page.all("legend")]
    inputs = [field.attrs["name"] for field in visitor.page.all("input") if field.attrs["name"].endswith(PARTS)]
    visitor.press(typed=dict.fromkeys(inputs, "31"))
    links = list(visitor.page.mistakes.values())
    assert len(set(links)) == len(links) == 3
    assert all(question.removesuffix(" (optional)").removesuffix(" (opcional)") in link
               for question, link in zip(labels, links, strict=True))  # fmt: skip


@pytest.mark.parametrize(("language", "name"), [("en", "Child"), ("es", "Hijo o hija")])
def test_every_wrong_entry_is_named_and_linked(visitor: Visitor, language: str, name: str) -> None:
    at(visitor, "enrollment", language, "children")
    for _ in range(2):
        visitor.press("add")
    born = {f"children-{number}-born_on-{part}": "31" for number in (1, 2, 3) for part in ("month", "day")}
    visitor.press("next", {**born, "children-1-first_name": "Ana", "children-2-first_name": "x" * 201})
    found = visitor.page.mistakes
    assert list(found) == [
        "children-1-born_on-month", "children-2-first_name", "children-2-born_on-month", "children-3-born_on-month",
    ]  # fmt: skip
    assert [text.startswith(f"{name} {number}, ") for text, number in zip(found.values(), "1223", strict=True)] == [
        True
    ] * 4
    assert len(set(found.values())) == 4
    assert all(visitor.page.by_id(place) for place in found)


def test_a_mistake_in_one_line_of_an_address_is_said_beside_it(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "mail")
    visitor.press("next", {"address-line1": "1 Main St", "address-postal_code": "90012"})
    assert visitor.page.mistakes == {"address-city": "Mailing address: Enter the city or town."}
    assert visitor.page.by_id("address-city").attrs["aria-describedby"] == "address-city-error"
    assert "part" in visitor.page.by_id("address-city-error").around[-1].attrs["class"]
