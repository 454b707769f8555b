"""One submission: an event is written, then what was sent is opened and read out in the reader's language."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from sqlalchemy import Row

from forms_app import clock, submissions
from forms_app.opening import CannotOpen
from forms_app.staff import audit, reading
from forms_app.staff.audit import Action
from forms_app.staff.door import present
from forms_app.staff.office import office


def submission(reference: str) -> str | tuple[str, int]:
    row = _look_up(reference)
    try:
        answers = reading.opened(office(), row)
    except CannotOpen:
        return render_template("staff/cannot_open.html", row=row), 503
    due = reading.due(office(), row)
    return render_template(
        "staff/submission.html",
        row=row,
        reading=reading.reading(row.form, answers),
        due=due,
        days_left=due.days_left(clock.local_date(office().now())) if due else None,
    )


def _look_up(reference: str) -> Row[Any]:
    """The row, with the event that it was opened in the same transaction: nothing is seen that is not written down."""
    with office().database.write() as connection:
        row = submissions.find(connection, reference)
        if row is None:
            abort(404)
        audit.record(connection, office(), Action.OPENED, present().account_id, reference)
    return row
