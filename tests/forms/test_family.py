"""Whose parents are whose: one or several, with their children, in on the web and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from support.answers import most
from support.journey import at, fill_in, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock
from forms_app.pdf.paper_forms import paper_form
from forms_app.public.services import services
from forms_app.storage.drafts import Drafts

NAME = "enrollment"
FORM = FORMS[NAME]
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
TWO = {
    "parents-1-full_name": "Luis Peña",
    "parents-1-employer": "A warehouse in Compton",
    "parents-1-children": "Ana",
    "parents-2-full_name": "María Vega",
    "parents-2-children": "Beto, Caro",
}
STORED = [
    {"full_name": "Luis Peña", "employer": "A warehouse in Compton", "children": "Ana"},
    {"full_name": "María Vega", "children": "Beto, Caro"},
]
READ = {
    "en": ["Luis Peña · Employer: A warehouse in Compton · Children of this parent: Ana"],
    "es": ["María Vega · Hijos de este padre o de esta madre: Beto, Caro"],
}
BEGUN_BEFORE = {
    "other_name": "Jon Doe",
    "other_born_on-year": "1985",
    "other_born_on-age": "about 40",
    "other_address-city": "Fresno",
    "other_address-none": "yes",
    "other_phone": "213 555 0199 #4",
}


def _values(visitor: Visitor) -> dict[str, Any]:
    drafts: Drafts = visitor.app.extensions["services"].drafts
    draft = drafts.load(visitor.token, NAME, clock.utc_now())
    assert draft is not None
    return draft.values


@LANGUAGES
@pytest.mark.parametrize("role", ["guardian", "parent"])
def test_each_parent_is_named_with_the_children_and_read_so(visitor: Visitor, role: str, language: str) -> None:
    at(visitor, NAME, language, "who").press("next", {"role": role, "full_name": "Rosa Vega"})
    pairs = [("token", visitor.hidden("token")), ("version", "0"), *TWO.items(), ("go", "next")]
    assert visitor.sent(f"{home(NAME, language)}parents/", pairs).status_code == 303
    assert _values(visitor)["parents"] == STORED
    page = visitor.open(f"{home(NAME, language)}parents/").press("add").page
    assert page.by_id("parents-3").tag == "fieldset"


@LANGUAGES
def test_before_sending_and_on_the_receipt_it_says_whose_children_they_are(visitor: Visitor, language: str) -> None:
    at(visitor, NAME, language, "parents").press("add").press("next", TWO)
    fill_in(visitor, most(FORM))
    for _ in range(2):
        said = [element.text for element in visitor.page.all("bdi")]
        assert all(words in said for words in READ[language]), said
        if visitor.path.endswith("/check/"):
            assert send(visitor)


def test_nothing_about_the_parents_or_the_family_must_be_answered(visitor: Visitor) -> None:
    at(visitor, NAME, "en", "parents").press("next", {name: [] for name in visitor.shown})
    assert visitor.path.endswith("/family/"), visitor.page.mistakes
    visitor.press("next", {})
    assert visitor.path.endswith("/order/"), visitor.page.mistakes


def test_the_page_of_before_is_asked_of_nobody(visitor: Visitor) -> None:
    at(visitor, NAME, "en")
    assert visitor.open(f"{home(NAME, 'en')}other-parent/").path.endswith("/check/")
    assert "other-parent" not in {page.slug for page in FORM.pages}


@LANGUAGES
def test_a_form_that_was_begun_before_goes_on_with_what_was_typed(visitor: Visitor, language: str) -> None:
    at(visitor, NAME, language, "parents")
    pairs = [("token", visitor.hidden("token")), ("version", "0"), *BEGUN_BEFORE.items(), ("go", "next")]
    assert visitor.sent(f"{home(NAME, language)}other-parent/", pairs).status_code == 303
    visitor.open(f"{home(NAME, language)}parents/").press("next")
    assert visitor.path.endswith("/family/"), visitor.page.mistakes
    (parent,) = _values(visitor)["parents"]
    assert parent["full_name"] == "Jon Doe" and parent["address"] == {"city": "Fresno", "none": True}
    assert parent["born_on"]["year"] == 1985 and parent["born_on"]["age"] == "about 40"
    assert parent["phone"] == {"number": "(213) 555-0199", "extension": "4"}
    fill_in(visitor, most(FORM))
    assert [row.text for row in visitor.page.all("bdi")].count("Jon Doe") == 0, "he stands in his entry, and once"


@LANGUAGES
@pytest.mark.parametrize("answer", ["yes", "no", "unsaid", ""])
def test_whoever_gets_calworks_reads_that_the_county_sends_the_case(
    visitor: Visitor, answer: str, language: str
) -> None:
    at(visitor, NAME, language, "cash-aid").press("next", {"receives_calworks": answer or []})
    fill_in(visitor, most(FORM))
    there = "/es/cash-aid/" if language == "es" else "/cash-aid/"
    assert (there in [link.attrs["href"] for link in visitor.page.all("a")]) == (answer == "yes")


@LANGUAGES
def test_the_paper_form_asks_it_too_and_nothing_of_before(visitor: Visitor, language: str) -> None:
    with visitor.app.test_request_context("/"):
        parts = services()
        paper = paper_form(FORM, language, parts.agency, parts.rules)
    words = str(paper.blocks)
    wanted = {
        "en": ["Children of this parent", "Who do the children live with?", "get CalWORKs now?", "court case number?"],
        "es": ["Hijos de este padre", "¿Con quién viven los niños?", "reciben CalWORKs ahora?", "el caso en la corte?"],
    }
    gone = {"en": "Name of the other parent", "es": "Nombre del otro padre"}
    assert all(said in words for said in wanted[language]) and gone[language] not in words
