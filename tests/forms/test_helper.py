"""Somebody fills a form in for another: she says so each time, begins clean, and whoever reads it can see it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import most
from support.ground import SetClock
from support.journey import FORMS_BY_LANGUAGE, at, fill_in, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.forms import HELPER
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage.tables import submissions

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
FILLED_IN_BY = {"en": "A helper, for the person named here", "es": "Alguien que ayuda a la persona nombrada aquí"}
YOU_ARE_HELPING = {"en": "You are helping", "es": "Usted está ayudando"}
HELPS = {HELPER: "yes"}
Numbers = dict[str, str]
Beginning = Callable[[Visitor, str, Numbers], Visitor]


@pytest.fixture
def numbers(app: Flask, clock: SetClock) -> Numbers:
    """The two numbers of a complaint whose time for a hearing has come."""
    receipt = at(Visitor(app), "complaint", "en").press("send").page
    clock.forward(days=35)
    return {"reference": receipt.by_id("reference").text, "receipt_code": receipt.by_id("receipt-code").text}


def from_the_start_page(visitor: Visitor, language: str, _numbers: Numbers) -> Visitor:
    return visitor.open(home("complaint", language)).press(typed=HELPS)


def in_place_of_a_draft(visitor: Visitor, language: str, _numbers: Numbers) -> Visitor:
    at(visitor, "complaint", language, "wish")
    return visitor.open(home("complaint", language)).press("again", HELPS)


def from_a_door(visitor: Visitor, language: str, _numbers: Numbers) -> Visitor:
    return visitor.open(home("door/n26", language)).press(typed=HELPS)


def from_a_complaint(visitor: Visitor, language: str, numbers: Numbers) -> Visitor:
    page = visitor.open(home("status", language)).press("show", numbers).page
    (carry,) = [form for form in page.all("form") if form.attrs["action"].endswith("/carried/")]
    return visitor.post(carry.attrs["action"], visitor.filled(carry, HELPS))


@LANGUAGES
@pytest.mark.parametrize("begins", [from_the_start_page, in_place_of_a_draft, from_a_door, from_a_complaint])
def test_whoever_helps_begins_clean(visitor: Visitor, numbers: Numbers, begins: Beginning, language: str) -> None:
    """Neither with the new cookie nor with the old one can the drafts and the receipt of the person before be read."""
    send(at(visitor, "pin-request", language))
    at(visitor, "enrollment", language, "children")
    before = visitor.token
    begun = begins(visitor, language, numbers)
    assert begun.status == 200 and YOU_ARE_HELPING[language] in begun.page.text
    assert visitor.token != before
    old = Visitor(visitor.app)
    old.give_cookie(before)
    for browser in (visitor, old):
        assert browser.open(home("receipt", language)).path == home("expired", language)
        assert browser.open(f"{home('enrollment', language)}children/").path == home("expired", language)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_person_and_staff_can_see_that_a_helper_filled_it_in(
    visitor: Visitor, opening: OpeningKeys, name: str, language: str
) -> None:
    visitor.open(home(name, language)).press(typed=HELPS)
    visitor.open(f"{home(name, language)}{most(FORMS[name]).asked[0]}/")
    fill_in(visitor, most(FORMS[name]))
    assert FILLED_IN_BY[language] in visitor.page.text
    changes = [link.attrs["href"] for link in visitor.page.of_class("change")]
    filled = most(FORMS[name])
    assert changes == [f"{home(name, language)}{slug}/" for slug in filled.asked if filled.of(slug)]
    reference = send(visitor)
    assert FILLED_IN_BY[language] in visitor.page.text
    with visitor.app.extensions["services"].database.read() as connection:
        sealed = connection.execute(select(submissions.c.sealed)).scalar_one()
    assert json.loads(opening.open(sealed, reference))["answers"][HELPER] is True


@LANGUAGES
def test_who_does_not_say_so_is_no_helper_and_keeps_what_is_hers(visitor: Visitor, language: str) -> None:
    from_the_start_page(visitor, language, {})
    visitor.open(home("complaint", language)).press("again")
    assert visitor.status == 200 and YOU_ARE_HELPING[language] not in visitor.page.text
    reference = send(at(visitor, "pin-request", language))
    visitor.open(home("complaint", language)).press("again")
    visitor.open(home("door/n26", language)).press("again")
    assert YOU_ARE_HELPING[language] not in visitor.page.text
    assert visitor.open(home("receipt", language)).page.by_id("reference").text == reference
