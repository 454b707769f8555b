"""From a complaint to the request for a hearing: five facts go over; nothing that names, locates or quotes anyone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import CANARY, most
from support.ground import SetClock, database_of
from support.journey import at, begin, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock as moment
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage import status
from forms_app.storage.drafts import Draft
from forms_app.storage.tables import submissions

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
COMPLAINT, HEARING = most(FORMS["complaint"]).values, FORMS["state-hearing"]
MINE = "The judge should know this."
Numbers = dict[str, str]


@pytest.fixture
def numbers(app: Flask, clock: SetClock) -> Numbers:
    """What opens the status of a complaint of 20 November with every question answered; 35 days later."""
    return sent(app, clock, "complaint")


def sent(app: Flask, clock: SetClock, form: str) -> Numbers:
    receipt = at(Visitor(app), form, "es").press("send").page
    clock.forward(days=35)
    return {"reference": receipt.by_id("reference").text, "receipt_code": receipt.by_id("receipt-code").text}


def standing(visitor: Visitor, numbers: Numbers, language: str = "en") -> Visitor:
    return visitor.open(home("status", language)).press("show", numbers)


def carried(visitor: Visitor, numbers: Numbers, language: str = "en", go: str = "") -> Visitor:
    """Press the button under the dates; `go` as where it is asked first."""
    page = standing(visitor, numbers, language).page
    (form,) = [form for form in page.all("form") if form.attrs["action"].endswith("/carried/")]
    return visitor.post(form.attrs["action"], visitor.filled(form, {}) + ([("go", go)] if go else []))


def kept(visitor: Visitor) -> Draft | None:
    drafts = visitor.app.extensions["services"].drafts
    found: Draft | None = drafts.load(visitor.token, HEARING.name, moment.utc_now())
    return found


def facts(draft: Draft | None) -> dict[str, str]:
    assert draft is not None
    return {name: texts[0] for raw in draft.raw.values() for name, texts in raw.items() if texts != [""]}


def written(value: Any) -> set[str]:
    """Every text in a stored answer."""
    if isinstance(value, (dict, list)):
        return {text for part in (value.values() if isinstance(value, dict) else value) for text in written(part)}
    return {value} if isinstance(value, str) else set()


@LANGUAGES
@pytest.mark.parametrize("answered", [False, True])
def test_only_five_facts_go_over_each_to_be_confirmed(
    app: Flask, opening: OpeningKeys, clock: SetClock, numbers: Numbers, answered: bool, language: str
) -> None:
    if answered:
        _answer(app, opening, numbers["reference"], date(2026, 12, 10))
    visitor = carried(Visitor(app), numbers, language)
    assert visitor.path == f"{home(HEARING.name, language)}{HEARING.pages[0].slug}/"
    filed = {"filed_on-month": "11", "filed_on-day": "20", "filed_on-year": "2026"}
    came = {"answered_on-month": "12", "answered_on-day": "10", "answered_on-year": "2026", "was_answered": "yes"}
    own = {name: str(COMPLAINT[name]) for name in ("county", "role")}
    draft = kept(visitor)
    assert facts(draft) == {
        "complaint_reference": numbers["reference"],
        **own,
        **filed,
        "has_complained": "yes",
        **(came if answered else {}),
    }
    assert draft is not None and draft.done == frozenset() and draft.values == {}


def test_nothing_that_names_locates_or_quotes_anyone_is_in_the_new_draft(app: Flask, numbers: Numbers) -> None:
    """By content: no text that was written into the complaint stands anywhere in what was begun."""
    draft = kept(carried(Visitor(app), numbers))
    assert draft is not None
    hers = {text for name, value in COMPLAINT.items() if name not in ("county", "role") for text in written(value)}
    content = draft.packed().decode()
    assert len([text for text in hers if CANARY in text]) > 3 and CANARY not in content
    values = {text for texts in facts(draft).values() for text in [texts]}
    assert hers & values <= {"yes", "no"}
    assert not [text for text in hers if len(text) > 5 and json.dumps(text, ensure_ascii=False)[1:-1] in content]


@LANGUAGES
def test_what_went_over_stands_on_its_page_and_no_page_is_skipped(app: Flask, numbers: Numbers, language: str) -> None:
    visitor = carried(Visitor(app), numbers, language)
    assert visitor.shown["role"] == [COMPLAINT["role"]] and visitor.shown["full_name"] == [""]
    problem = visitor.open(f"{home(HEARING.name, language)}complaint/")
    assert problem.path == f"{home(HEARING.name, language)}{HEARING.pages[0].slug}/"  # nothing is skipped


def test_without_both_numbers_nothing_is_begun(app: Flask, numbers: Numbers) -> None:
    visitor = Visitor(app)
    for wrong in ({"receipt_code": "0" * 20}, {"reference": "7KQ2-M4XD"}, {"reference": ""}):
        visitor.post("/forms/state-hearing/carried/", list({**numbers, **wrong}.items()))
        assert visitor.path == "/forms/status/"
    assert visitor.client.get_cookie("visit", domain="127.0.0.1") is None


def test_from_another_form_nothing_goes_over(app: Flask, clock: SetClock) -> None:
    visitor = Visitor(app).post("/forms/state-hearing/carried/", list(sent(app, clock, "enrollment").items()))
    assert visitor.path == "/forms/status/" and visitor.client.get_cookie("visit", domain="127.0.0.1") is None


@LANGUAGES
class TestARequestLiesHere:
    """The browser has a request for a hearing already."""

    def test_the_page_asks_before_it_is_replaced(self, app: Flask, numbers: Numbers, language: str) -> None:
        visitor = at(Visitor(app), HEARING.name, language, "issue").press("back", {"description": MINE})
        buttons = standing(visitor, numbers, language).page.all("button", "a")
        onward = [each.attrs["href"] for each in buttons if each.attrs.get("class") == "button" and each.tag == "a"]
        (again,) = [each.text for each in buttons if each.attrs.get("value") == "again"]
        assert again == {"en": "Begin again with these dates", "es": "Empezar de nuevo con estas fechas"}[language]
        assert slug_of(visitor.open(onward[0])) == "issue" and visitor.shown["description"] == [MINE]

    def test_only_a_page_that_asked_replaces_it(self, app: Flask, numbers: Numbers, language: str) -> None:
        visitor = Visitor(app)
        page = standing(visitor, numbers, language)
        at(visitor.tab(), HEARING.name, language, "issue").press("back", {"description": MINE})
        (form,) = [form for form in page.page.all("form") if form.attrs["action"].endswith("/carried/")]
        page.post(form.attrs["action"], page.filled(form, {}))
        assert page.path == home(HEARING.name, language) and page.button("again")
        assert visitor.open(f"{home(HEARING.name, language)}issue/").shown["description"] == [MINE]
        assert "description" not in facts(kept(carried(visitor, numbers, language, go="again")))

    def test_pressing_twice_leads_to_the_same_page(self, app: Flask, numbers: Numbers, language: str) -> None:
        visitor = begin(Visitor(app), "complaint", language)
        first = carried(visitor, numbers, language).path
        assert visitor.post(f"{home(HEARING.name, language)}carried/", list(numbers.items())).path == first
        assert facts(kept(visitor))["complaint_reference"] == numbers["reference"]


def _answer(app: Flask, opening: OpeningKeys, reference: str, on: date) -> None:
    """As staff do when an answer goes out."""
    with database_of(app).write() as connection:
        sealed = connection.execute(select(submissions.c.sealed)).scalar_one()
        key = bytes.fromhex(json.loads(opening.open(sealed, reference))["status_key"])
        before = status.read(connection, reference, key)
        status.write(connection, reference, key, replace(before, state="answered", answered_on=on))
