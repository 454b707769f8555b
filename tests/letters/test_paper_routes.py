"""The addresses of papers: alike in both languages, neutral in name, and never in the way of the page before them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from answers import most
from flask import Flask
from flask_babel import lazy_gettext
from journey import FORMS_BY_LANGUAGE, at, send
from papers import said, squeezed, text_of
from pypdf import PdfReader
from visitor import Visitor, home

from forms_app.forms import FORMS
from forms_app.letters import Compiler
from forms_app.public.paper import Papers
from forms_app.settings import Settings

RECEIPT = {"en": "/forms/receipt/", "es": "/es/forms/receipt/"}


def link_to(visitor: Visitor, ending: str) -> str:
    (link,) = [each.attrs["href"] for each in visitor.page.all("a") if each.attrs.get("href", "").endswith(ending)]
    return link


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_start_page_leads_to_the_form_on_paper(visitor: Visitor, name: str, language: str) -> None:
    visitor.open(home(name, language))
    response = visitor.open(link_to(visitor, "paper.pdf")).response
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert response.headers["Content-Disposition"] == 'inline; filename="paper.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert said(FORMS[name].title, language) in text_of(response.data)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_receipt_leads_to_its_paper(visitor: Visitor, name: str, language: str) -> None:
    reference = send(at(visitor, name, language))
    code = visitor.page.by_id("receipt-code").text
    response = visitor.open(link_to(visitor, "receipt.pdf")).response
    assert response.headers["Content-Disposition"] == 'inline; filename="receipt.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    text = text_of(response.data)
    assert reference in text and squeezed(code) in text
    assert str(PdfReader(BytesIO(response.data)).root_object["/Lang"]).startswith(language)
    status_page = f"http://127.0.0.1:8000{'/es' if language == 'es' else ''}/forms/status/"
    assert status_page in text
    named = [q.name for page in FORMS[name].pages for q in page.of() if q.macro in ("line", "story")]
    given = [str(most(FORMS[name]).values[field]) for field in named if field in most(FORMS[name]).values]
    assert all(squeezed(answer) in text for answer in given)


def test_a_form_that_does_not_exist_has_no_paper(visitor: Visitor) -> None:
    assert visitor.open("/forms/no-such-form/paper.pdf").status == 404
    assert visitor.open("/es/forms/no-such-form/paper.pdf").status == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_a_receipt_there_is_no_paper_of_it(visitor: Visitor, language: str) -> None:
    visitor.open(f"{RECEIPT[language]}receipt.pdf")
    assert visitor.path.endswith("/forms/expired/") and visitor.path.startswith(RECEIPT[language][:3])


def test_the_paper_of_a_receipt_goes_with_the_receipt(visitor: Visitor, clock: Any) -> None:
    send(at(visitor, "pin-request", "en"))
    clock.forward(minutes=31)
    assert visitor.open("/forms/receipt/receipt.pdf").path == "/forms/expired/"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_that_cannot_be_made_leaves_the_receipt_as_it_is(
    new_app: Callable[[Settings], Flask], settings: Settings, tmp_path: Path, language: str
) -> None:
    app = new_app(settings)
    (tmp_path / "frame.typ").write_text("#panic(sys.inputs.data)")
    app.extensions["papers"] = Papers(Compiler(tmp_path))
    visitor = Visitor(app)
    reference = send(at(visitor, "complaint", language))
    failed = visitor.open(f"{RECEIPT[language]}receipt.pdf")
    assert failed.status == 503 and failed.response.headers["Retry-After"] == "60"
    heading = said(lazy_gettext("This paper cannot be made just now"), language)
    assert heading in squeezed(failed.response.text) and reference not in failed.response.text
    assert visitor.open(RECEIPT[language]).page.by_id("reference").text == reference
    assert visitor.open(f"{home('complaint', language)}paper.pdf").status == 503


def test_a_blank_form_is_set_once_and_kept(visitor: Visitor) -> None:
    first = visitor.open("/forms/complaint/paper.pdf").response.data
    assert visitor.open("/forms/complaint/paper.pdf").response.data == first
    assert visitor.open("/es/forms/complaint/paper.pdf").response.data != first
