"""The steps of a visit that several tests need: begin a form, fill in its pages up to a place, send it."""

from __future__ import annotations

import itertools

from flask import Flask

from forms_app.facts.languages import BY_CODE, LANGUAGES
from forms_app.forms.questions import Question, Repeated
from forms_app.i18n.translation import force_locale
from support.answers import Filled, Raw, asked_for, most
from support.public_forms import FORMS
from support.visitor import Visitor, home

FORMS_BY_LANGUAGE = [(name, language) for name in FORMS for language in LANGUAGES]
STEPS = [(name, language, slug) for name, language in FORMS_BY_LANGUAGE for slug in most(FORMS[name]).asked]


def begin(visitor: Visitor, name: str, language: str) -> Visitor:
    """At the first page of a form."""
    visitor.open(home(name, language)).press()
    return visitor.open(f"{home(name, language)}check/") if slug_of(visitor) == "tasks" else visitor


def at(visitor: Visitor, name: str, language: str, slug: str = "check") -> Visitor:
    """A visitor who has answered everything before this page and now looks at it, without looking at those before."""
    begin(visitor, name, language)
    filled, token = asked_for(FORMS[name], slug), visitor.hidden("token")
    for earlier in itertools.takewhile(lambda asked: asked != slug, filled.asked):
        texts = [(field, text) for field, values in filled.of(earlier).items() for text in values]
        pairs = [("token", token), ("version", "0"), *texts, ("go", "next")]
        assert visitor.sent(f"{home(name, language)}{earlier}/", pairs).status_code == 303
    return visitor.open(f"{home(name, language)}{slug}/")


def fill_in(visitor: Visitor, filled: Filled, until: str = "check") -> list[str]:
    """From the page that is shown to another one; the slugs of the pages on the way."""
    seen: list[str] = []
    while (slug := slug_of(visitor)) != until:
        assert slug not in seen, f"{visitor.path} comes again: {visitor.page.mistakes}"
        seen.append(slug)
        visitor.press("next", filled.of(slug))
    return seen


def slug_of(visitor: Visitor) -> str:
    return visitor.path.rstrip("/").rsplit("/", 1)[-1]


def send(visitor: Visitor) -> str:
    """Press Send; the reference on the receipt."""
    return visitor.press("send").page.by_id("reference").text


def blank(visitor: Visitor) -> Raw:
    """Nothing in any input of the page that is shown."""
    fields = visitor.page.all("input", "textarea", "select")
    ticks = {field.attrs["name"] for field in fields if field.attrs.get("type") in ("checkbox", "radio")}
    return {name: [] if name in ticks else [""] for name in _names(visitor)}


def scribbled(visitor: Visitor) -> Raw:
    """Words in every written input, of which few can be right."""
    fields = [f for f in visitor.page.all("input", "textarea") if f.attrs.get("type") not in ("checkbox", "radio")]
    written = {field.attrs["name"] for field in fields} & _names(visitor)
    return {name: [f"¿«{number}» <b>&amp; ñ?"] for number, name in enumerate(sorted(written))}


def _names(visitor: Visitor) -> set[str]:
    form = visitor.page.by_id("page")
    inside = [f for f in visitor.page.all("input", "textarea", "select") if form in f.around]
    return {f.attrs["name"] for f in inside if f.attrs.get("type") != "hidden"}


def question_of(app: Flask, name: str, slug: str, question: str, language: str) -> Question:
    """A question with its words in one language."""
    with app.test_request_context(BY_CODE[language].start), force_locale(language):
        found: Question = FORMS[name].by_slug[slug].of()[question]
        found.required, found.label.text = str(found.required), str(found.label.text)
        if isinstance(found, Repeated):
            found.too_many = str(found.too_many)
    return found
