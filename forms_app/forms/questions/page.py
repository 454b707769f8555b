"""One small page of a form, and what is said on it beside its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from forms_app.forms.questions.base import Answers, Doubt
from forms_app.text import Raw


@dataclass(frozen=True)
class Told:
    """Something said to the person and where it leads: to a telephone of the agency, to a page of this site."""

    text: object
    phone: str = ""
    page: str = ""
    link: object = ""  # the words that lead to the page

    def __str__(self) -> str:
        return str(self.text)


class Page(FlaskForm):  # type: ignore[misc]
    """One small page of a form: a heading and a few questions, in the order in which they are asked."""

    slug: ClassVar[str]
    heading: ClassVar[object]
    lead: ClassVar[object] = ""
    aside_heading: ClassVar[object] = ""  # an explanation that can be opened
    aside: ClassVar[tuple[Told, ...]] = ()
    elsewhere: ClassVar[tuple[Told, ...]] = ()  # where else to turn, before going on here
    calls: ClassVar[str] = ""  # the lead ends in this number of agency.toml
    in_practice: ClassVar[object] = ""  # said first while no agency runs the site
    practice_hints: ClassVar[Mapping[str, object]] = {}  # by field: said then in place of hints that ask for the truth
    here: ClassVar[Told | None] = None  # said after the lead where the agency itself runs the site
    replaces: ClassVar[tuple[type[Page], ...]] = ()  # asked in its place once; their answers are read as asked
    known: ClassVar[bool] = False  # asked of nobody whose account knows it: see forms.known_form
    lasting: ClassVar[bool] = False  # lead and `here` are said again before sending and on the receipt

    class Meta:
        csrf = False  # the token is bound to the draft's cookie: see web.csrf

    @classmethod
    def applies(cls, _answers: Answers) -> bool:
        """Whether this page is asked, given the stored values of the pages before it."""
        return True

    @classmethod
    def suggested(cls, _answers: Answers) -> Raw:
        """Raw texts that stand on the page when it is first seen, found from the answers so far."""
        return {}

    @classmethod
    def understood(cls, _name: str, _answers: Answers) -> list[str]:
        """What the other answers say in place of one that was left blank, in words."""
        return []

    @classmethod
    def contradiction(cls, _values: Answers, _answers: Answers) -> tuple[str, object] | None:
        """(field, sentence) if the values of this page cannot be true together with the answers so far."""
        return None

    def agrees(self, answers: Answers) -> bool:
        """Whether the valid page fits the answers of the others; if not, the question that does not says why."""
        found = self.contradiction(self.values, answers)
        if found:
            question, sentence = self[found[0]], found[1]
            question.errors, question.wrong_inputs = [str(sentence)], question.inputs[:1]
        return found is None

    def say_for_practice(self) -> None:
        for name, hint in self.practice_hints.items():
            self[name].description = hint

    def doubts(self) -> list[Doubt]:
        return [doubt for question in self for doubt in question.doubts()]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """(id of the input to go to, sentence that names the question) for whatever may stay as it is."""
        warned = (doubt for doubt in self.doubts() if doubt.question.warning)
        return [(doubt.input, doubt.question.named(doubt.question.warning)) for doubt in warned]

    @classmethod
    def of(cls, raw: Raw | None = None) -> Page:
        """The page filled with raw texts, or empty."""
        return cls(formdata=MultiDict(raw) if raw is not None else None)

    @property
    def raw(self) -> Raw:
        return {name: texts for question in self for name, texts in question.raw.items()}

    def rearranged(self, go: str) -> Raw:
        """The raw texts after a button of a repeated question: "add", "remove 2"."""
        return {name: texts for question in self for name, texts in question.rearranged(go).items()}

    @property
    def values(self) -> dict[str, Any]:
        """The stored values; only after `validate`."""
        return {question.name: question.data for question in self}

    @property
    def error_summary(self) -> list[tuple[str, str]]:
        """(id of the input to go to, sentence that names the question) for whatever must be changed."""
        return [error for question in self for error in question.error_summary]
