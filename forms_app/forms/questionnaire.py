"""A list of small pages of questions, filled in one after another; some are asked only after certain answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from forms_app.forms.paths import Pages, Paths
from forms_app.forms.questions import Page, Question
from forms_app.forms.questions.base import Way
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

Answers = Mapping[str, Any]


class Row(NamedTuple):
    """One answer for reading; no lines where the question was left blank."""

    name: str
    label: str
    lines: list[str]


class Section(NamedTuple):
    """The answers of one page for reading."""

    slug: str
    heading: str
    rows: list[Row]


HELPER = "helper"  # the one answer that stands on no page: it is given before the form begins


@dataclass(frozen=True)
class Questionnaire:
    """Pages in their order. `name` stands in the address; `answers` are stored values by permanent field name.

    With a `task_list` the pages can be filled in in any order. `end` is the address behind the last page; `is_sent`:
    whether it ends in something that is sent to the agency; `counts_steps`: whether its pages say which step they are;
    `beside`: a template that stands beside every page.
    """

    name: str
    title: object
    pages: tuple[type[Page], ...]
    task_list: bool = False
    end: ClassVar[str] = "check"
    end_heading: ClassVar[object] = _l("Check your answers")
    is_sent: ClassVar[bool] = False
    counts_steps: ClassVar[bool] = True
    beside: ClassVar[str] = ""

    @cached_property
    def all_pages(self) -> Pages:
        """The pages and those that they replaced, which nobody is asked any more."""
        return (*self.pages, *(earlier for page in self.pages for earlier in page.replaces))

    @cached_property
    def by_slug(self) -> dict[str, type[Page]]:
        """Of replaced ones too: one that was open while the site was renewed is still kept."""
        return {page.slug: page for page in self.all_pages}

    @cached_property
    def questions(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each page, by its slug: to read an answer out, one needs nothing of the request."""
        return {page.slug: self.every_question[page.slug] for page in self.pages}

    @cached_property
    def every_question(self) -> dict[str, tuple[Question, ...]]:
        """The same with those of the pages that were replaced."""
        return {page.slug: tuple(page.of()) for page in self.all_pages}

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """The field names of each page, by its slug."""
        return {slug: frozenset(question.name for question in asked) for slug, asked in self.every_question.items()}

    def asked(self, answers: Answers) -> list[type[Page]]:
        """The pages that these answers call for, in order."""
        return [page for page in self.pages if page.applies(answers)]

    @cached_property
    def _paths(self) -> Paths:
        return Paths(self.pages, self.questions)

    def longest(self, answers: Answers = MappingProxyType({}), done: Collection[str] = ()) -> Pages:
        """The most pages that can be asked, in order, of whoever has done these: no answer to come makes it longer."""
        return self._paths.longest(answers, done)

    def first_open(self, answers: Answers, done: frozenset[str]) -> type[Page] | None:
        """The first page that still needs an answer, or None when all are answered."""
        return next((page for page in self.asked(answers) if page.slug not in done), None)

    def relevant(self, answers: Answers) -> dict[str, Any]:
        """The answers without those to pages that are no longer asked."""
        names = {HELPER} | {name for page in self.asked(answers) for name in self.names[page.slug]}
        return {name: value for name, value in answers.items() if name in names and value is not None}

    def reading(self, answers: Answers) -> list[Section]:
        """Every answer in words, in the language of the reader, whatever language it was given in."""
        pages = (self.as_asked(page, answers) for page in self.asked(answers) if self.names[page.slug])
        return helper_section(answers) + [self.section(page, answers, "masked") for page in pages]

    def as_asked(self, page: type[Page], answers: Answers) -> type[Page]:
        """The page that it replaced, where these answers are to that one."""
        given = given_names(answers)
        earlier = (one for one in page.replaces if self.names[one.slug] & given)
        return page if self.names[page.slug] & given else next(earlier, page)

    def section(self, page: type[Page], answers: Answers, way: Way) -> Section:
        rows = [_row(page, question, answers, way) for question in self.every_question[page.slug]]
        return Section(page.slug, str(page.heading), rows)


def given_names(answers: Answers) -> set[str]:
    """The fields that are not blank."""
    return {name for name, value in answers.items() if value is not None}


def helper_section(answers: Answers) -> list[Section]:
    """Who filled it in, where that was not the person herself."""
    if not answers.get(HELPER):
        return []
    label, words = _("Filled in by"), _("A helper, for the person named here")
    return [Section(HELPER, _("How this form was filled in"), [Row(HELPER, label, [words])])]


def _row(page: type[Page], question: Question, answers: Answers, way: Way) -> Row:
    value = answers.get(question.name)
    lines: list[str] = page.understood(question.name, answers) if value is None else getattr(question, way)(value)
    return Row(question.name, str(question.label.text), lines)
