"""What people type, and what attackers type: each is taken as it is, or answered with the sentence that helps."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import most
from support.journey import at, question_of, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock
from forms_app.i18n.translation import force_locale, gettext
from forms_app.settings import ROOT
from forms_app.storage.database import Database
from forms_app.storage.drafts import Draft, Drafts
from forms_app.storage.tables import outbox, submissions

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/data" / "bad_input.json").read_text("ascii"))
SENTENCES = {
    "chars": "We cannot take the character after “%(before)s”. Delete it or type it another way.",
    "first_char": "We cannot take the first character. Delete it or type it another way.",
    "length": "Use %(most)d characters or fewer. You have used %(used)d.",
    "date_invalid": "This is not a real date. Check the month, the day and the year.",
    "date_future": "This date is in the future. Enter today's date or an earlier one.",
    "date_range": "This date is too long ago. Enter a date after 1900.",
    "date_year4": "Write the year with four digits, for example 2026.",
    "date_logic": "The answer cannot have come before the complaint. "
    "Check the date you filed it and the date the answer came.",
    "phone": "Enter a telephone number with 10 digits, or with + and the country code, for example (213) 555-0123.",
    "zip_or_country": "Enter a ZIP code with 5 digits, for example 90012. "
    "If the address is in another country, enter that country too.",
    "email": "Enter an e-mail address like name@example.com.",
}
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
ACCEPTED = pytest.mark.parametrize("case", [c for c in CASES if c["accepted"]], ids=lambda case: str(case["id"]))
LATE = pytest.mark.parametrize("case", [c for c in CASES if c["message"] == "late_notice"], ids=lambda c: str(c["id"]))
WRITTEN = [c for c in CASES if c["accepted"] and c["field"] in ("full_name", "what_happened")]


@EACH
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_is_taken_or_answered_with_the_sentence_that_helps(
    visitor: Visitor, database: Database, case: dict[str, Any], language: str
) -> None:
    _come_to(visitor, case, language)
    before = _draft(visitor, case)
    typed = _typed(case)
    visitor.press("next", {**most(FORMS[case["form"]]).of(case["page"]), **typed})
    if case["accepted"]:
        assert visitor.hops, visitor.page.mistakes
    else:
        assert visitor.status == 422
        (said,) = visitor.page.mistakes.values()
        assert re.fullmatch(f"(.*[:?] )?{_sentence(visitor.app, case, language)}", said), said
        after = _draft(visitor, case)
        assert after.values == before.values and case["page"] not in after.done
    with database.read() as connection:
        assert not [*connection.execute(select(submissions)), *connection.execute(select(outbox))]
    visitor.open(f"{home(case['form'], language)}{case['page']}/")
    assert {name: visitor.shown.get(name, [""]) for name in typed} == {n: [_seen(t)] for n, t in typed.items()}


@ACCEPTED
def test_what_is_taken_is_kept_as_it_is_but_for_blanks_around_it(visitor: Visitor, case: dict[str, Any]) -> None:
    _come_to(visitor, case, "en")
    visitor.press("next", {**most(FORMS[case["form"]]).of(case["page"]), **_typed(case)})
    draft = _draft(visitor, case)
    assert case["page"] in draft.done
    if case["field"] in draft.values:
        assert draft.values[case["field"]] == case.get("stored_value", _text(case["input"]))


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: str(case["id"]))
def test_it_reads_on_check_and_receipt_exactly_as_it_was_typed(visitor: Visitor, case: dict[str, Any]) -> None:
    _come_to(visitor, case, "es")
    visitor.press("next", {**most(FORMS[case["form"]]).of(case["page"]), **_typed(case)})
    at_check = _finish(visitor, case, "es")
    wanted = [" ".join(line.split()) for line in case.get("stored_value", _text(case["input"])).split("\n")]
    assert set(wanted) <= _read(at_check)
    send(at_check)
    assert set(wanted) <= _read(at_check)


@LATE
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_comes_late_is_said_to_be_late_and_sent(
    visitor: Visitor, database: Database, case: dict[str, Any], language: str
) -> None:
    _come_to(visitor, case, language)
    visitor.press("next", {**most(FORMS[case["form"]]).of(case["page"]), **_typed(case)})
    late = visitor.app.extensions["services"].rules.sentences["late_is_not_blocked"][language]
    assert late in _finish(visitor, case, language).page.one("main").text
    reference = send(visitor)
    with database.read() as connection:
        assert connection.execute(select(submissions.c.reference)).scalars().all() == [reference]


def _draft(visitor: Visitor, case: dict[str, Any]) -> Draft:
    drafts: Drafts = visitor.app.extensions["services"].drafts
    draft = drafts.load(visitor.token, case["form"], clock.utc_now())
    assert draft is not None
    return draft


def _finish(visitor: Visitor, case: dict[str, Any], language: str) -> Visitor:
    """On to the check, with good answers to every other page."""
    form, filled = FORMS[case["form"]], most(FORMS[case["form"]])
    for slug in filled.asked[filled.asked.index(case["page"]) + 1 :]:
        visitor.press("next", filled.of(slug))
    assert visitor.path == home(form.name, language) + "check/"
    return visitor


def _read(visitor: Visitor) -> set[str]:
    return {element.text for element in visitor.page.all("bdi")}


def _come_to(visitor: Visitor, case: dict[str, Any], language: str) -> None:
    form, page = case["form"], case["page"]
    at(visitor, form, language, page)
    for earlier, texts in case.get("before", {}).items():
        visitor.open(f"{home(form, language)}{earlier}/").press("next", texts)
    visitor.open(f"{home(form, language)}{page}/")


def _typed(case: dict[str, Any]) -> dict[str, str]:
    text = _text(case["input"])
    parts = _parts(text) if case["field"].endswith("_on") else None
    typed = {f"{case['field']}-{part}": value for part, value in parts.items()} if parts else {case["field"]: text}
    return {**typed, **case.get("also_typed", {})}


def _text(said: Any) -> str:
    """Long texts are said shortly in the file."""
    if isinstance(said, str):
        return said
    if "concat" in said:
        return "".join(_text(one) for one in said["concat"])
    text, times = said["repeat"]
    return str(text * times)


def _parts(text: str) -> dict[str, str]:
    """A date as it would be typed into its three boxes."""
    if text.startswith(("TO", "OVER")):
        text = _relative(text).isoformat()
    if "/" in text:
        return dict(zip(("month", "day", "year"), text.split("/"), strict=True))
    return dict(zip(("year", "month", "day"), text.split("-") if text else ("", "", ""), strict=True))


def _relative(text: str) -> date:
    """TODAY, TOMORROW, OVERMORROW or TODAY-90d, where the agency is."""
    days = {"TODAY": 0, "TOMORROW": 1, "OVERMORROW": 2}
    moved = days[text] if text in days else -int(text.removeprefix("TODAY-").removesuffix("d"))
    return clock.today() + timedelta(days=moved)


def _seen(text: str) -> str:
    """A browser and an HTML reader know one line end only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sentence(app: Flask, case: dict[str, Any], language: str) -> str:
    """A pattern for what must be said, in the language of the page."""
    if case["message"] == "required":
        question = case["field"].split("-")[0]
        return re.escape(str(question_of(app, case["form"], case["page"], question, language).required))
    sentence = SENTENCES[case["message"]]
    with app.test_request_context("/es/" if language == "es" else "/"), force_locale(language):
        said = gettext(sentence, before="7", most=7, used=7) if "%(" in sentence else gettext(sentence)
    return re.sub("7", ".+", re.escape(said)) if "%(" in sentence else re.escape(said)
