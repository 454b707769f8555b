"""Every form walked its whole way, from the guide to the answer: a new one is walked the moment it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from support.answering import answer
from support.answers import most
from support.desk import Browser, Desk
from support.ground import database_of
from support.journey import begin, fill_in
from support.keying_in import begin as begin_to_key_in
from support.keying_in import fill, row_of, store, typed
from support.letters import words, write
from support.public_forms import FORMS
from support.searching import REFERENCES, find
from support.visitor import Visitor, home

from forms_app import public
from forms_app.forms import Form
from forms_app.forms.guide import Outcome
from forms_app.forms.questions import Purpose
from forms_app.i18n.translation import force_locale
from forms_app.staff import rights
from forms_app.storage.tables import NO_DAY

EVERY = pytest.mark.parametrize("name", FORMS)


@pytest.fixture
def site(desk: Desk, built: Path) -> Iterator[Flask]:
    """The public app on the desk's own database and keys."""
    app = public.create_app(replace(desk.office.settings, build_dir=built))
    yield app
    database_of(app).close()


def sent(site: Flask, name: str, language: str = "en") -> tuple[str, str]:
    """Filled in and sent; reference and receipt code."""
    visitor = begin(Visitor(site), name, language)
    fill_in(visitor, most(FORMS[name]))
    receipt = visitor.press("send").page
    return receipt.by_id("reference").text, receipt.by_id("receipt-code").text


def title(site: Flask, form: Form, language: str = "en") -> str:
    with site.test_request_context("/es/" if language == "es" else "/"), force_locale(language):
        return str(form.title)


def name_in(site: Flask, form: Form) -> str:
    with site.test_request_context("/"):
        return next(str(one.value) for one in form.person(most(form).values).given(Purpose.NAME))


@EVERY
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_begins_behind_its_door_and_ends_with_a_receipt(site: Flask, name: str, language: str) -> None:
    form, guide = FORMS[name], site.extensions["services"].guide
    assert form.policy.door
    end = next(node for node in guide.outcomes.values() if node.door.id == form.policy.door.id)
    assert isinstance(end, Outcome)
    prefix = "/es" if language == "es" else ""
    page = Visitor(site).open(f"{prefix}/forms/door/{end.id}/").page
    assert home(name, language) in [a.attrs.get("href") for a in page.all("a")]
    assert home(name, language) in [a.attrs.get("href") for a in Visitor(site).open(f"{prefix}/forms/").page.all("a")]
    visitor = Visitor(site).open(home(name, language))
    assert visitor.status == 200 and visitor.page.one("h1").text == title(site, form, language)
    assert visitor.get(f"{home(name, language)}paper.pdf").data.startswith(b"%PDF-")
    reference, code = sent(site, name, language)
    looked = Visitor(site).open(home("status", language))
    assert looked.press("show", {"reference": reference, "receipt_code": code}).page.by_id("state").text


@EVERY
def test_a_form_reaches_the_desks_that_work_on_it_and_is_found(desk: Desk, site: Flask, name: str) -> None:
    reference, _ = sent(site, name)
    desk.take_in()
    due = FORMS[name].policy.clock.due_on(desk.office.rules, desk.office.today())
    assert row_of(desk, reference).due_on == (due.last_day if due else NO_DAY)
    for role in sorted(rights.FORMS):
        browser, sees = desk.signed_in(role), role in FORMS[name].policy.desks | {"supervisor", "administrator"}
        assert (reference in browser.get("/inbox/").text) == sees
        assert browser.get(f"/submissions/{reference}/").status_code == (200 if sees else 404)
        assert (reference in REFERENCES.findall(find(browser, name_in(site, FORMS[name])).text)) == sees
    assert title(site, FORMS[name]) in desk.signed_in().get(f"/submissions/{reference}/").text


@EVERY
def test_a_form_is_answered_and_its_sender_reads_so(desk: Desk, site: Flask, name: str) -> None:
    form, browser = FORMS[name], desk.signed_in()
    reference, code = sent(site, name)
    desk.take_in()
    offered = set(re.findall(r'<option value="([a-z-]+)"', _card(browser, reference)))
    assert set(form.policy.letters) <= offered
    for letter in form.policy.letters:
        assert reference in words(write(browser, reference, letter, reason="It must be in writing."))
    _end(browser, reference, form)
    status = Visitor(site).open("/forms/status/").press("show", {"reference": reference, "receipt_code": code}).page
    assert status.by_id("state").text == "Answered"
    with site.test_request_context("/"):
        day = "Friday, November 20, 2026"
        assert (str(form.policy.status.sent) % {"day": day}).split(day)[0] in status.text


@EVERY
def test_a_form_is_keyed_in_from_a_call(desk: Desk, name: str) -> None:
    browser = desk.signed_in()
    path = begin_to_key_in(browser, name)
    assert fill(browser, path, typed(most(FORMS[name])), "check").status_code == 303
    reference = store(browser, path)["reference"]
    desk.take_in()
    assert (row_of(desk, reference).form, row_of(desk, reference).channel) == (name, "phone")
    assert browser.get(f"/submissions/{reference}/").status_code == 200


def _card(browser: Browser, reference: str) -> str:
    page = browser.get(f"/submissions/{reference}/").text
    return page[page.find('name="letter.kind"') :].partition("</select>")[0] if 'name="letter.kind"' in page else ""


def _end(browser: Browser, reference: str, form: Form) -> None:
    if form.policy.elsewhere is None:
        assert answer(browser, reference) == 303
        return
    done = {"outcome": next(iter(form.policy.elsewhere.outcomes)), "done_on": "2026-11-20"}
    assert answer(browser, reference) == 400
    assert browser.post(f"/submissions/{reference}/pin-letter/", **done).status_code == 303
