"""What looks like a Social Security number: a stop, once, where a number is asked for; a warning, once, in text."""

from __future__ import annotations

import io
import itertools
import re

import pytest
from flask import Flask
from pypdf import PdfReader
from support.answers import most
from support.journey import at, send
from support.public_forms import FORMS
from support.saved_drafts import picked_up
from support.visitor import Visitor, home

NUMBER, SHOWN = "123-45 6789", "***-**-6789"
LOOKS = {"en": "This looks like a Social Security number", "es": "Esto parece un número de Seguro Social"}
BOTH = pytest.mark.parametrize("language", ["en", "es"])
NUMBERS = [
    ("complaint", "case", "case_number"),
    ("inquiry", "case", "case_number"),
    ("pin-request", "account", "participant_id"),
    ("state-hearing", "complaint", "complaint_reference"),
]
TEXTS = [
    ("complaint", "you", "full_name"),
    ("complaint", "problem", "what_happened"),
    ("complaint", "mail", "address-line1"),
    ("state-hearing", "issue", "description"),
    ("enrollment", "children", "children-1-last_name"),
    ("enrollment", "parents", "parents-1-born_on-age"),
    ("inquiry", "question", "message"),
]


def typing(visitor: Visitor, form: str, page: str, field: str, text: str) -> Visitor:
    """Continue, with this in one input."""
    none: dict[str, list[str]] = {name: [] for name in (f"{field}-none",) if name in most(FORMS[form]).of(page)}
    return visitor.press("next", {**most(FORMS[form]).of(page), **none, field: text})


@BOTH
@pytest.mark.parametrize(("form", "page", "field"), NUMBERS)
def test_where_a_number_is_asked_for_she_is_stopped_once(
    visitor: Visitor, form: str, page: str, field: str, language: str
) -> None:
    here = f"{home(form, language)}{page}/"
    typing(at(visitor, form, language, page), form, page, field, NUMBER)
    assert visitor.status == 422 and visitor.path == here and LOOKS[language] in visitor.page.mistakes[field]
    assert SHOWN in visitor.page.mistakes[field] and visitor.shown[field] == [NUMBER]
    assert visitor.press("next").path != here


@BOTH
@pytest.mark.parametrize(("form", "page", "field"), NUMBERS)
@pytest.mark.parametrize("typed", ["Rosa Quintana", "No sé", "n/a", "?", "马丽"])
def test_words_do_not_pass_for_a_number_without_a_question(
    visitor: Visitor, form: str, page: str, field: str, typed: str, language: str
) -> None:
    here = f"{home(form, language)}{page}/"
    typing(at(visitor, form, language, page), form, page, field, typed)
    if field == "complaint_reference":  # a reference may be letters alone
        assert visitor.path != here
        return
    assert visitor.status == 422 and visitor.path == here and f"“{typed}”" in visitor.page.mistakes[field]
    assert visitor.press("next").path != here


@BOTH
@pytest.mark.parametrize(("form", "page", "field"), TEXTS)
def test_in_her_own_words_she_is_warned_once_and_goes_on(
    visitor: Visitor, form: str, page: str, field: str, language: str
) -> None:
    here = f"{home(form, language)}{page}/"
    typing(at(visitor, form, language, page), form, page, field, f"Luz {NUMBER}")
    assert visitor.hops == [f"{here}?again"] and visitor.status == 200
    warned = visitor.page.by_id("error-summary")
    assert LOOKS[language] in warned.text and SHOWN in warned.text and NUMBER not in warned.text
    assert visitor.page.one("title").text.startswith(("Error", "Fe de")) is False
    assert re.search(rf"\w[:?] {LOOKS[language]}", warned.text), "it names its question"
    (link,) = [a for a in visitor.page.all("a") if warned in a.around]
    assert link.attrs["href"] == f"#{field}"
    assert visitor.press("next").path != here


@BOTH
def test_the_warning_names_the_child_in_whose_entry_it_stands(visitor: Visitor, language: str) -> None:
    at(visitor, "enrollment", language, "children").press("add", {"children-1-first_name": "Sol"})
    visitor.press("next", {"children-2-first_name": f"Luz {NUMBER}"})
    assert {"en": "Child 2, ", "es": "Hijo o hija 2, "}[language] in visitor.page.by_id("error-summary").text


def test_back_and_again_nothing_is_asked_for_the_same_value_and_everything_for_another(visitor: Visitor) -> None:
    where = ("complaint", "case", "case_number")
    typing(at(visitor, "complaint", "en", "case"), *where, NUMBER)
    visitor.press("back").press("next")
    assert visitor.path.endswith("/case/") and visitor.shown["case_number"] == [NUMBER]
    assert not visitor.page.mistakes
    typing(visitor, *where, "123 45 6789")  # the same, spelled otherwise
    assert visitor.hops and not visitor.path.endswith("/case/")
    typing(visitor.open("/forms/complaint/case/"), *where, "987-65-4321")
    assert visitor.status == 422


def test_saving_by_itself_or_going_elsewhere_is_no_asking(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "case")
    visitor.press("es", {"case_number": NUMBER})
    assert visitor.path == "/es/forms/complaint/case/" and not visitor.page.mistakes
    assert typing(visitor, "complaint", "case", "case_number", NUMBER).status == 422


def test_another_device_does_not_ask_again(app: Flask) -> None:
    first = at(Visitor(app), "complaint", "en", "problem")
    typing(first, "complaint", "problem", "what_happened", f"My SSN: {NUMBER}")
    other = picked_up(Visitor(app), first.press("later").page.by_id("pick-up-code").text)
    assert other.open("/forms/complaint/problem/").press("next").path != "/forms/complaint/problem/"


@BOTH
def test_check_receipt_and_paper_show_its_last_digits_only(visitor: Visitor, language: str) -> None:
    typing(at(visitor, "complaint", language, "problem"), "complaint", "problem", "what_happened", f"My SSN: {NUMBER}")
    visitor.press("next")
    later = most(FORMS["complaint"]).asked
    for slug in itertools.dropwhile(lambda one: one != "problem", later):
        if slug != "problem":
            visitor.press("next", most(FORMS["complaint"]).of(slug))
    for _page in range(2):
        read = {element.text for element in visitor.page.all("bdi")}
        assert f"My SSN: {SHOWN}" in read
        is_check = visitor.path.endswith("/check/")
        paper = f"{home('complaint', language)}filled.pdf" if is_check else f"{visitor.path}receipt.pdf"
        printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(visitor.get(paper).data)).pages)
        assert SHOWN in printed and NUMBER not in printed
        if is_check:
            send(visitor)


@pytest.mark.parametrize("typed", ["2000000123456", "1234567890", "BY 1 234 567", "FL-2018-000123", "7KQ2-M4XD"])
def test_a_number_that_is_what_was_asked_for_is_taken_at_once(visitor: Visitor, typed: str) -> None:
    typing(at(visitor, "complaint", "en", "case"), "complaint", "case", "case_number", typed)
    assert visitor.hops and not visitor.path.endswith("/case/")


@pytest.mark.parametrize(
    ("form", "page", "field"), [("pin-request", "account", "zip_on_file"), ("enrollment", "place", "zip_code")]
)
@pytest.mark.parametrize("typed", ["123-45-6789", "123 45 6789", "123 45-6789", "123456789"])
def test_it_does_not_pass_for_a_zip_code(visitor: Visitor, form: str, page: str, field: str, typed: str) -> None:
    typing(at(visitor, form, "en", page), form, page, field, typed)
    assert visitor.status == 422 and field in visitor.page.mistakes


@pytest.mark.parametrize(("typed", "is_asked"), [("10001-2345", False), ("900121234", False), ("123456789", True)])
def test_a_zip_code_with_its_four_digits_is_one(visitor: Visitor, typed: str, is_asked: bool) -> None:
    typing(at(visitor, "pin-request", "en", "account"), "pin-request", "account", "zip_on_file", typed)
    assert (visitor.status == 422) == is_asked
    if is_asked:
        assert LOOKS["en"] in visitor.page.mistakes["zip_on_file"]
        visitor.press("next")
    assert visitor.hops and not visitor.path.endswith("/account/")
