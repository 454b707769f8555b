"""What it means in law that a letter was mailed: a day that is kept, and for some letters a clock that moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.acts import changes, recording, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.acts.changes import Change
from forms_app.staff.acts.checks import Refused
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.letters import print_queue
from forms_app.staff.letters.print_queue import Kept
from forms_app.staff.office import office
from forms_app.storage.letters import letters
from forms_app.storage.letters.letters import SealedLetterRow
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow


def mailed(connection: Connection, letter: SealedLetterRow, on: date, *, sure: bool = False) -> bool:
    """Note the day and do what it brings with it; False if it was taken back or mailed since it was seen.

    Raises Refused where something else was noted that cannot be true beside it: no letter is mailed and ignored.
    """
    if not letters.mark_mailed(connection, letter, on):
        return False
    detail = f"{letter.kind} {on.isoformat()}"
    audit.record(connection, office(), Action.LETTER_MAILED, signed_in().account_id, letter.reference, detail)
    kept = print_queue.opened(office(), letter)
    for act in _acts(connection, letter, kept, on):
        note(connection, _row(connection, letter.reference), act, sure=sure)
    row = _row(connection, letter.reference)
    if kept.mailing == "asks" and row.state != SubmissionState.CLOSED:
        changes.apply(
            connection, office(), signed_in(), Change(row.reference, row.version, state=SubmissionState.WAITING)
        )
    return True


def note(connection: Connection, row: SubmissionRow, act: Act, *, sure: bool = False) -> None:
    """Letters that wait for this person have until the day that follows from it. Raises Refused."""
    recording.do(connection, row, act, sure=sure)
    put_off(connection, row.reference)


def withdraw(connection: Connection, row: SubmissionRow, number: str, reason: str) -> None:
    """A letter that it was done by waits again to be mailed. Raises Refused."""
    act = recording.withdraw(connection, row, number, reason)
    if act.letter:
        letters.mark_waiting(connection, act.letter)
    put_off(connection, row.reference)


def correct(connection: Connection, row: SubmissionRow, number: str, reason: str, **other: Any) -> None:
    """Raises Refused."""
    act = recording.correct(connection, row, number, reason, **other)
    if act.letter and not print_queue.mailed_otherwise(connection, row.reference, act.letter, act.on):
        raise Refused(_("A letter is mailed after it was printed, and before it comes back."))
    put_off(connection, row.reference)


def put_off(connection: Connection, reference: str) -> None:
    """An answer or a notice that waits in the queue is due when the submission is."""
    kinds = [kind.id for kind in office().letters.values() if kind.mailing in ("answers", "extends")]
    letters.put_off(connection, reference, kinds, _row(connection, reference).due_on)


def _acts(connection: Connection, letter: SealedLetterRow, kept: Kept, on: date) -> list[Act]:
    """What is noted when this letter is mailed. Passing on and telling the person of it are two things; the letter's
    own mailing is noted first, for a letter that is mailed and in no act is taken for one of an earlier version."""
    filling = kept.filling
    if kept.mailing == "answers":
        return [Act("answered", on, letter=letter.id)]
    if kept.mailing == "extends":
        return [Act("extended", on, filling.text, letter=letter.id)]
    act = Act("mailed", on, letter=letter.id)
    if kept.mailing != "transfers" or not filling.transferred_on:
        return [act]
    row = _row(connection, letter.reference)
    now = standing.status_of(connection, office(), row, standing.content_of(office(), row))
    if (now.state, now.transferred_on, now.transferred_to) == ("transferred", filling.transferred_on, filling.county):
        return [act]
    return [act, Act("transferred", filling.transferred_on, county=filling.county)]


def _row(connection: Connection, reference: str) -> SubmissionRow:
    row = submissions.find(connection, reference)
    if row is None:
        raise LookupError("a letter about no submission")
    return row
