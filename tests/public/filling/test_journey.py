"""The whole way of every form, in both languages: start, pages, check, send, receipt; and the agency can read it."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select
from support.answers import most, variants
from support.journey import FORMS_BY_LANGUAGE, at, begin, blank, fill_in, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, outbox, receipts, submissions

WAYS = [(name, language, way) for name, language in FORMS_BY_LANGUAGE for way in variants(FORMS[name])]


@pytest.mark.parametrize(("name", "language", "way"), WAYS)
def test_what_is_filled_in_is_sent_sealed_and_opens_for_the_agency(
    visitor: Visitor, database: Database, opening: OpeningKeys, name: str, language: str, way: str
) -> None:
    filled = variants(FORMS[name])[way]
    assert fill_in(begin(visitor, name, language), filled) == list(filled.asked)
    visitor.press("send")
    assert visitor.path == home("receipt", language)
    reference = visitor.page.by_id("reference").text
    assert re.fullmatch(r"[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}", reference)
    with database.read() as connection:
        row = connection.execute(select(submissions)).one()
        waiting = connection.execute(select(outbox.c.reference).where(outbox.c.kind == "arrived")).scalars().all()
        assert waiting == [reference]
        assert not connection.execute(select(drafts)).all() and len(connection.execute(select(receipts)).all()) == 1
    spoken = filled.values.get("language", language)
    assert (row.reference, row.form, row.language) == (reference, name, spoken)
    told = json.loads(opening.open(row.sealed, reference))
    asked = {question.name for slug in filled.asked for question in _questions(visitor, name, slug)}
    wanted = {field: value for field, value in filled.values.items() if value is not None and field in asked}
    assert told["answers"] == wanted


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_every_answer_can_be_read_before_and_after_sending(visitor: Visitor, name: str, language: str) -> None:
    at(visitor, name, language)
    read = [element.text for element in visitor.page.all("bdi")]
    assert all(_reads_as(text, read) for text in _written(name))
    visitor.press("send")
    assert [element.text for element in visitor.page.all("bdi")] == read


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_optional_questions_may_be_left_blank(visitor: Visitor, name: str, language: str) -> None:
    begin(visitor, name, language)
    while (slug := slug_of(visitor)) != "check":
        needed = [q for q in _questions(visitor, name, slug) if q.required]
        typed = {n: t for n, t in most(FORMS[name]).of(slug).items() if any(n in q.inputs for q in needed)}
        visitor.press("next", {**blank(visitor), **typed})
        assert slug_of(visitor) != slug, visitor.page.mistakes
    assert visitor.press("send").path == home("receipt", language)


def test_the_steps_are_counted_on_every_page(visitor: Visitor) -> None:
    filled = most(FORMS["complaint"])
    begin(visitor, "complaint", "en")
    for number, slug in enumerate(filled.asked, start=1):
        (step,) = visitor.page.of_class("step")
        assert re.search(rf"\bStep {number} of \d+$", step.text) and f", step {number} of " in visitor.page.title
        visitor.press("next", filled.of(slug))
    assert f"step {len(filled.asked) + 1} of {len(filled.asked) + 1}" in visitor.page.title


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_demonstration_says_so_on_start_check_and_receipt(visitor: Visitor, language: str) -> None:
    said = {"en": "Demonstration: nothing is sent to any agency.", "es": "Demostración: no se envía nada"}[language]
    assert said in visitor.open(home("complaint", language)).page.text
    at(visitor, "complaint", language)
    assert said in visitor.page.text and "866" in visitor.page.text
    assert visitor.button("send").text == {"en": "Send (demonstration)", "es": "Enviar (demostración)"}[language]
    assert said in visitor.press("send").page.text


def _questions(visitor: Visitor, name: str, slug: str) -> list:  # type: ignore[type-arg]
    with visitor.app.test_request_context():
        return list(FORMS[name].by_slug[slug].of())


def _written(name: str) -> list[str]:
    """The texts among the stored answers, line by line; nothing that is read in other words than it is stored."""
    values = [value for value in most(FORMS[name]).values.values() if isinstance(value, str) and "Quetz" in value]
    return [" ".join(line.split()) for value in values for line in value.split("\n") if line]


def _reads_as(text: str, read: list[str]) -> bool:
    return text in read
