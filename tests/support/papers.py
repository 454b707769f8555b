"""What the tests of papers share: every paper of every form in both languages, and how a PDF is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from forms_app.deadlines import Rules
from forms_app.facts import languages
from forms_app.facts.agency import Agency
from forms_app.forms import Form, letter_texts
from forms_app.forms.questions import Question
from forms_app.i18n.translation import force_locale
from forms_app.pdf import Document, Letter, Sent, filled_form, paper_form, receipt
from forms_app.settings import ROOT
from forms_app.staff.letters import wording
from support.answers import most
from support.letters import form_of
from support.public_forms import FORMS

KINDS = ("blank", "large", "filled", "receipt")  # "large": the blank one in large print
EVERY_PAPER = [(name, language, kind) for name in FORMS for language in ("en", "es") for kind in KINDS]
BY_LANGUAGE = [(name, language) for name in FORMS for language in ("en", "es")]
REFERENCE, CODE = "7KQ2-M4XD", "12345678901234567897"
SENT_AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
ADDRESS, RECEIVED_ON = ("P.O. Box 1", "Fresno, CA 93701"), date(2026, 11, 20)
FOOT, HEAD = 46, 748  # points from the bottom of a page between which its own text stands
STATUS_PAGE = "https://example.org/es/forms/status/"


def paper(
    name: str, language: str, kind: str, agency: Agency, rules: Rules, given: Mapping[str, Any] | None = None
) -> Document:
    form = FORMS[name]
    answers = form.relevant(given or most(form).values)
    if kind in ("blank", "large"):
        return paper_form(form, language, agency, rules, "large" if kind == "large" else "pen")
    if kind == "filled":
        return filled_form(form, language, answers, agency, rules)
    return receipt(Sent(form, REFERENCE, CODE, SENT_AT, answers), language, agency, rules, STATUS_PAGE)


def staff_letters(agency: Agency, rules: Rules) -> dict[str, Letter]:
    """Every kind of letter in both languages, with all that can stand in it."""
    facts = wording.Facts(agency, rules, "https://example.org")
    filling = wording.Filling("Uno: María Núñez.\n\nDos.", "Alpine", date(2026, 11, 23))
    found = {}
    for kind in letter_texts.load(ROOT / "agency").values():
        for language in languages.LANGUAGES:
            to = wording.Addressee(
                "Ana Núñez", ADDRESS, language, form_of(kind.id), REFERENCE, RECEIVED_ON, receipt_code=CODE
            )
            found[f"{kind.id}-{language}"] = wording.written(kind, to, filling, date(2026, 11, 24), facts)
    return found


def squeezed(text: str) -> str:
    """Without any space: where a line ends does not matter."""
    return "".join(text.split())


@cache  # a paper is read by many tests, and reading one takes far longer than setting it
def text_of(pdf: bytes) -> str:
    """All text of the paper, squeezed, without the lines above and below each page that would cut a sentence."""
    return squeezed("".join(_body(page) for page in PdfReader(BytesIO(pdf)).pages))


@cache
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """All text of each page, squeezed."""
    return tuple(squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)


@cache
def sizes_of(pdf: bytes) -> frozenset[float]:
    """In how many points its texts are set."""
    sizes: set[float] = set()

    def note(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(tm[3]) * size, 2))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return frozenset(sizes)


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts that the paper uses, such as NotoSansThai."""
    fonts = [font for page in PdfReader(BytesIO(pdf)).pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    return {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}


def _body(page: PageObject) -> str:
    found: list[str] = []

    def keep(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if FOOT < cm[3] * tm[5] + cm[5] < HEAD:
            found.append(text)

    page.extract_text(visitor_text=keep)
    return "".join(found)


def said(text: object, language: str) -> str:
    with force_locale(language):
        return squeezed(str(text))


def questions_of(form: Form, language: str) -> Iterator[Question]:
    """Every question, those of repeated entries too, speaking this language."""
    with force_locale(language):
        for page in form.pages:
            for question in page.of():
                yield question
                yield from getattr(question, "entry", lambda: ())()
