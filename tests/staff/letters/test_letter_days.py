"""What a letter says of days is true on its day: of what is late, of what is to come, of what was answered before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from support.letters import form_of
from support.public_forms import FORMS

from forms_app import deadlines
from forms_app.deadlines import words
from forms_app.facts import agency
from forms_app.forms import letter_texts
from forms_app.settings import ROOT
from forms_app.staff.letters import wording
from forms_app.staff.letters.wording import Addressee, Facts, Filling

AGENCY = ROOT / "agency"
KINDS = letter_texts.load(AGENCY)
FACTS = Facts(agency.load(AGENCY), deadlines.load(AGENCY), "https://example.org")
TODAY = date(2026, 11, 28)
BOTH = pytest.mark.parametrize("language", ["en", "es"])
EVERY = pytest.mark.parametrize("kind", sorted(KINDS))
# What promises something by a day that is named after it.
PROMISE = re.compile(r"(You will get[^.]*|must send you[^.]*|We will open a case|cannot finish our answer) by ")
PROMESA = re.compile(
    r"(Usted recibirá[^.]*|debe enviarle[^.]*|Abriremos un caso|No podremos terminar[^.]*) (a más tardar|para) el "
)
MONTHS = [words(date(2000, month, 1), "es").split()[3] for month in range(1, 13)]
ENGLISH = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


def said(kind: str, language: str, received_on: date, **known: Any) -> str:
    to = Addressee("Rosa", ("12 Olive St",), language, form_of(kind), "7KQ2-M4XD", received_on)
    passed_on = max(received_on, TODAY - timedelta(days=5)) if received_on <= TODAY else TODAY
    filling = Filling("Text.", "Alpine", known.pop("transferred_on", passed_on))
    return "\n".join(wording.written(KINDS[kind], replace(to, **known), filling, TODAY, FACTS).paragraphs)


def days_after(pattern: re.Pattern[str], text: str) -> list[date]:
    """The day that follows each match, in either language."""
    return [_day(text[match.end() : match.end() + 60]) for match in pattern.finditer(text)]


def _day(text: str) -> date:
    if found := re.search(r"(\d+) de (\w+) de (\d{4})", text):
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    found = re.search(r"(\w+) (\d+), (\d{4})", text)
    assert found, text
    return date(int(found[3]), ENGLISH.index(found[1]) + 1, int(found[2]))


@BOTH
@EVERY
def test_nothing_was_received_on_a_day_to_come(kind: str, language: str) -> None:
    """What comes by mail counts as received five business days after its postmark (22 CCR 110164)."""
    for ahead in (1, 3, 9):
        day = TODAY + timedelta(days=ahead)
        text = said(kind, language, day)
        assert words(day, language) in text
        assert "received your" not in text and "that we received" not in text
        assert "Recibimos su" not in text and "que recibimos" not in text
        assert ("counts as received on" in text) == (language == "en")
        assert ("cuenta como recibida el" in text) == (language == "es")


@BOTH
@EVERY
def test_what_was_received_was_received(kind: str, language: str) -> None:
    for ago in (0, 1, 400):
        text = said(kind, language, TODAY - timedelta(days=ago))
        assert ("received on" in text or "received your" in text) == (language == "en")
        assert "counts as" not in text and "cuenta como" not in text


@BOTH
@EVERY
@pytest.mark.parametrize("extended", [False, True])
def test_nothing_is_promised_for_a_day_that_has_passed(kind: str, language: str, extended: bool) -> None:
    promise = PROMISE if language == "en" else PROMESA
    for ago in range(0, 120):
        received_on = TODAY - timedelta(days=ago)
        text = said(kind, language, received_on, extended=extended, transferred_on=received_on)
        assert all(day >= TODAY for day in days_after(promise, text)), (ago, text)


@pytest.mark.parametrize(
    ("kind", "late", "tarde"),
    [
        ("acknowledgement", "our answer is late", "nuestra respuesta está atrasada"),
        ("amendment", "our answer is late", "nuestra respuesta está atrasada"),
        ("extension", "our answer is not finished", "nuestra respuesta no está terminada"),
        ("enrollment-received", "we are late", "estamos atrasados"),
    ],
)
def test_what_is_late_says_so_from_the_day_after_the_last(kind: str, late: str, tarde: str) -> None:
    due = FACTS.rules[FORMS[form_of(kind)].policy.clock.due].days
    told = {"en": late, "es": tarde}
    for language in ("en", "es"):
        long_ago, just = TODAY - timedelta(days=due + 12), TODAY - timedelta(days=due - 12)
        assert told[language] in said(kind, language, long_ago) and told[language] not in said(kind, language, just)


def test_the_last_day_itself_is_not_late() -> None:
    received_on = TODAY - timedelta(days=30)
    due = deadlines.answer_due(FACTS.rules, received_on).last_day
    to = Addressee("Rosa", ("12 Olive St",), "en", "complaint", "7KQ2-M4XD", received_on)
    for day, late in ((due, False), (due + timedelta(days=1), True)):
        text = "\n".join(wording.written(KINDS["acknowledgement"], to, Filling(), day, FACTS).paragraphs)
        assert ("our answer is late" in text) == late and words(due, "en") in text


@BOTH
def test_an_acknowledgment_after_the_answer_the_end_or_a_transfer_promises_none(language: str) -> None:
    promise = PROMISE if language == "en" else PROMESA
    received_on = TODAY - timedelta(days=10)
    for kind in ("acknowledgement", "amendment"):
        for known in ({"answered_on": TODAY}, {"ended_on": TODAY}, {"passed_on": TODAY}):
            text = said(kind, language, received_on, **known)
            assert days_after(promise, text) == [] and words(TODAY, language) in text


def test_after_a_notice_of_more_time_no_second_one_is_announced() -> None:
    assert "If we need more time" in said("acknowledgement", "en", TODAY)
    assert "more time" not in said("acknowledgement", "en", TODAY, extended=True)


@pytest.mark.parametrize("kind", ["acknowledgement", "amendment", "extension", "transfer", "enrollment-received"])
def test_a_letter_knows_until_when_it_is_true(kind: str) -> None:
    to = Addressee("Rosa", ("12 Olive St",), "en", form_of(kind), "7KQ2-M4XD", TODAY)
    filling = Filling("Text.", "Alpine", TODAY)
    until = wording.true_until(KINDS[kind], to, filling, TODAY, FACTS)
    assert until is not None
    first = wording.written(KINDS[kind], to, filling, TODAY, FACTS)
    assert wording.written(KINDS[kind], to, filling, until, FACTS).paragraphs == first.paragraphs
    later = wording.written(KINDS[kind], to, filling, until + timedelta(days=1), FACTS)
    assert later.paragraphs != first.paragraphs


@pytest.mark.parametrize("kind", ["resolution", "enrollment-more"])
def test_a_letter_without_a_day_to_come_stays_true(kind: str) -> None:
    to = Addressee("Rosa", ("12 Olive St",), "en", form_of(kind), "7KQ2-M4XD", TODAY)
    assert wording.true_until(KINDS[kind], to, Filling("Text."), TODAY, FACTS) is None
