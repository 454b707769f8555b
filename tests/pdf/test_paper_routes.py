"""The addresses of papers: alike in both languages, neutral in name, and never in the way of the page before them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from support.answers import CANARY, most
from support.ground import SetClock
from support.journey import FORMS_BY_LANGUAGE, at, send
from support.papers import paper, said, squeezed, text_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import Rules
from forms_app.deadlines import clock as moment
from forms_app.facts.agency import Agency
from forms_app.filling.paper import Papers
from forms_app.forms import HELPER
from forms_app.i18n.translation import lazy_gettext
from forms_app.pdf import Compiler
from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.tables import submissions

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
def test_the_start_page_leads_to_the_form_in_large_print_too(
    visitor: Visitor, compiler: Compiler, agency: Agency, rules: Rules, name: str, language: str
) -> None:
    visitor.open(home(name, language))
    response = visitor.open(link_to(visitor, "paper-large.pdf")).response
    assert response.headers["Content-Disposition"] == 'inline; filename="paper-large.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert text_of(response.data) == text_of(compiler.pdf(paper(name, language, "large", agency, rules)))


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_receipt_leads_to_its_paper(visitor: Visitor, name: str, language: str) -> None:
    reference = send(at(visitor, name, language))
    code = visitor.page.by_id("receipt-code").text
    response = visitor.open(link_to(visitor, "receipt.pdf?save")).response
    assert response.headers["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    text = text_of(response.data)
    assert reference in text and squeezed(code) in text
    assert str(PdfReader(BytesIO(response.data)).root_object["/Lang"]).startswith(language)
    status_page = f"http://127.0.0.1:8000{'/es' if language == 'es' else ''}/forms/status/"
    assert status_page in text
    named = [q.name for page in FORMS[name].pages for q in page.of() if q.macro in ("line", "story")]
    given = [str(most(FORMS[name]).values[field]) for field in named if field in most(FORMS[name]).values]
    assert all(squeezed(answer) in text for answer in given)


def filled(name: str, language: str) -> str:
    return f"{home(name, language)}filled.pdf"


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_the_check_leads_to_the_same_answers_on_paper_to_sign_and_says_where_they_go(
    visitor: Visitor, compiler: Compiler, agency: Agency, rules: Rules, name: str, language: str
) -> None:
    check = at(visitor, name, language).page
    assert link_to(visitor, "filled.pdf") == filled(name, language)
    way = FORMS[name].policy.ways
    where = [agency.phones[way.phone].number, *(agency.addresses[way.address].lines if way.address else ())]
    assert all(line in check.text for line in where)
    response = visitor.open(filled(name, language)).response
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert response.headers["Content-Disposition"] == 'inline; filename="filled.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    draft = visitor.app.extensions["services"].drafts.load(visitor.token, name, moment.utc_now())
    assert text_of(response.data) == text_of(compiler.pdf(paper(name, language, "filled", agency, rules, draft.values)))


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_neither_address_nor_title_of_the_filled_paper_says_anything_of_the_person(
    visitor: Visitor, name: str, language: str
) -> None:
    at(visitor, name, language)
    response = visitor.open(filled(name, language)).response
    title = PdfReader(BytesIO(response.data)).metadata.title  # type: ignore[union-attr]
    assert title == {"en": "Form on paper, Customer Connect", "es": "Formulario en papel, Customer Connect"}[language]
    assert CANARY not in str(response.headers) and "Set-Cookie" not in response.headers


@pytest.mark.parametrize("language", ["en", "es"])
def test_printing_sends_nothing_and_keeps_the_draft_no_longer(
    visitor: Visitor, database: Database, clock: SetClock, language: str
) -> None:
    at(visitor, "complaint", language)
    clock.forward(minutes=29)
    assert visitor.get(filled("complaint", language)).status_code == 200
    with database.read() as connection:
        assert not connection.execute(select(submissions)).all()
    clock.forward(minutes=2)
    assert visitor.open(filled("complaint", language)).path == home("expired", language)


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_only_a_complete_form_is_printed_and_only_for_its_own_browser(
    visitor: Visitor, name: str, language: str
) -> None:
    last = most(FORMS[name]).asked[-1]
    at(visitor, name, language, last)
    assert visitor.open(filled(name, language)).path == f"{home(name, language)}{last}/"
    assert Visitor(visitor.app).open(filled(name, language)).path == home("expired", language)
    send(visitor.open(f"{home(name, language)}{last}/").press("next", most(FORMS[name]).of(last)))
    assert visitor.open(filled(name, language)).path == home("receipt", language)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_that_a_helper_filled_in_says_so(
    compiler: Compiler, agency: Agency, rules: Rules, language: str
) -> None:
    given = {**most(FORMS["complaint"]).values, HELPER: True}
    for kind in ("filled", "receipt"):
        text = text_of(compiler.pdf(paper("complaint", language, kind, agency, rules, given)))
        assert said(lazy_gettext("A helper, for the person named here"), language) in text


def test_a_form_that_does_not_exist_has_no_paper(visitor: Visitor) -> None:
    assert visitor.open("/forms/no-such-form/filled.pdf").status == 404
    assert visitor.open("/forms/no-such-form/paper.pdf").status == 404
    assert visitor.open("/es/forms/no-such-form/paper.pdf").status == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_a_receipt_there_is_no_paper_of_it(visitor: Visitor, language: str) -> None:
    visitor.open(f"{RECEIPT[language]}receipt.pdf")
    assert visitor.path.endswith("/forms/expired/") and visitor.path.startswith(RECEIPT[language][:3])


def test_the_paper_of_a_receipt_goes_with_the_receipt(visitor: Visitor, clock: Any) -> None:
    send(at(visitor, "pin-request", "en"))
    assert not [one for one in visitor.page.all("a") if "download" in one.attrs], "it saved this page as receipt.pdf"
    clock.forward(minutes=31)
    expired = visitor.open("/forms/receipt/receipt.pdf?save")
    assert expired.path == "/forms/expired/" and "Content-Disposition" not in expired.response.headers


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_that_cannot_be_made_leaves_draft_and_receipt_as_they_are(
    new_app: Callable[[Settings], Flask], settings: Settings, tmp_path: Path, language: str
) -> None:
    app = new_app(settings)
    (tmp_path / "frame.typ").write_text("#panic(sys.inputs.data)")
    app.extensions["papers"] = Papers(Compiler(tmp_path))
    visitor = at(Visitor(app), "complaint", language)
    assert visitor.open(filled("complaint", language)).status == 503
    reference = send(visitor.open(f"{home('complaint', language)}check/"))
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
