"""A page from the cache is, sign for sign, the page that would be drawn for this visitor alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from flask import Flask, g
from support.answers import SLUGS, Raw, asked_for, repeated, ways
from support.journey import FORMS_BY_LANGUAGE
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.filling.page_cache import shape
from forms_app.filling.steps import page_drawn, page_shown
from forms_app.forms import HELPER
from forms_app.forms.questions import Page, Question, Repeated
from forms_app.storage.drafts import Draft

HOSTILE = (
    '"><script>alert(1)</script>',
    "</textarea></form>",
    "\u241e0\u241e and \u241e1\u241e",
    "{{ 7 * 7 }} {% include 'x' %} &amp; 'q'",
    "a\r\nb\n\nc\u2028d\u202e",
    " checked",
)
TOKEN = re.compile(r'(?<=name="token" value=")[^"]+|(?<=data-token=")[^"]+')


def inputs_of(question: Question) -> Iterator[str]:
    yield from (*question.inputs, question.name)


def good(page: Page) -> Iterator[Raw]:
    """Each good answer to each question, all questions at once."""
    answers = [ways(question) for question in page]
    for turn in range(max(map(len, answers), default=0)):
        yield {name: texts for some in answers for name, texts in some[turn % len(some)].items()}


def hostile(page: Page) -> Iterator[Raw]:
    names = [name for question in page for name in inputs_of(question)]
    for text in HOSTILE:
        yield {name: [text] for name in names}
    yield {name: list(HOSTILE) for name in names}
    yield {name: [] for name in names}


def twice(page: Page) -> Iterator[Raw]:
    """Options that exclude each other, both chosen."""
    options = {question.name: getattr(question, "options", ()) for question in page}
    for name, known in options.items():
        yield {name: [option.value for option in known]}
        yield {name: ["no such answer", *(option.value for option in known)]}


def crowded(page: Page) -> Iterator[Raw]:
    """From one entry of a repeated question to one more than it takes; and numbered as no page of ours does it."""
    for question in (question for question in page if isinstance(question, Repeated)):
        one = {name.partition("-1-")[2]: texts for name, texts in ways(question)[0].items()}
        for count in range(1, question.most + 2):
            numbers = range(1, count + 1)
            yield {f"{question.name}-{n}-{name}": [f"{n}"] for n, name in itertools.product(numbers, one)}
        for numbered in ([7], [2, 1], [1, 3], [0, 1], [10**30]):
            yield {f"{question.name}-{n}-{name}": ["x"] for n, name in itertools.product(numbered, one)}


@pytest.mark.parametrize(("name", "language"), FORMS_BY_LANGUAGE)
def test_whatever_was_typed_the_page_is_the_one_that_is_drawn(app: Flask, name: str, language: str) -> None:
    form = FORMS[name]
    for kind in form.pages:
        with app.test_request_context(f"{home(name, language)}{kind.slug}/"):
            g.visit = bytes(32)
            blank, known = kind.of(), asked_for(form, kind.slug).values
            tried = itertools.chain([{}, {}], good(blank), hostile(blank), twice(blank), crowded(blank))
            for number, typed in enumerate(tried):
                filled = kind.of(typed)
                values = known | ({HELPER: True} if number % 2 else {})
                done = frozenset(form.by_slug)
                draft = Draft(name, values=values, done=done, raw={kind.slug: filled.raw}, versions={kind.slug: number})
                from_cache = page_shown(form, kind, filled.raw, draft)
                assert TOKEN.sub("", from_cache) == TOKEN.sub("", page_drawn(form, filled, draft)), (kind.slug, typed)


def test_what_one_visitor_typed_stands_on_no_page_of_another(app: Flask) -> None:
    for name, slug in SLUGS:
        form, kind = FORMS[name], FORMS[name].by_slug[slug]
        with app.test_request_context(f"/forms/{name}/{slug}/"):
            g.visit = bytes(32)
            typed = {input_: ["Quetzálli"] for question in kind.of() for input_ in inputs_of(question)}
            page_shown(form, kind, typed, Draft(name))
            assert "Quetzálli" not in page_shown(form, kind, {}, Draft(name))


def test_made_up_numbers_of_entries_fill_no_memory(app: Flask) -> None:
    with app.test_request_context("/"):
        for name, slug, question in repeated():
            form = FORMS[name]
            most = form.by_slug[slug].of()[question].most
            some = itertools.chain.from_iterable(itertools.combinations(range(14), size) for size in (0, 1, 2, 3))
            kept = {shape(form, slug, {f"{question}-{n}-x": ["1"] for n in numbers}) for numbers in some} - {None}
            assert kept == {(count,) for count in range(1, min(most, 3) + 1)}
            assert shape(form, slug, {f"{question}-{n}-x": ["1"] for n in range(1, most + 2)}) is None


def test_a_page_with_mistakes_is_shown_with_them_and_without_them_from_the_cache(visitor: Visitor) -> None:
    visitor.open(home("inquiry", "es")).press()
    slug = FORMS["inquiry"].pages[0].slug
    visitor.open(f"{home('inquiry', 'es')}{slug}/").press("next", {})
    assert visitor.status == 422 and visitor.page.mistakes
    assert not visitor.open(f"{home('inquiry', 'es')}{slug}/").page.mistakes
