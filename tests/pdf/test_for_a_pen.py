"""The blank form is made to be filled in by hand: on few sheets, and nowhere too small to write."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import NamedTuple

import pytest
from pypdf import PageObject, PdfReader
from support.papers import BY_LANGUAGE, paper, said, sizes_of, squeezed, text_of
from support.public_forms import FORMS

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.i18n.translation import lazy_gettext
from forms_app.pdf import Compiler

MOST_SHEETS = {"enrollment": 5, "pin-request": 2, "complaint": 5, "state-hearing": 5, "inquiry": 2}
MM = 72 / 25.4
LEAST_HEIGHT = 8 * MM  # to write in by hand
LEAST_LENGTH = 40  # points; what is shorter is no line to write on
LEAST_POINTS = 9.5


class Box(NamedTuple):
    """What is drawn, or where a text begins, in points from the left and from the foot of the page."""

    left: float
    foot: float
    right: float
    head: float
    said: str = ""

    @property
    def is_line(self) -> bool:
        return 0.5 < self.head - self.foot < 1 and self.right - self.left > LEAST_LENGTH

    def is_over(self, other: Box) -> bool:
        return self.foot > other.foot + 1 and self.left < other.right - 1 and other.left < self.right - 1


class Drawn(NamedTuple):
    """A page: its size, every filled or stroked path and every text."""

    width: float
    height: float
    paths: list[Box]
    texts: list[Box]


@cache  # a paper is read by several tests
def drawn(pdf: bytes) -> list[Drawn]:
    return [_drawn(page) for page in PdfReader(BytesIO(pdf)).pages]


def _drawn(page: PageObject) -> Drawn:
    paths: list[Box] = []
    texts: list[Box] = []
    points: list[tuple[float, float]] = []

    def note(operator: bytes, given: list[float], cm: list[float], _tm: list[float]) -> None:
        if operator in (b"m", b"l"):
            x, y = map(float, given)
            points.append((cm[4] + cm[0] * x, cm[5] + cm[3] * y))
        elif operator in (b"f", b"S"):
            xs, ys = zip(*points, strict=True) if points else ((0.0,), (0.0,))
            paths.append(Box(min(xs), min(ys), max(xs), max(ys)))
            points.clear()

    def keep(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            left, foot = cm[4] + cm[0] * tm[4], cm[5] + cm[3] * tm[5]
            texts.append(Box(left, foot, left + 2, foot, text))

    page.extract_text(visitor_operand_before=note, visitor_text=keep)
    return Drawn(float(page.mediabox.width), float(page.mediabox.height), paths, texts)


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_a_form_takes_few_sheets(name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules) -> None:
    pages = PdfReader(BytesIO(compiler.pdf(paper(name, language, "blank", agency, rules)))).pages
    assert len(pages) <= MOST_SHEETS[name]


@pytest.mark.parametrize("kind", ["blank", "large"])
@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_each_line_has_eight_millimetres_above_it(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    lines = 0
    for number, page in enumerate(drawn(compiler.pdf(paper(name, language, kind, agency, rules)))):
        for line in (path for path in page.paths if path.is_line):
            edge = page.height - 36
            above = [edge, *(other.foot for other in (*page.paths, *page.texts) if other.is_over(line))]
            assert min(above) - line.foot >= LEAST_HEIGHT, f"page {number}, {line}"
            lines += 1
    assert lines >= 10


@pytest.mark.parametrize("kind", ["blank", "large"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_there_is_a_line_over_each_of_the_words_for_signature_and_name(
    language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    words = {said(lazy_gettext(text), language) for text in ("Your signature", "Your name in clear letters")}
    for page in drawn(compiler.pdf(paper("inquiry", language, kind, agency, rules))):
        for text in (text for text in page.texts if squeezed(text.said) in words):
            nearest = min(path.foot - text.foot for path in page.paths if path.is_line and path.is_over(text))
            assert nearest < 20
            words.remove(squeezed(text.said))
    assert not words


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_nothing_stands_beyond_the_margin(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    for page in drawn(compiler.pdf(paper(name, language, "blank", agency, rules))):
        assert all(path.left > 36 and path.right < page.width - 36 for path in page.paths)


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_it_ends_with_more_room_and_every_long_answer_says_so(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    text = text_of(compiler.pdf(paper(name, language, "blank", agency, rules)))
    stories = [question for asked in FORMS[name].questions.values() for question in asked if question.macro == "story"]
    assert text.count(said(lazy_gettext("There is more room on the last page."), language)) == len(stories)
    assert text.count(said(lazy_gettext("Your name, as on the form"), language)) == 1


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_the_smallest_words_can_be_read(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    sizes = sizes_of(compiler.pdf(paper(name, language, "blank", agency, rules)))
    assert min(sizes) >= LEAST_POINTS


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_its_questions_have_the_numbers_by_which_parts_call_them(
    name: str, language: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    form = FORMS[name]
    text = text_of(compiler.pdf(paper(name, language, "blank", agency, rules)))
    asked = [question for questions in form.questions.values() for question in questions]
    assert [form.numbers[question.name] for question in asked] == list(range(1, len(asked) + 1))
    for question in asked:
        assert squeezed(f"{form.numbers[question.name]}.{said(question.label.text, language)}") in text
