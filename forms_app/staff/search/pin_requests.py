"""Several PIN requests of a day for one Participant ID: one task if they say the same, else each stays and says how.

Whoever knows a Participant ID can send a request that must fail: it may not close the right one, before it or after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from forms_app.deadlines import local_date
from forms_app.forms import FORMS
from forms_app.forms.policy import Elsewhere
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.staff.search import index
from forms_app.staff.submissions import contents
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import search_terms, submissions
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import folding

SOME = 20


def elsewhere_of(row: SubmissionRow) -> Elsewhere | None:
    """How it is seen to in the agency's own system; None of what is answered here."""
    return FORMS[row.form].policy.elsewhere if row.form in FORMS else None


class Difference(NamedTuple):
    """One question that two requests answer differently, masked as on the screen; an answer may be left blank."""

    label: str
    here: str
    there: str


class Other(NamedTuple):
    """Another request of that day for the same Participant ID."""

    row: SubmissionRow
    differences: list[Difference]


def the_same(connection: Connection, office: Office, row: SubmissionRow, answers: Mapping[str, Any]) -> str | None:
    """The reference of an open request of that day to which this one adds nothing."""
    others = (
        other for other in _of_that_day(connection, office, row, answers) if other.row.state != SubmissionState.CLOSED
    )
    return next((other.row.reference for other in others if not other.differences), None)


def differing(connection: Connection, office: Office, row: SubmissionRow, answers: Mapping[str, Any]) -> list[Other]:
    """The requests of that day that say something else, the newest first."""
    if elsewhere_of(row) is None:
        return []
    return [other for other in _of_that_day(connection, office, row, answers) if other.differences]


def _of_that_day(
    connection: Connection, office: Office, row: SubmissionRow, answers: Mapping[str, Any]
) -> Iterator[Other]:
    numbers, day = index.numbers_of(office, row.form, dict(answers)), local_date(row.received_at)
    for known in search_terms.list_sharing(connection, numbers, row.reference, SOME, {row.form}):
        other = submissions.find(connection, known.reference) if local_date(known.received_at) == day else None
        if other is not None:
            try:
                theirs = contents.open_content(office, other).answers
            except CannotOpen:
                continue
            yield Other(other, _differences(row.form, answers, theirs))


def _differences(form: str, here: Mapping[str, Any], there: Mapping[str, Any]) -> list[Difference]:
    ours, theirs = _read_out(form, here), _read_out(form, there)
    labels = {name: label for side in (theirs, ours) for name, (label, _) in side.items()}
    return [
        Difference(label, *(", ".join(side.get(name, ("", []))[1]) for side in (ours, theirs)))
        for name, label in labels.items()
        if _compared(name, here) != _compared(name, there)
    ]


def _read_out(form: str, answers: Mapping[str, Any]) -> dict[str, tuple[str, list[str]]]:
    sections = FORMS[form].whole_reading(answers, "masked")
    return {row.name: (row.label, row.lines) for section in sections for row in section.rows}


def _compared(name: str, answers: Mapping[str, Any]) -> object:
    """Capitals and blanks make no difference, nor hyphens in a number; an accent may."""
    value = answers.get(name)
    if isinstance(value, dict) and "text" in value:
        return folding.number(str(value["text"]))
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
