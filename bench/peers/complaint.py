"""The complaint's ten pages as one person fills them in, and as a file from which the wizard makes the same pages."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from support.answers import most
from support.public_forms import FORMS

from forms_app.forms.questions import Option, Page, Question
from forms_app.i18n import translation

NAME = "complaint"
STORY_WORDS, LETTERS = 40, str.maketrans("0123456789", "ghijklmnop")
FORM = FORMS[NAME]
# Nobody speaks for this person; so one page is not asked.
CHANGED = {"spoken-for": {"has_representative": ["no"]}}
NOT_ASKED = ("representative",)

TYPED: dict[str, dict[str, list[str]]] = {
    slug: CHANGED.get(slug, most(FORM).of(slug)) for slug in most(FORM).asked if slug not in NOT_ASKED
}


# Everybody tells another story: the same one again and again would be taken for a program's.
TOLD = "what_happened"


def posted(slug: str, prefix: str = "") -> list[tuple[str, str]]:
    """What a browser posts for a page that has been filled in."""
    return [(prefix + name, _another(name, text)) for name, texts in TYPED[slug].items() for text in texts]


def _another(name: str, text: str) -> str:
    """In letters only: digits could look like a Social Security number, about which is asked back."""
    if name != TOLD:
        return text
    return f"{text} {' '.join(secrets.token_hex(4).translate(LETTERS) for _ in range(STORY_WORDS))}"


def write_pages(path: Path) -> None:
    """The pages in the order in which they are asked, each with its questions, in English."""
    app = Flask("pages")
    translation.install(app)
    with app.app_context():
        path.write_text(json.dumps([_page(page) for page in FORM.pages if page.slug in TYPED]), "utf-8")


def _page(page: type[Page]) -> dict[str, Any]:
    return {"slug": page.slug, "heading": str(page.heading), "questions": [_question(each) for each in page.of()]}


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "kind": question.macro,
        "label": str(question.label.text),
        "hint": str(question.description or ""),
        "required": str(question.required or ""),
        "longest": question.longest,
        "none": str(getattr(question, "none", "")),
        "options": _words(getattr(question, "options", ())),
        "ticks": _words(getattr(question, "ticks", ())),
    }


def _words(options: Iterable[Option]) -> list[list[str]]:
    return [[option.value, str(option.label)] for option in options]
