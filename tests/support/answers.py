"""What a person would type into any form, found from the kinds of its questions: a new form is tested at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, singledispatch
from typing import Any

from flask import Flask
from flask.ctx import AppContext

from forms_app.forms import Form
from forms_app.forms.questions import (
    Address,
    Birth,
    Choice,
    Choices,
    ComingDate,
    Consent,
    DayIfKnown,
    Email,
    Lines,
    Page,
    PastDate,
    Phone,
    Picker,
    Question,
    Repeated,
    Story,
    TextOrNone,
    ZipCode,
    ZipOrNone,
)
from forms_app.i18n import translation
from support.public_forms import FORMS

Raw = dict[str, list[str]]
CANARY = "Quetzálli"
SLUGS = [(form.name, page.slug) for form in FORMS.values() for page in form.pages]


@dataclass(frozen=True)
class Filled:
    """A form as one person fills it in: raw texts by page, stored values by field, and the pages that are asked."""

    raw: dict[str, Raw]
    values: dict[str, Any]
    asked: tuple[str, ...]

    def of(self, slug: str) -> Raw:
        return self.raw[slug]


@singledispatch
def ways(question: Question) -> list[Raw]:
    """Different good answers to a question, as a browser would post them."""
    raise NotImplementedError(f"tests/support/answers.py does not know what to type for a {type(question).__name__}")


@ways.register
def _line(question: Lines) -> list[Raw]:
    return [{question.name: [_words(question)[: question.longest]]}]


@ways.register
def _story(question: Story) -> list[Raw]:
    return [{question.name: [f"{_words(question)}\n\n«¿Año?» “yes” & <no>"[: question.longest]]}]


@ways.register
def _text_or_none(question: TextOrNone) -> list[Raw]:
    return [{question.name: [f"{_number(question.name, 10**10):010}"]}, {f"{question.name}-none": ["yes"]}]


@ways.register
def _choice(question: Choice) -> list[Raw]:
    return [{question.name: [option.value]} for option in question.options]


@ways.register
def _choices(question: Choices) -> list[Raw]:
    together = [option.value for option in question.options if not option.alone]
    return [{question.name: values} for values in (together, *([option.value] for option in question.options))]


@ways.register
def _picker(question: Picker) -> list[Raw]:
    return [{question.name: [option.value]} for option in (question.options[0], question.options[-1])]


@ways.register
def _past_date(question: PastDate) -> list[Raw]:
    return [{f"{question.name}-{part}": [text] for part, text in (("month", "10"), ("day", "2"), ("year", "2026"))}]


@ways.register
def _coming_date(question: ComingDate) -> list[Raw]:
    return _past_date(question)


@ways.register
def _day_if_known(question: DayIfKnown) -> list[Raw]:
    return _past_date(question) + [{f"{question.name}-{tick.value}": ["yes"]} for tick in question.ticks]


@ways.register
def _birth(question: Birth) -> list[Raw]:
    (whole,) = _past_date(question)
    return [{**whole, f"{question.name}-age": [""]}]


@ways.register
def _phone(question: Phone) -> list[Raw]:
    return [{question.name: [f"(213) 555-{_number(question.name, 10**4):04}"]}]


@ways.register
def _email(question: Email) -> list[Raw]:
    return [{question.name: [f"quetzal.{question.name}@example.org"]}]


@ways.register
def _address(question: Address) -> list[Raw]:
    written = {"line1": f"{_number(question.name, 10**5)} {CANARY} St", "city": "Comptón", "region": "CA"}
    there = {**written, "postal_code": "90091"}
    return [{f"{question.name}-{part}": [text] for part, text in there.items()}, {f"{question.name}-none": ["yes"]}]


@ways.register
def _zip_code(question: ZipCode) -> list[Raw]:
    return [{question.name: ["90012"]}]


@ways.register
def _zip_or_none(question: ZipOrNone) -> list[Raw]:
    return [*_zip_code(question), {f"{question.name}-none": ["yes"]}]


@ways.register
def _consent(question: Consent) -> list[Raw]:
    return [{question.name: ["yes"]}]


@ways.register
def _repeated(question: Repeated) -> list[Raw]:
    parts = [ways(part)[0].items() for part in question.entry(prefix=f"{question.name}-1-")]
    return [{name: texts for part in parts for name, texts in part}]


def _words(question: Question) -> str:
    return f"{CANARY} {question.name.replace('_', ' ')} {_number(question.name, 10**8)}"


def _number(name: str, below: int) -> int:
    """A number that belongs to this name alone, so that a leak shows where it came from; none has nine digits, as a
    Social Security number has."""
    return zlib.crc32(name.encode()) % below


@cache
def variants(form: Form) -> dict[str, Filled]:
    """By name: the answers that open the most pages, those that open the fewest, and one for each page in between."""
    with words_known():
        found = {"most": _best(form, len), "fewest": _best(form, lambda asked: -len(asked))}
        for page in form.pages:
            if not any(page.slug in filled.asked for filled in found.values()):
                found[page.slug] = _best(form, lambda asked, slug=page.slug: (slug in asked, -len(asked)))
    return found


def most(form: Form) -> Filled:
    return variants(form)["most"]


def asked_for(form: Form, slug: str) -> Filled:
    """Answers that open this page; those that open the most where it is no page of its own."""
    return next((filled for filled in variants(form).values() if slug in filled.asked), most(form))


def words_known() -> AppContext:
    """Questions speak through Babel already when they are made."""
    app = Flask("answers")
    translation.install(app)
    return app.app_context()


def _best(form: Form, merit: Any) -> Filled:
    """Change one answer at a time while it helps."""
    open_to_choice = {(page.slug, q.name): len(ways(q)) for page, q in _questions(form)}
    best = dict.fromkeys(open_to_choice, 0)
    reached, again = merit(_filled(form, best).asked), True
    while again:
        again = False
        for place, number in ((place, n) for place, many in open_to_choice.items() for n in range(many) if many > 1):
            tried = {**best, place: number}
            if tried != best and (merit_of_it := merit(_filled(form, tried).asked)) > reached:
                best, reached, again = tried, merit_of_it, True
    return _filled(form, best)


def _filled(form: Form, chosen: dict[tuple[str, str], int]) -> Filled:
    raw: dict[str, Raw] = {page.slug: {} for page in form.pages}
    for page, question in _questions(form):
        raw[page.slug] |= ways(question)[chosen[page.slug, question.name]]
    values: dict[str, Any] = {}
    for page in form.pages:
        if page.applies(values):
            values |= _stored(page, raw[page.slug])
    return Filled(raw, values, tuple(page.slug for page in form.asked(values)))


def _stored(page: type[Page], raw: Raw) -> dict[str, Any]:
    filled = page.of(raw)
    assert filled.validate(), f"tests/support/answers.py types what {page.slug} refuses: {filled.error_summary}"
    return filled.values


def _questions(form: Form) -> Iterator[tuple[type[Page], Question]]:
    return ((page, question) for page in form.pages for question in page.of())


@cache
def required() -> list[tuple[str, str, str]]:
    """(form, page, question) of every question that must be answered."""
    with words_known():
        return [(f.name, page.slug, q.name) for f in FORMS.values() for page, q in _questions(f) if q.required]


@cache
def always_required() -> list[tuple[str, str, str]]:
    """Those of them that nothing else on their page makes needless."""
    with words_known():
        every = [(form.name, page.slug, q) for form in FORMS.values() for page, q in _questions(form)]
        return [(name, slug, q.name) for name, slug, q in every if q.required and not q.when]


@cache
def required_at_once() -> list[tuple[str, str, str]]:
    """Those of them that a blank page asks for: not what depends on a question before it that must be answered, for
    that answer may make it needless."""
    first = {place[:2]: place for place in reversed(always_required())}
    return [place for place in required() if place in always_required() or place[:2] not in first]


@cache
def asking(field: str) -> list[tuple[str, str]]:
    """(form, page) of every page with this question."""
    with words_known():
        return [(form.name, page.slug) for form in FORMS.values() for page, q in _questions(form) if q.name == field]


@cache
def repeated() -> list[tuple[str, str, str]]:
    """(form, page, question) of every question that may be answered for several people."""
    with words_known():
        every = [(form, page, q) for form in FORMS.values() for page, q in _questions(form)]
        return [(form.name, page.slug, q.name) for form, page, q in every if isinstance(q, Repeated)]
