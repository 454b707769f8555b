"""The right door as pages: every answer is a link, looking stores nothing, a form starts with what was said."""

from __future__ import annotations

import base64
import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.deadlines.clock import utc_now
from forms_app.forms.guide import Outcome, Question
from forms_app.public.services import PublicServices
from forms_app.storage.database import Database
from forms_app.storage.drafts import Draft
from forms_app.storage.tables import drafts

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
PREFIX = {"en": "", "es": "/es"}


def parts(app: Flask) -> PublicServices:
    found: PublicServices = app.extensions["services"]
    return found


def count(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(drafts)).scalar_one()


def kept(app: Flask, visitor: Visitor, form: str) -> Draft | None:
    """The draft that this visitor's cookie opens."""
    cookie = visitor.client.get_cookie("visit", domain="127.0.0.1")
    assert cookie
    return parts(app).drafts.load(base64.urlsafe_b64decode(cookie.value), form, utc_now())


def outcomes(app: Flask, *, with_form: bool) -> list[Outcome]:
    return [end for end in parts(app).guide.outcomes.values() if (end.door.form in FORMS) is with_form]


@LANGUAGES
def test_the_guide_begins_with_its_first_question(visitor: Visitor, app: Flask, language: str) -> None:
    visitor.open(f"{PREFIX[language]}/forms/")
    assert visitor.status == 200
    assert visitor.page.one("h1").text == parts(app).guide.first.text[language]


@LANGUAGES
def test_every_answer_is_a_link_to_the_next_page(visitor: Visitor, app: Flask, language: str) -> None:
    guide = parts(app).guide
    for question in guide.questions.values():
        for option in question.options:
            visitor.open(f"{PREFIX[language]}/forms/door/{question.id}/").follow(option.text[language])
            node = guide.node(option.to)
            heading = node.text if isinstance(node, Question) else node.door.title if node else None
            assert heading and visitor.page.one("h1").text == heading[language]


@LANGUAGES
def test_every_end_says_why_what_and_what_not_and_leaves_the_rights_open(
    visitor: Visitor, app: Flask, language: str
) -> None:
    for outcome in parts(app).guide.outcomes.values():
        visitor.open(f"{PREFIX[language]}/forms/door/{outcome.id}/")
        for text in (outcome.why, outcome.door.what, outcome.door.cannot):
            assert text[language] in visitor.page.text
        targets = {link.attrs["href"] for link in visitor.page.all("a") if link.inside("main")}
        for right in ("complaint", "state-hearing"):
            own = outcome.door.form == right  # its own form is started from here, or read about first
            assert own or f"{PREFIX[language]}/forms/{right}/" in targets
        assert parts(app).agency.phones[outcome.door.phone].number in visitor.page.text


@LANGUAGES
@pytest.mark.parametrize(
    ("said", "page", "told"),
    [
        (("I was served papers from a court", "Me llegaron documentos de una corte"), "/court-papers/", "30"),
        (("My job or income changed", "Cambió mi trabajo o lo que gano"), "/job-loss/", "866-901-3212"),
    ],
)
def test_what_cannot_wait_is_on_the_first_page_and_leads_to_its_own_page(
    visitor: Visitor, language: str, said: tuple[str, str], page: str, told: str
) -> None:
    visitor.open(f"{PREFIX[language]}/forms/").follow(said[language == "es"])
    links = [link.attrs["href"] for link in visitor.page.all("a") if link.inside("main")]
    assert f"{PREFIX[language]}{page}" in links
    assert told in visitor.page.text


def test_looking_around_stores_nothing_and_sets_no_cookie(visitor: Visitor, app: Flask, database: Database) -> None:
    for node in (*parts(app).guide.questions, *parts(app).guide.outcomes):
        visitor.open(f"/forms/door/{node}/")
        assert "Set-Cookie" not in visitor.response.headers
    assert count(database) == 0


@LANGUAGES
def test_starting_from_the_door_fills_in_what_was_answered_and_confirms_none_of_it(
    visitor: Visitor, app: Flask, language: str
) -> None:
    for outcome in outcomes(app, with_form=True):
        form = FORMS[str(outcome.door.form)]
        visitor.open(f"{PREFIX[language]}/forms/door/{outcome.id}/").press()
        assert visitor.status == 200
        assert visitor.path.startswith(f"{PREFIX[language]}/forms/{form.name}/")
        draft = kept(app, visitor, form.name)
        assert draft is not None and draft.done == frozenset() and draft.values == {}
        told = {name: texts for raw in draft.raw.values() for name, texts in raw.items()}
        assert told == {name: [value] for name, value in outcome.implies.items()}


def test_what_an_end_implies_is_an_answer_of_its_form(app: Flask) -> None:
    ends = [end for end in outcomes(app, with_form=True) if end.implies]
    assert ends
    for end in ends:
        with app.test_request_context():
            questions = {question.name: question for page in FORMS[str(end.door.form)].pages for question in page.of()}
        for name, value in end.implies.items():
            assert value in [option.value for option in questions[name].options]


def test_a_form_that_was_begun_is_not_lost_without_asking(visitor: Visitor) -> None:
    visitor.open("/forms/door/n26/").press()
    visitor.open("/forms/door/n26/")
    assert "Go on with it" in visitor.page.text
    assert visitor.button().text == "Start again"


def test_an_end_without_a_form_starts_none(visitor: Visitor, app: Flask) -> None:
    for outcome in outcomes(app, with_form=False):
        visitor.open(f"/forms/door/{outcome.id}/")
        assert [form for form in visitor.page.all("form") if form.attrs.get("method") == "post"] == []
        assert visitor.post(visitor.path, []).status == 404


@pytest.mark.parametrize("node", ["n0", "n3x", "complaint", "n3", "n5"])
def test_only_an_end_can_be_started(visitor: Visitor, node: str) -> None:
    assert visitor.post(f"/forms/door/{node}/", []).status == 404


@pytest.mark.parametrize("node", ["n0", "n999", "complaint", "%00", "n3%20"])
def test_a_page_that_is_not_there_is_not_found(visitor: Visitor, node: str) -> None:
    assert visitor.open(f"/forms/door/{node}/").status == 404


def test_another_site_cannot_start_a_form(visitor: Visitor, database: Database) -> None:
    assert visitor.post("/forms/door/n26/", [], Sec_Fetch_Site="cross-site").status == 400
    assert count(database) == 0


@LANGUAGES
def test_the_title_tells_whoever_looks_at_the_history_nothing(visitor: Visitor, app: Flask, language: str) -> None:
    for node in (*parts(app).guide.questions, *parts(app).guide.outcomes):
        visitor.open(f"{PREFIX[language]}/forms/door/{node}/")
        assert not re.search("complain|hearing|court|queja|audiencia|corte|PIN", visitor.page.title)
