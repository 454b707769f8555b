"""What a form is: a questionnaire that is sent to the agency, and what the agency does about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from forms_app.deadlines import Deadline, Rules
from forms_app.facts.toml_file import read
from forms_app.forms.person import Asked, Person, Routing
from forms_app.forms.policy import Policy
from forms_app.forms.questionnaire import Answers, Questionnaire, Section, given_names, helper_section
from forms_app.forms.questions import Page, Purpose, Repeated, Told
from forms_app.forms.questions.base import Way
from forms_app.i18n.translation import gettext as _

Notes = Callable[[Answers, Rules, date, str], list[Told]]
Due = Callable[[Answers, Rules], Deadline | None]

MINUTES = Path(__file__).with_name("minutes.toml")
_MINUTES: dict[str, int] = read(MINUTES).values


@dataclass(frozen=True)
class Form(Questionnaire):
    """A form; its `name` is stored.

    `notes` says what these answers mean for the person on a given day, in a language; it never refuses anything.
    `due` is her own last day, where the answers tell it.
    `policy` is what the agency does about it. `place`: the lower, the earlier it stands in lists.
    `inside`: what staff call it, where its title speaks to the person who fills it in.
    `carries` are the answers that may go over into another form of the same person: none of them names, locates or
    quotes anyone.
    """

    _: KW_ONLY
    policy: Policy
    place: int = 100
    inside: object = ""
    carries: tuple[str, ...] = ()
    notes: Notes = lambda _answers, _rules, _today, _language: []
    due: Due = lambda _answers, _rules: None
    is_sent: ClassVar[bool] = True

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each question, by its name, where all stand on one paper or page: it helps on the telephone."""
        names = (question.name for asked in self.questions.values() for question in asked)
        return {name: number for number, name in enumerate(names, start=1)}

    @cached_property
    def _asked_for(self) -> dict[Purpose, list[Asked]]:
        """The questions of each purpose, of several people too."""
        found: dict[Purpose, list[Asked]] = {}
        for question in (one for asked in self.every_question.values() for one in asked):
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

    @property
    def title_inside(self) -> object:
        return self.inside or self.title

    @property
    def minutes(self) -> int | None:
        """About how many it takes somebody new to it; None where the drill `minutes` has not measured it."""
        return _MINUTES.get(self.name)

    def lasting(self, answers: Answers, official: bool) -> list[Told]:
        """What the person was told on the way and must know afterwards too; `official`: the agency runs the site."""
        pages = [page for page in self.asked(answers) if page.lasting]
        return [told for page in pages for told in (_lead(page), page.here if official else None) if told]

    def whole_reading(self, answers: Answers, way: Way = "masked") -> list[Section]:
        """As reading, with what staff were told though other answers rule it out: it must not pass for the rest."""
        asked = {self.as_asked(page, answers) for page in self.asked(answers)}
        sections = {page: self.section(page, answers, way) for page in self.told(answers)}
        return helper_section(answers) + [s if page in asked else _ruled_out(s) for page, s in sections.items()]

    def told(self, answers: Answers) -> list[type[Page]]:
        """The pages that these answers call for or stand on."""
        given = given_names(answers)
        pages = [self.as_asked(page, answers) for page in self.pages]
        return [page for page in pages if (names := self.names[page.slug]) and (page.applies(answers) or names & given)]


def _lead(page: type[Page]) -> Told:
    return Told(page.lead, phone=page.calls)


def _ruled_out(section: Section) -> Section:
    heading = _("Other answers rule this out: “%(heading)s”", heading=section.heading)
    return section._replace(heading=heading)
