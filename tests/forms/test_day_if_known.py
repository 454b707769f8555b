"""A complaint whose day nobody knows, or that is still going on: taken, read as it was meant, and never called late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.answers import most
from support.journey import at, fill_in, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock
from forms_app.forms.notes import complaint_due, complaint_notes
from forms_app.pdf.paper_forms import paper_form
from forms_app.public.services import services
from forms_app.storage.drafts import Drafts

NAME, SLUG = "complaint", "problem"
FORM = FORMS[NAME]
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
TODAY = date(2026, 11, 20)
WORDS = {
    "unknown": {"en": "I don't know the day", "es": "No sé qué día fue"},
    "ongoing": {"en": "It is still going on", "es": "Todavía sigue pasando"},
}
RULE = {"en": "within 90 days after you knew", "es": "dentro de los 90 días"}
STORY = {"what_happened": "They do not collect anything."}
PARTS = ("month", "day", "year")


def _typed(day: str = "", *ticks: str) -> dict[str, str]:
    boxes = dict(zip(PARTS, [*day.split("-"), "", ""], strict=False))
    return {**STORY, **{f"learned_on-{part}": text for part, text in boxes.items()}} | {
        f"learned_on-{tick}": "yes" for tick in ticks
    }


def _stored(visitor: Visitor) -> Any:
    drafts: Drafts = visitor.app.extensions["services"].drafts
    draft = drafts.load(visitor.token, NAME, clock.utc_now())
    assert draft is not None
    return draft.values.get("learned_on")


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "stored", "lines"),
    [
        (_typed("", "unknown"), {"said": ["unknown"]}, {"en": [], "es": []}),
        (_typed("", "ongoing"), {"said": ["ongoing"]}, {"en": [], "es": []}),
        (_typed("", "ongoing", "unknown"), {"said": ["unknown", "ongoing"]}, {"en": [], "es": []}),
        (_typed("10-2-2026"), "2026-10-02", {"en": ["October 2, 2026"], "es": ["2 de octubre de 2026"]}),
        (
            _typed("10-2-2026", "ongoing"),
            {"date": "2026-10-02", "said": ["ongoing"]},
            {"en": ["October 2, 2026"], "es": ["2 de octubre de 2026"]},
        ),
        (_typed("--2024", "unknown"), {"year": 2024, "said": ["unknown"]}, {"en": ["2024"], "es": ["2024"]}),
        (_typed("?-?-?", "unknown"), {"said": ["unknown"]}, {"en": [], "es": []}),
    ],
)
def test_what_she_knows_is_kept_shown_and_sent(
    visitor: Visitor, typed: dict[str, str], stored: Any, lines: dict[str, list[str]], language: str
) -> None:
    at(visitor, NAME, language, SLUG).press("next", typed)
    assert visitor.path == f"{home(NAME, language)}wish/", visitor.page.mistakes
    assert _stored(visitor) == stored
    fill_in(visitor, most(FORM))
    ticks = [WORDS[tick][language] for tick in WORDS if isinstance(stored, dict) and tick in stored["said"]]
    shown = [element.text for element in visitor.page.all("bdi")]
    assert all(line in shown for line in (*lines[language], *ticks))
    assert send(visitor)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        (_typed(), "month"),
        (_typed("?-?-?"), "month"),
        (_typed("--2024"), "month"),  # a part without a tick is a slip
        (_typed("2-30-2026", "unknown"), "month"),
        (_typed("12-1-2999", "ongoing"), "month"),
    ],
)
def test_nothing_at_all_or_what_cannot_be_is_asked_about(visitor: Visitor, typed: dict[str, str], place: str) -> None:
    at(visitor, NAME, "en", SLUG).press("next", typed)
    assert visitor.status == 422 and list(visitor.page.mistakes) == [f"learned_on-{place}"]
    assert {name: shown for name, shown in visitor.shown.items() if any(shown)} == {
        name: [text] for name, text in typed.items() if text
    }


@LANGUAGES
@pytest.mark.parametrize("learned", [{"said": ["unknown"]}, {"said": ["ongoing"]}, {"year": 2020, "said": ["unknown"]}])
def test_without_a_day_the_rule_is_said_and_no_day_is_made_up(visitor: Visitor, learned: Any, language: str) -> None:
    with visitor.app.test_request_context("/es/" if language == "es" else "/"):
        rules = services().rules
        said = " ".join(str(note) for note in complaint_notes({"learned_on": learned}, rules, TODAY, language))
        assert complaint_due({"learned_on": learned}, rules) is None
    assert RULE[language] in said and rules.sentences["late_is_not_blocked"][language] not in said
    assert "2026" not in said and "2027" not in said


@pytest.mark.parametrize("learned", ["2026-10-02", {"date": "2026-10-02", "said": ["ongoing"]}])
def test_with_a_day_the_clock_counts_from_it(visitor: Visitor, learned: Any) -> None:
    with visitor.app.test_request_context("/"):
        rules = services().rules
        said = " ".join(str(note) for note in complaint_notes({"learned_on": learned}, rules, TODAY, "en"))
        due = complaint_due({"learned_on": learned}, rules)
    assert due and due.last_day == date(2026, 12, 31) and "December 31, 2026" in said
    assert ("we count from the day you gave" in said) == isinstance(learned, dict)


@LANGUAGES
def test_the_paper_form_has_a_box_for_each(visitor: Visitor, language: str) -> None:
    with visitor.app.test_request_context("/"):
        paper = paper_form(FORM, language, services().agency, services().rules)
    shapes = [shape for block in paper.blocks for cell in block.get("cells", ()) for shape in cell["shapes"]]
    options = [option["label"] for shape in shapes for option in shape.get("options", ())]
    assert all(words[language] in options for words in WORDS.values())
