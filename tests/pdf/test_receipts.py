"""The receipt's paper: what was sent, when it counts as received, by when an answer, and where to ask."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import segno
from support.papers import BY_LANGUAGE, CODE, REFERENCE, SENT_AT, STATUS_PAGE, paper, said, squeezed, text_of
from support.public_forms import FORMS

from forms_app import deadlines
from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.i18n.translation import lazy_gettext
from forms_app.pdf import Compiler, Document, Sent, receipt
from forms_app.pdf.receipts import qr

ON = deadlines.local_date(SENT_AT)


def codes_of(document: Document) -> dict[str, Any]:
    return next(block for block in document.blocks if block["kind"] == "codes")


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_it_has_both_codes_the_moment_and_the_address_of_the_status_page(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, "receipt", agency, rules)))
    assert REFERENCE in text and CODE in text and STATUS_PAGE in text
    assert squeezed(deadlines.words(ON, language)) in text and "10:00" in text


def test_the_picture_holds_the_address_of_the_status_page_alone(agency: Agency, rules: Rules) -> None:
    drawn = codes_of(paper("complaint", "es", "receipt", agency, rules))["status"]["qr"]
    expected = io.BytesIO()
    segno.make(STATUS_PAGE, error="q", micro=False).save(expected, kind="svg", border=0, xmldecl=False)
    assert drawn == expected.getvalue().decode() != qr(f"{STATUS_PAGE}?{REFERENCE}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_complaints_days_are_those_of_the_clock(
    language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper("complaint", language, "receipt", agency, rules)))
    window = deadlines.hearing_window(rules, ON)
    for day in (ON, window.agency_due.last_day, ON + timedelta(days=31), window.last.last_day):
        assert squeezed(deadlines.words(day, language)) in text
    assert squeezed(window.reason(language)) in text
    assert all(squeezed(point.text[language]) in text for point in window.unsettled)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("enrollment", "enrollment_open"), ("state-hearing", "hearing_set"), ("inquiry", "inquiry_answer")],
)
def test_the_other_forms_say_by_when_the_agency_acts(name: str, rule: str, rules: Rules) -> None:
    promised = FORMS[name].policy.promise(rules, ON, "en")
    due = deadlines.count(rules, rule, ON)
    assert (deadlines.words(due.last_day, "en"), due.label("en")) in promised.days
    assert due.reason("en") in promised.reasons


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_a_demonstration_says_that_nothing_was_filed_and_an_agency_does_not(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    not_filed = said(FORMS[name].policy.promise(rules, ON, language).not_filed, language)
    received = said(lazy_gettext("We have received it"), language)
    demonstration = text_of(compiler.pdf(paper(name, language, "receipt", agency, rules)))
    assert not_filed in demonstration and received not in demonstration
    official = text_of(compiler.pdf(paper(name, language, "receipt", replace(agency, official=True), rules)))
    assert not_filed not in official and received in official


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_it_says_what_to_do_if_nothing_comes(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, "receipt", agency, rules)))
    assert said(lazy_gettext("If nothing comes"), language) in text
    assert agency.phones["customer_connect"].number in text
    assert squeezed(agency.name[language]) in text


def test_without_a_code_there_is_no_status_page(compiler: Compiler, agency: Agency, rules: Rules) -> None:
    sent = Sent(FORMS["complaint"], REFERENCE, None, SENT_AT, {})
    text = text_of(compiler.pdf(receipt(sent, "en", agency, rules, STATUS_PAGE)))
    assert REFERENCE in text and STATUS_PAGE not in text and "receiptcode" not in text
