"""The estimate on paper: the amount and every step of the page, that it is no court form, tags for a screen reader."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from support.calculating import GROSS, IN_BOTH, SHORT, answer, estimate_page
from support.papers import said, squeezed, text_of
from support.pdf_tags import elements
from support.visitor import Typed, Visitor

from forms_app.filling.paper import Papers
from forms_app.forms.calculator import limits
from forms_app.i18n.translation import lazy_gettext
from forms_app.pdf import Compiler

EVERYTHING: dict[str, Typed] = {
    **GROSS,
    "other-pay": {"other_pay": "2000", "other_pay-most": "5000", "other_pay-every": "monthly"},
}


def opened(visitor: Visitor, language: str, given: dict[str, Typed]) -> bytes:
    """The paper as the page links it."""
    answer(visitor, language, given)
    links = [link.attrs["href"] for link in visitor.page.all("a") if link.attrs["href"].endswith(".pdf")]
    assert links == [f"{estimate_page(language)}estimate.pdf"]
    response = visitor.get(links[0])
    assert response.mimetype == "application/pdf" and response.headers["Cache-Control"] == "no-store"
    return bytes(response.data)


@IN_BOTH
def test_it_has_the_amount_each_step_and_the_answers_of_the_page(visitor: Visitor, language: str) -> None:
    text = text_of(opened(visitor, language, SHORT))
    page = visitor.page
    assert squeezed(page.one("h1").text) in text
    steps = [item.text for item in page.all("li") if "4055(" in item.text]
    assert len(steps) >= 6 and all(squeezed(step) in text for step in steps)
    for number in ("$840.00", "$2,000", "$4,000", "20%"):
        assert number in text


@IN_BOTH
def test_it_says_that_it_is_no_court_form_and_which_calculator_counts(
    visitor: Visitor, language: str, app: Flask
) -> None:
    text = text_of(opened(visitor, language, SHORT))
    no_form = lazy_gettext("This is no court form.")
    for sentence in (no_form, limits.NO_ORDER, limits.OFFICIAL.text, *(one.text for one in limits.MAY_CHANGE)):
        assert said(sentence, language) in text
    assert squeezed(app.extensions["services"].agency.links["calculator"].url) in text


@IN_BOTH
def test_a_range_says_so_and_which_tables_and_minimum_wage_were_used(visitor: Visitor, language: str) -> None:
    text = text_of(opened(visitor, language, EVERYTHING))
    assert squeezed(visitor.page.one("h1").text) in text
    assert "$16.90" in text and "2025" in text and "4059(a)" in text


@IN_BOTH
def test_a_screen_reader_finds_headings_lists_and_tables_with_their_heads(visitor: Visitor, language: str) -> None:
    read = PdfReader(BytesIO(opened(visitor, language, EVERYTHING)))
    root: Any = read.root_object
    assert str(root["/Lang"]).lower().startswith(language)
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode().replace(" ", "")
    tags = Counter(str(element["/S"]) for element in elements(root["/StructTreeRoot"]))
    assert tags["/H1"] == 1 and tags["/H2"] >= 7
    assert tags["/Table"] == 3 and tags["/TH"] == 6
    written = b"".join(found.get_data() for page in read.pages if (found := page.get_contents()) is not None)
    assert b"/Lang(en-US)" in written, "the law is cited in English, and said so"
    assert read.metadata is not None and "840" not in str(read.metadata.title)


def test_without_all_answers_it_leads_to_the_next_question_and_without_a_draft_to_the_end(visitor: Visitor) -> None:
    answer(visitor, "en", {name: typed for name, typed in SHORT.items() if name in ("start", "children")})
    response = visitor.get(f"{estimate_page('en')}estimate.pdf")
    assert (response.status_code, response.headers["Location"]) == (303, "/forms/calculator/home/")
    without = Visitor(visitor.app).get(f"{estimate_page('en')}estimate.pdf")
    assert (without.status_code, without.headers["Location"]) == (303, "/forms/expired/")


def test_a_paper_that_cannot_be_set_says_that_nothing_is_lost(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(visitor, "en", SHORT)
    without_template = Papers(Compiler(tmp_path))
    monkeypatch.setitem(visitor.app.extensions, "papers", without_template)
    assert visitor.open(f"{estimate_page('en')}estimate.pdf").status == 503
    assert "Nothing is lost" in visitor.page.text
