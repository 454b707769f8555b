"""A request for a hearing without a complaint, without a date, or about what belongs elsewhere: told, never blocked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.answers import most
from support.journey import at, fill_in, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import Rules
from forms_app.forms.notes import hearing_notes
from forms_app.public.services import services

NAME = "state-hearing"
FORM = FORMS[NAME]
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
TODAY = date(2026, 11, 20)
NINETY = {"en": "90 days after you filed", "es": "90 días después de presentar"}


@LANGUAGES
@pytest.mark.parametrize("said", ["no", "unsure"])
def test_whoever_has_not_complained_is_told_what_comes_first_and_goes_on(
    visitor: Visitor, said: str, language: str
) -> None:
    at(visitor, NAME, language, "complaint").press("next", {"has_complained": said})
    assert visitor.path == f"{home(NAME, language)}complaint-first/", visitor.page.mistakes
    main = visitor.page.one("main")
    links = [link.attrs["href"] for link in visitor.page.all("a") if main in link.around]
    assert home("complaint", language) in links and "tel:+18669013212" in links
    visitor.press("next")
    fill_in(visitor, most(FORM))
    links = [link.attrs["href"] for link in visitor.page.all("a")]
    assert home("complaint", language) in links and NINETY[language] in visitor.page.one("main").text
    changes = [link.attrs["href"] for link in visitor.page.of_class("change")]
    assert f"{home(NAME, language)}complaint/" in changes, "and none to the page that asks nothing"
    assert f"{home(NAME, language)}complaint-first/" not in changes
    assert send(visitor)


@LANGUAGES
def test_whoever_does_not_know_the_day_goes_on_and_reads_the_rule(visitor: Visitor, language: str) -> None:
    typed = {"has_complained": "undated", "was_answered": "yes"}
    at(visitor, NAME, language, "complaint").press("next", typed)
    assert visitor.path == f"{home(NAME, language)}answer/", visitor.page.mistakes
    visitor.press("next", {})
    fill_in(visitor, most(FORM))
    assert NINETY[language] in visitor.page.one("main").text
    assert send(visitor)


def test_whoever_has_complained_is_asked_for_the_day_and_for_the_answer(visitor: Visitor) -> None:
    at(visitor, NAME, "en", "complaint").press("next", {"has_complained": []})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["has_complained"], "the rest may not concern her"
    visitor.press("next", {"has_complained": "yes"})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["filed_on-month", "was_answered"]
    visitor.press("next", {"has_complained": "undated"})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["was_answered"]


@LANGUAGES
def test_what_belongs_elsewhere_is_shown_before_sending_to_whoever_chose_something_else(
    visitor: Visitor, language: str
) -> None:
    at(visitor, NAME, language)
    visitor.open(f"{home(NAME, language)}issue/")
    with visitor.app.test_request_context(visitor.path):
        about = [str(said) for said in FORM.by_slug["issue"].aside]
    assert all(said in visitor.page.one("details").text for said in about)
    visitor.press("next", {"issues": ["case"], "description": "x"})
    assert not any(said in visitor.page.one("main").text for said in about)
    visitor.open(f"{home(NAME, language)}issue/").press("next", {"issues": ["other"], "description": "x"})
    assert visitor.path == f"{home(NAME, language)}check/"
    assert all(said in visitor.page.one("main").text for said in about)
    calls = {link.attrs["href"] for link in visitor.page.all("a") if link.attrs["href"].startswith("tel:")}
    assert {"tel:+13238695099", "tel:+18669013212"} <= calls


@pytest.mark.parametrize(
    ("answers", "dates"),
    [
        ({}, []),
        ({"has_complained": "no"}, []),
        ({"has_complained": "undated", "was_answered": "yes"}, []),
        ({"has_complained": "undated", "was_answered": "yes", "answered_on": "2026-11-02"}, ["January 31, 2027"]),
        ({"has_complained": "yes", "filed_on": "2026-11-02", "was_answered": "yes"}, ["January 31, 2027"]),
        ({"filed_on": "2026-11-02", "was_answered": "no"}, ["January 31, 2027", "December 3, 2026"]),
    ],
)
def test_whatever_is_missing_the_ninety_days_are_said(
    visitor: Visitor, answers: dict[str, Any], dates: list[str]
) -> None:
    with visitor.app.test_request_context("/"):
        rules: Rules = services().rules
        said = " ".join(str(note) for note in hearing_notes(answers, rules, TODAY, "en"))
    assert "90 days" in said and all(day in said for day in dates), said


def test_a_late_answer_without_the_day_of_filing_is_said_to_be_late_and_sent_all_the_same(visitor: Visitor) -> None:
    answers = {"has_complained": "undated", "was_answered": "yes", "answered_on": "2026-01-05"}
    with visitor.app.test_request_context("/"):
        rules = services().rules
        said = [str(note) for note in hearing_notes(answers, rules, TODAY, "es")]
    assert rules.sentences["late_is_not_blocked"]["es"] in said


@LANGUAGES
@pytest.mark.parametrize("wish", ["telephone", "undecided"])
def test_whoever_does_not_come_in_person_gives_a_number_or_says_that_it_follows(
    visitor: Visitor, wish: str, language: str
) -> None:
    at(visitor, NAME, language, "attendance").press("next", {"attendance": wish})
    assert visitor.path == f"{home(NAME, language)}hearing-phone/"
    visitor.press("next", {"has_hearing_phone": [], "hearing_phone": ""})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["has_hearing_phone"]
    visitor.press("next", {"has_hearing_phone": "yes", "hearing_phone": ""})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["hearing_phone"]
    visitor.press("next", {"has_hearing_phone": "later"})
    assert visitor.path == f"{home(NAME, language)}help/", visitor.page.mistakes


def test_the_number_she_called_safe_stands_there_already(visitor: Visitor) -> None:
    at(visitor, NAME, "en", "attendance").press("next", {"attendance": "telephone"})
    safe = most(FORM).values["phone"]["number"]
    assert visitor.shown == {"hearing_phone": [safe]}
    visitor.press("next")
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["has_hearing_phone"]
    visitor.press("next", {"has_hearing_phone": "yes"})
    assert visitor.path == f"{home(NAME, 'en')}help/", visitor.page.mistakes


def test_whoever_comes_in_person_is_not_asked_for_a_number(visitor: Visitor) -> None:
    at(visitor, NAME, "en", "attendance").press("next", {"attendance": "in-person"})
    assert visitor.path == f"{home(NAME, 'en')}help/"
