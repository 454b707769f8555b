"""What it means in law that a letter was mailed: a day that is kept, and for some letters a clock that moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from forms_app import clock, submissions
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.case import answering, changes
from forms_app.staff.case.changes import Change
from forms_app.staff.door import present
from forms_app.staff.office import office
from forms_app.staff.post import print_queue
from forms_app.staff.post.print_queue import Kept


def mailed(connection: Connection, letter: Row[Any], on: date) -> bool:
    """Note the day and do what it brings with it; False if it was taken back or mailed since it was seen.

    An act that was noted before, such as an answer given by telephone, stays as it is: only the day is kept.
    """
    if not print_queue.mark_mailed(connection, letter, on):
        return False
    detail = f"{letter.kind} {on.isoformat()}"
    audit.record(connection, office(), Action.LETTER_MAILED, present().account_id, letter.reference, detail)
    row = submissions.find(connection, letter.reference)
    if row is not None:
        _act(connection, row, print_queue.opened(office(), letter), on)
    return True


def _act(connection: Connection, row: Row[Any], kept: Kept, on: date) -> None:
    filling = kept.filling
    if kept.mailing == "answers":
        answering.answer(connection, row, on)
    elif kept.mailing == "extends":
        _extend(connection, row, filling.text)
    elif kept.mailing == "transfers" and filling.transferred_on:
        answering.transfer(connection, row, filling.transferred_on, filling.county)
    elif kept.mailing == "asks" and row.state != "closed":
        changes.apply(connection, office(), present(), Change(row.reference, row.version, state="waiting"))
    else:
        answering.looked_at(connection, row)


def _extend(connection: Connection, row: Row[Any], reason: str) -> None:
    """An answer that waits in the queue has until the later day too."""
    if answering.extend(connection, row, reason):
        later = clock.answer_due(office().rules, clock.local_date(row.received_at), extended=True).last_day
        answers = [kind.id for kind in office().letters.values() if kind.mailing == "answers"]
        print_queue.put_off(connection, row.reference, answers, later)
