"""While no agency runs the site, each page of each form says that it is practice; once one does, none does.

Both settings are walked from the start of a form to its receipt and its status page, in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from support.answers import most
from support.critic import Page
from support.journey import FORMS_BY_LANGUAGE, begin, send, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines.clock import utc_now
from forms_app.filling.page_cache import PageCache
from forms_app.i18n.translation import force_locale, gettext
from forms_app.pdf import Sent, receipt
from forms_app.public.services import services
from forms_app.settings import ROOT

PRACTICE = re.compile(r"\b(?:practice|practicing|demonstration|practicar|práctica|demostración)\b", re.I)
AGENCYS_OWN = {
    "check": "When you press Send, your answers are sealed so that only the agency's staff can read them.",
    "receipt": "With both you can see later how far the agency is.",
    "status": "See how far the agency is with what you sent, and which days count for you.",
    "standing": "To ask about it or to add something, call %(number)s.",
}
WALKS = pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
Seen = dict[str, Page]


@pytest.fixture
def official(app: Flask) -> Iterator[Visitor]:
    """A visitor of the site that the agency itself runs."""
    parts = app.extensions["services"]
    facts = replace(parts.agency, official=True)
    app.extensions["services"] = replace(parts, agency=facts, page_cache=PageCache())
    yield Visitor(app)
    app.extensions["services"] = parts


def walked(visitor: Visitor, name: str, language: str) -> Seen:
    """Every page from the start of a form to where it stands, by what it is."""
    prefix = "/es" if language == "es" else ""
    seen = {"start": visitor.open(home(name, language)).page}
    begin(visitor, name, language)
    filled = most(FORMS[name])
    while (slug := slug_of(visitor)) != "check":
        seen[slug] = visitor.page
        visitor.press("next", filled.of(slug))
    seen["check"] = visitor.page
    reference = send(visitor)
    seen["receipt"] = visitor.page
    numbers = {"reference": reference, "receipt_code": visitor.page.by_id("receipt-code").text}
    seen["status"] = visitor.open(f"{prefix}/forms/status/").page
    seen["standing"] = visitor.press("show", numbers).page
    return seen


def words(page: Page) -> str:
    return page.one("main").text


@WALKS
def test_each_page_says_that_it_is_practice_and_promises_nothing(visitor: Visitor, name: str, language: str) -> None:
    seen = walked(visitor, name, language)
    assert promised(visitor, seen, language) == set()
    assert [what for what, page in seen.items() if not PRACTICE.search(words(page))] == []
    assert len(seen) >= len(most(FORMS[name]).asked) + 4


@WALKS
def test_the_agencys_own_site_calls_nothing_practice_and_promises(official: Visitor, name: str, language: str) -> None:
    seen = walked(official, name, language)
    assert [what for what, page in seen.items() if PRACTICE.search(words(page))] == []
    assert promised(official, seen, language) == AGENCYS_OWN.keys()


def promised(visitor: Visitor, seen: Seen, language: str) -> set[str]:
    with visitor.app.test_request_context("/"), force_locale(language):
        return {what for what, said in AGENCYS_OWN.items() if gettext(said).partition("%(")[0] in words(seen[what])}


@WALKS
def test_the_telephone_stands_before_the_button(visitor: Visitor, name: str, language: str) -> None:
    for page in (visitor.open(home(name, language)).page, _checked(visitor, name, language)):
        main = page.one("main")
        inside = [element for element in page.elements if main in element.around]
        calls = [place for place, e in enumerate(inside) if e.attrs.get("href", "").startswith("tel:")]
        pressed = [place for place, e in enumerate(inside) if e.tag == "button" and e.attrs.get("class") == "button"]
        assert min(calls) < min(pressed)


def _checked(visitor: Visitor, name: str, language: str) -> Page:
    begin(visitor, name, language)
    while (slug := slug_of(visitor)) != "check":
        visitor.press("next", most(FORMS[name]).of(slug))
    return visitor.page


@pytest.mark.parametrize("language", ["en", "es"])
def test_who_asks_for_a_pin_learns_first_where_the_real_one_is(visitor: Visitor, language: str) -> None:
    page = visitor.open(home("pin-request", language)).page
    with visitor.app.app_context():
        real = services().agency.links["customer_connect"].url
    links = [link.attrs.get("href", "") for link in page.all("a") if link.inside("main")]
    assert real in links and links.index(real) < 3
    no_number = {"en": "Type no real number here.", "es": "No escriba aquí ningún número verdadero."}[language]
    assert no_number in words(page)
    make_it_up = {"en": "make something up", "es": "invente los datos"}[language]
    assert make_it_up in words(begin(visitor, "pin-request", language).page)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_fails_sends_nobody_to_a_line_that_does_not_know_it(visitor: Visitor, language: str) -> None:
    prefix = "/es" if language == "es" else ""
    page = visitor.open(f"{prefix}/forms/nowhere/").page
    mend = {"en": "nobody at the agency can mend it", "es": "nadie en la agencia puede arreglarla"}[language]
    assert mend in words(page)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_agency_takes_the_failures_of_its_own_site(official: Visitor, language: str) -> None:
    prefix = "/es" if language == "es" else ""
    page = official.open(f"{prefix}/forms/nowhere/").page
    assert {"en": "If it keeps happening, call", "es": "Si sigue pasando, llame al"}[language] in words(page)


def test_one_place_alone_says_whom_to_call_when_it_goes_on() -> None:
    templates = ROOT / "forms_app/templates"
    saying = [file.name for file in templates.rglob("*.html") if "keeps happening" in file.read_text("utf-8")]
    assert saying == ["persists.html"]


@WALKS
def test_a_practice_receipt_says_that_her_own_time_runs_on(visitor: Visitor, name: str, language: str) -> None:
    seen = walked(visitor, name, language)
    with visitor.app.test_request_context("/"), force_locale(language):
        runs_on = gettext("Practicing does not stop your time.")
        due = FORMS[name].due(FORMS[name].relevant(most(FORMS[name]).values), services().rules)
    assert (due is not None) == (name in ("complaint", "state-hearing"))
    assert (runs_on in words(seen["receipt"])) == (due is not None)
    assert due is None or due.said_with_label(language) in words(seen["receipt"])


def test_the_agencys_own_receipt_speaks_of_no_practice(official: Visitor) -> None:
    assert "Practicing" not in words(walked(official, "state-hearing", "en")["receipt"])


@WALKS
def test_the_receipt_on_paper_says_the_same(visitor: Visitor, name: str, language: str) -> None:
    with visitor.app.test_request_context("/"):
        parts = services()
        sent = Sent(FORMS[name], "7KQ2-M4XD", None, utc_now(), FORMS[name].relevant(most(FORMS[name]).values))
        printed = {
            official: _text(
                receipt(sent, language, replace(parts.agency, official=official), parts.rules, "http://x/").blocks
            )
            for official in (False, True)
        }
    nobody = {"en": "nobody at the agency knows", "es": "nadie en la agencia conoce"}[language]
    assert PRACTICE.search(printed[False]) and nobody in printed[False]
    assert not PRACTICE.search(printed[True]) and nobody not in printed[True]
    runs_on = {"en": "Practicing does not stop your time.", "es": "Practicar no detiene su plazo."}[language]
    assert (runs_on in printed[False]) == (name in ("complaint", "state-hearing"))


def _text(blocks: list[dict[str, object]]) -> str:
    return " ".join(str(block) for block in blocks if block["kind"] != "answers")
