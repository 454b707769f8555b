"""What a form is: an ordered list of small pages, some of which are asked only if an earlier answer calls for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from forms_app.deadlines import Deadline, Rules
from forms_app.forms.paths import Pages, Paths
from forms_app.forms.person import Asked, Person, Routing
from forms_app.forms.policy import Policy
from forms_app.forms.questions import Page, Purpose, Question, Repeated, Told
from forms_app.forms.questions.base import Way
from forms_app.i18n.translation import gettext as _

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
Notes = Callable[[Answers, Rules, date, str], list[Told]]
Due = Callable[[Answers, Rules], Deadline | None]


@dataclass(frozen=True)
class Form:
    """A form. `name` stands in its address and is stored; `answers` are stored values by permanent field name.

    `notes` says what these answers mean for the person on a given day, in a language; it never refuses anything.
    `due` is her own last day, where the answers tell it.
    `policy` is what the agency does about it. `place`: the lower, the earlier it stands in lists.
    With a `task_list` the pages can be filled in in any order. `carries` are the answers that may go over into another
    form of the same person: none of them names, locates or quotes anyone.
    """

    name: str
    title: object
    pages: tuple[type[Page], ...]
    policy: Policy
    place: int = 100
    task_list: bool = False
    carries: tuple[str, ...] = ()
    notes: Notes = lambda _answers, _rules, _today, _language: []
    due: Due = lambda _answers, _rules: None

    @cached_property
    def by_slug(self) -> dict[str, type[Page]]:
        return {page.slug: page for page in self.pages}

    @cached_property
    def questions(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each page, by its slug: to read an answer out, one needs nothing of the request."""
        return {page.slug: tuple(page.of()) for page in self.pages}

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """The field names of each page, by its slug."""
        return {slug: frozenset(question.name for question in asked) for slug, asked in self.questions.items()}

    @cached_property
    def _asked_for(self) -> dict[Purpose, list[Asked]]:
        """The questions of each purpose, of several people too."""
        found: dict[Purpose, list[Asked]] = {}
        for question in (one for asked in self.questions.values() for one in asked):
            within = question.name if isinstance(question, Repeated) else ""
            for one in question.entry() if isinstance(question, Repeated) else (question,):
                found.setdefault(one.purpose, []).append(Asked(one, within))
        return found

    def asking(self, purpose: Purpose) -> list[str]:
        """The names of its own questions of a purpose."""
        return [one.question.name for one in self._asked_for.get(purpose, ()) if not one.within]

    def person(self, answers: Answers) -> Person:
        """Who gave these answers."""
        return Person(self._asked_for, answers)

    def routing(self, answers: Answers, zips: Mapping[str, str]) -> Routing:
        return self.person(answers).routing(zips)

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
        """The first page that still needs an answer, or None when the form can be checked and sent."""
        return next((page for page in self.asked(answers) if page.slug not in done), None)

    def relevant(self, answers: Answers) -> dict[str, Any]:
        """The answers without those to pages that are no longer asked."""
        names = {HELPER} | {name for page in self.asked(answers) for name in self.names[page.slug]}
        return {name: value for name, value in answers.items() if name in names and value is not None}

    def reading(self, answers: Answers) -> list[Section]:
        """Every answer in words, in the language of the reader, whatever language it was given in."""
        pages = (page for page in self.asked(answers) if self.names[page.slug])
        return _helper(answers) + [self._section(page, answers, "masked") for page in pages]

    def lasting(self, answers: Answers, official: bool) -> list[Told]:
        """What the person was told on the way and must know afterwards too; `official`: the agency runs the site."""
        pages = [page for page in self.asked(answers) if page.lasting]
        return [told for page in pages for told in (_lead(page), page.here if official else None) if told]

    def whole_reading(self, answers: Answers, way: Way = "masked") -> list[Section]:
        """As reading, with what staff were told though other answers rule it out: it must not pass for the rest."""
        asked = set(self.asked(answers))
        sections = {page: self._section(page, answers, way) for page in self.told(answers)}
        return _helper(answers) + [s if page in asked else _ruled_out(s) for page, s in sections.items()]

    def told(self, answers: Answers) -> list[type[Page]]:
        """The pages that these answers call for or stand on."""
        given = {name for name, value in answers.items() if value is not None}
        return [
            page for page in self.pages if (names := self.names[page.slug]) and (page.applies(answers) or names & given)
        ]

    def _section(self, page: type[Page], answers: Answers, way: Way) -> Section:
        rows = [_row(page, question, answers, way) for question in self.questions[page.slug]]
        return Section(page.slug, str(page.heading), rows)


def _lead(page: type[Page]) -> Told:
    return Told(page.lead, phone=page.calls)


def _helper(answers: Answers) -> list[Section]:
    if not answers.get(HELPER):
        return []
    label, words = _("Filled in by"), _("A helper, for the person named here")
    return [Section(HELPER, _("How this form was filled in"), [Row(HELPER, label, [words])])]


def _ruled_out(section: Section) -> Section:
    heading = _("Other answers rule this out: “%(heading)s”", heading=section.heading)
    return section._replace(heading=heading)


def _row(page: type[Page], question: Question, answers: Answers, way: Way) -> Row:
    value = answers.get(question.name)
    lines: list[str] = page.understood(question.name, answers) if value is None else getattr(question, way)(value)
    return Row(question.name, str(question.label.text), lines)
