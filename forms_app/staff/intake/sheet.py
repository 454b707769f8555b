"""The declared form on one long page, for whoever keys in a call or a letter, in any order; blanks stay open.

A complaint may be spoken (22 CCR 110160) and nobody may discourage one (120100(a)): no blank stops an intake. Only what
says whether contact is safe is asked for always: each of those questions has an answer for "nothing was said".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from forms_app.forms import Form
from forms_app.forms.questions import Page, Purpose, Repeated, entry_after
from forms_app.forms.questions.purposes import SAFETY
from forms_app.pdf.conditions import condition
from forms_app.text import Raw


class Part(NamedTuple):
    """One page of the form as a part of the long one; `only_if` says in words when it is to be filled in."""

    page: Page
    only_if: str


@dataclass(frozen=True)
class Sheet:
    """A form being keyed in."""

    form: Form
    pages: tuple[Page, ...]

    @classmethod
    def of(cls, form: Form, raw: Raw) -> Sheet:
        filled = (_numbered(kind.of(raw), form) for kind in form.pages)
        sheet = cls(form, tuple(page for page in filled if list(page)))
        several = sheet._repeated
        for question in several:
            question.is_alone = len(several) == 1
        return sheet

    @property
    def parts(self) -> list[Part]:
        return [Part(page, condition(self.form, type(page))) for page in self.pages]

    @property
    def raw(self) -> Raw:
        return {name: texts for page in self.pages for name, texts in page.raw.items()}

    def rearranged(self, go: str) -> tuple[Raw, str]:
        """The raw texts after "add" or "remove 2", and the id of the entry to look at."""
        meant = next((question for question in self._repeated if question.is_meant(go)), None)
        if meant is None:
            return self.raw, ""
        changed = meant.rearranged(go)
        others = {name: texts for name, texts in self.raw.items() if name not in meant.raw}
        return {**others, **changed}, entry_after(go, changed)

    @property
    def _repeated(self) -> list[Repeated]:
        return [question for page in self.pages for question in page if isinstance(question, Repeated)]

    def check(self) -> bool:
        """Whether all that was typed can be right; only afterwards are there `values`."""
        valid = [_is_valid(page) for page in self.pages]
        return all(valid) and not [page for page in self.pages if not page.agrees(self.values)]

    @property
    def values(self) -> dict[str, Any]:
        """Every answer, asked for or not: nothing of what a person said is dropped."""
        answers = (page.values for page in self.pages)
        return {name: value for told in answers for name, value in told.items() if value is not None}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known but the language, which was filled in with how it came."""
        spoken = {question.name for page in self.pages for question in page if question.purpose is Purpose.LANGUAGE}
        return not self.values.keys() - spoken

    @property
    def error_summary(self) -> list[tuple[str, str]]:
        return [error for page in self.pages for error in page.error_summary]

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """(id, question) for what looks like a Social Security number. Staff are told, and never stopped."""
        found = (doubt for page in self.pages for doubt in page.doubts() if doubt.numbers)
        return [(doubt.input, f"{doubt.question.label.text}: {doubt.shown}") for doubt in found]

    @property
    def still_open(self) -> list[tuple[str, str]]:
        """(id, question) for what the form asks of everybody and nobody knows yet."""
        asked = set(self.form.asked(self.values))
        pages = (page for page in self.pages if type(page) in asked)
        return [(q.inputs[0], str(q.label.text)) for page in pages for q in page if q.needed and q.data is None]


def _numbered(page: Page, form: Form) -> Page:
    """The page with the numbers that its questions have on paper: what comes in a letter is found by them."""
    for question in page:
        question.label.text = f"{form.numbers[question.name]}. {question.label.text}"
    return page


def _is_valid(page: Page) -> bool:
    """As the page checks itself, but a blank passes."""
    for question in page:
        question.may_be_blank = question.purpose not in SAFETY
    return bool(page.validate())
