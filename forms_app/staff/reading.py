"""What was sent, in the words of whoever reads it: opens the sealed content and lets the form say it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from forms_app import clock
from forms_app.clock import Deadline, Rules
from forms_app.forms import FORMS, Section
from forms_app.forms import Row as Line
from forms_app.staff import masking
from forms_app.staff.office import Office

# By when the agency must act, counted from the day on which it received the form.
DUE: dict[str, Callable[[Rules, date], Deadline]] = {
    "complaint": clock.answer_due,
    "state-hearing": clock.hearing_set_within,
    "enrollment": clock.enrollment_open_due,
    "inquiry": clock.inquiry_due,
}


@dataclass(frozen=True)
class Reading:
    """One submission as its reader sees it: every text in the reader's language, masked unless it was revealed."""

    title: str
    sections: list[Section]
    has_masks: bool


def opened(office: Office, row: Row[Any]) -> dict[str, Any]:
    """The answers by permanent field name. Raises CannotOpen."""
    content = json.loads(office.opening.open(row.sealed, context=row.reference))
    answers: dict[str, Any] = content["answers"]
    return answers


def reading(form: str, answers: dict[str, Any], *, revealed: bool = False) -> Reading:
    plain = FORMS[form].reading(answers)
    hidden = masking.whereabouts(form) if masking.is_confidential(answers) else frozenset[str]()
    covered = [_masked(section, hidden) for section in plain]
    return Reading(title(form), plain if revealed else covered, covered != plain and not revealed)


def title(form: str) -> str:
    return str(FORMS[form].title) if form in FORMS else form


def due(office: Office, row: Row[Any]) -> Deadline | None:
    """The legal deadline of a submission, or None where the law gives none."""
    rule = DUE.get(row.form)
    return rule(office.rules, clock.local_date(row.received_at)) if rule else None


def _masked(section: Section, hidden: frozenset[str]) -> Section:
    rows = [Line(row.name, row.label, _lines(row, row.name in hidden)) for row in section.rows]
    return Section(section.slug, section.heading, rows)


def _lines(row: Line, hide: bool) -> list[str]:
    return [masking.HIDDEN] if hide and row.lines else [masking.masked(line) for line in row.lines]
