"""What a person's answers mean for her in law, said kindly before she sends. Nothing here refuses anything."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from forms_app import clock
from forms_app.clock import Rules
from forms_app.questions.base import Answers


def complaint_notes(answers: Answers, rules: Rules, today: date, language: str) -> list[str]:
    """Whether the 90 days of Family Code 17800 are over."""
    learned_on = _day(answers, "learned_on")
    if learned_on is None:
        return []
    deadline = clock.complaint_deadline(rules, learned_on)
    late = [rules.sentences["late_is_not_blocked"][language]] if deadline.is_past(today) else []
    return [f"{deadline.label(language)}: {deadline.said(language)}", *late]


def hearing_notes(answers: Answers, rules: Rules, today: date, language: str) -> list[str]:
    """From when and until when a hearing may be asked for: Family Code 17801(b) and (c)."""
    filed_on, answered_on = _day(answers, "filed_on"), _day(answers, "answered_on")
    answered = answered_on if answers.get("was_answered") == "yes" else None
    if filed_on is None or (answered and answered < filed_on):
        return []
    window = clock.hearing_window(rules, filed_on, answered)
    late = [rules.sentences["late_is_not_blocked"][language]] if window.stage(today) == "past" else []
    return [window.reason(language), *late, *(point.text[language] for point in window.unsettled)]


def enrollment_notes(_answers: Answers, rules: Rules, _today: date, language: str) -> list[str]:
    """22 CCR 112130(h): the other parent is told."""
    told = _("When the agency opens a case, it tells the other parent, if it knows an address.")
    return [told, rules["enrollment_open"].said(language)]


def _day(answers: Answers, name: str) -> date | None:
    value = answers.get(name)
    return date.fromisoformat(value) if value else None
