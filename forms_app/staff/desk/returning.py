"""On a submission's page: a letter that the post brought back is noted with its day, and later how it was settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, redirect, url_for
from sqlalchemy import Connection, Row
from werkzeug.wrappers import Response

from forms_app import clock
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.case import changes, queues
from forms_app.staff.desk import submission
from forms_app.staff.door import field, present
from forms_app.staff.office import office
from forms_app.staff.post import print_queue, returned
from forms_app.translation import gettext as _


def letter_returned(reference: str) -> Response | submission.Answer:
    """It came back: from now on a task. What its mailing brought with it is not withdrawn."""
    with office().database.write() as connection:
        row = _letter_of(connection, reference)
        day = _day(field("returned_on"), row)
        if day and returned.note(connection, row, day):
            detail = f"{row.kind} {day.isoformat()}"
            audit.record(connection, office(), Action.LETTER_RETURNED, present().account_id, reference, detail)
    if day is None:
        wrong = _("Enter the day on which it came back: not before it was mailed, and not after today.")
        return submission.again(reference, 422, returned_wrong={row.id: wrong})
    return redirect(url_for(".submission", reference=reference, _anchor="letters"), 303)


def returned_settled(reference: str) -> Response | submission.Answer:
    """The person was reached another way; how stands in a note, where the next colleague looks."""
    how = field("how").strip()
    with office().database.write() as connection:
        row = _letter_of(connection, reference)
        if how and returned.settle(connection, office(), row):
            changes.note(connection, office(), present(), reference, how[: changes.LONGEST_NOTE])
            audit.record(connection, office(), Action.RETURN_SETTLED, present().account_id, reference, row.kind)
    if not how:
        return submission.again(reference, 422, returned_wrong={row.id: _("Write how you reached the person.")})
    return redirect(url_for(".submission", reference=reference, _anchor="notes"), 303)


def _letter_of(connection: Connection, reference: str) -> Row[Any]:
    queues.reachable(connection, present(), reference)
    return print_queue.one(connection, reference, field("letter")) or abort(404)


def _day(typed: str, letter: Row[Any]) -> date | None:
    """None for what is no day on which this letter can have come back."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if letter.mailed_on and letter.mailed_on <= day <= clock.local_date(office().now()) else None
