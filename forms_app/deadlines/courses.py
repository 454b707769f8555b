"""The course of one complaint, from the day somebody learned what happened to the last day to ask for a hearing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from forms_app.deadlines.counting import Deadline, answer_due, complaint_deadline, received_on
from forms_app.deadlines.hearing import Hearing, hearing_window
from forms_app.deadlines.rules import Rules, Unsettled
from forms_app.facts.words import Words

MarkKind = Literal["event", "agency", "opens", "aim", "last", "today"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of the course. event: what happened; the other kinds are days that the law makes."""

    on: date
    label: Words
    kind: MarkKind


class Reason(NamedTuple):
    """Whole sentences, and the law they come from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is known and what follows: before the complaint its last day, after it the hearing's window."""

    filing: Deadline | None
    hearing: Hearing | None
    due_if_mailed: Deadline | None
    marks: tuple[Mark, ...]  # in the order of their days

    @property
    def next(self) -> Deadline | None:
        """The last day that matters now."""
        return self.hearing.last if self.hearing else self.filing

    @property
    def unsettled(self) -> tuple[Unsettled, ...]:
        """What is not certain about the day that matters now, each point once."""
        points = self.hearing.unsettled if self.hearing else self.filing.unsettled if self.filing else ()
        return tuple({point.id: point for point in points}.values())

    def reasons(self, lang: str) -> list[Reason]:
        filing = [Reason(self.filing.reason(lang), self.filing.source)] if self.filing else []
        return filing + (_reasons(self.hearing, lang) if self.hearing else [])


def _reasons(hearing: Hearing, lang: str) -> list[Reason]:
    due = [Reason(hearing.agency_due.reason(lang), hearing.agency_due.source)] if hearing.answer == "none" else []
    opening = Reason(hearing.opening(lang), hearing.rules["hearing_wait"].source)
    return [*due, opening, Reason(hearing.last.reason(lang), hearing.last.source)]


def course(
    rules: Rules, learned_on: date | None, filed_on: date | None = None, answered_on: date | None = None
) -> Course:
    """Take what a person knows of her own case. How it was sent is not asked: `due_if_mailed` is the other day."""
    filing = complaint_deadline(rules, learned_on) if learned_on else None
    if filed_on is None:
        return Course(filing, None, None, _before(rules, filing))
    hearing = hearing_window(rules, filed_on, answered_on)
    mailed = None if answered_on else answer_due(rules, received_on(rules, "mail", filed_on))
    return Course(filing, hearing, mailed, _after(rules, learned_on, hearing))


def _before(rules: Rules, filing: Deadline | None) -> tuple[Mark, ...]:
    if filing is None:
        return ()
    learned = Mark(filing.start, rules.sentences["day_learned"], "event")
    return (learned, *_last(rules, filing))


def _after(rules: Rules, learned_on: date | None, hearing: Hearing) -> tuple[Mark, ...]:
    said = rules.sentences
    marks = [Mark(learned_on, said["day_learned"], "event")] if learned_on else []
    marks.append(Mark(hearing.filed_on, said["day_filed"], "event"))
    if hearing.answered_on:
        marks.append(Mark(hearing.answered_on, said["day_answered"], "event"))
    else:
        marks.append(Mark(hearing.agency_due.last_day, hearing.agency_due.rule.label, "agency"))
    if hearing.answer == "none":
        marks.append(Mark(hearing.opens_on, said["day_opens"], "opens"))
    marks += _last(rules, hearing.last)
    return tuple(sorted(marks, key=lambda mark: mark.on))


def _last(rules: Rules, deadline: Deadline) -> list[Mark]:
    last = Mark(deadline.last_day, deadline.rule.label, "last")
    return [Mark(deadline.aim_for, rules.sentences["day_aim"], "aim"), last] if deadline.moved else [last]
