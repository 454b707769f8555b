"""When a state hearing may be asked for: from which day, and the safe last day, whatever the agency did."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from forms_app.deadlines.counting import Deadline, answer_due, count
from forms_app.deadlines.dates import words
from forms_app.deadlines.rules import ONE_DAY, Rules, Unsettled

Answer = Literal["none", "in_time", "late"]
Stage = Literal["waiting", "open", "past"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Both days are shown: `opens_on` is never moved, so it can come before the agency's own moved day."""

    answer: Answer
    filed_on: date
    answered_on: date | None
    agency_due: Deadline
    opens_on: date
    last: Deadline  # the safe last day
    perhaps: Deadline | None  # the other reading of the law, after a late answer: "you may have until"
    unsettled: tuple[Unsettled, ...]
    rules: Rules

    def stage(self, today: date) -> Stage:
        """Says what to show; a request that comes late is still taken."""
        if today < self.opens_on:
            return "waiting"
        return "past" if self.last.is_past(today) else "open"

    def reason(self, lang: str) -> str:
        due = f"{self.agency_due.reason(lang)} " if self.answer == "none" else ""
        return f"{due}{self.opening(lang)} {self.last.reason(lang)}"

    def opening(self, lang: str) -> str:
        """From when, and after what, a hearing may be asked for."""
        sentence = {"none": "hearing_opens", "in_time": "hearing_answered", "late": "hearing_late_answer"}[self.answer]
        days = self.rules["hearing_wait"].days
        return self.rules.sentences[sentence][lang].format(days=days, opens_on=words(self.opens_on, lang))


def hearing_window(
    rules: Rules,
    filed_on: date,
    answered_on: date | None = None,
    received_on: date | None = None,
    extended: bool = False,
) -> Hearing:
    """`answered_on`: the day the written answer reached the person. Family Code 17801(b) and (c).

    Raises ValueError for an answer before the complaint: ask `answer_problem` first.
    """
    if answered_on and answered_on < filed_on:
        raise ValueError("answered before filed")
    answer = _answer(rules, filed_on, answered_on)
    last = _last(rules, answer, filed_on, answered_on)
    perhaps = count(rules, "hearing_after_answer", answered_on) if answer == "late" and answered_on else None
    return Hearing(
        answer=answer,
        filed_on=filed_on,
        answered_on=answered_on,
        agency_due=answer_due(rules, received_on or filed_on, extended),
        opens_on=answered_on if answer == "in_time" and answered_on else _thirty_first_day(rules, filed_on),
        last=last,
        perhaps=perhaps,
        unsettled=_open_points_of(rules, answer, extended, last),
        rules=rules,
    )


def _answer(rules: Rules, filed_on: date, answered_on: date | None) -> Answer:
    if answered_on is None:
        return "none"
    return "in_time" if answered_on < _thirty_first_day(rules, filed_on) else "late"


def _thirty_first_day(rules: Rules, filed_on: date) -> date:
    return filed_on + timedelta(days=rules["hearing_wait"].days) + ONE_DAY


def _last(rules: Rules, answer: Answer, filed_on: date, answered_on: date | None) -> Deadline:
    if answer == "in_time" and answered_on:
        return count(rules, "hearing_after_answer", answered_on)
    return count(rules, "hearing_without_answer", filed_on)


def _open_points_of(rules: Rules, answer: Answer, extended: bool, last: Deadline) -> tuple[Unsettled, ...]:
    ids = ["late_answer"] if answer == "late" else []
    # The notice can only have moved the trigger for someone who is not answered in time.
    ids += ["extension"] if extended and answer != "in_time" else []
    ids.append("hearing_limit")
    return tuple(rules.open_points[point] for point in ids) + last.unsettled
