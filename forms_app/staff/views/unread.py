"""What came in and cannot be read: a task for everybody who may see it, until somebody closes it or it is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from flask import render_template
from sqlalchemy import Connection, Row, select, tuple_

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.auth_guard import present
from forms_app.staff.jobs.arrivals import AGAIN
from forms_app.staff.office import Office, office
from forms_app.staff.rights import EVERY_FORM, FORMS
from forms_app.staff.search import places
from forms_app.staff.search.places import Place
from forms_app.staff.submissions import contents
from forms_app.storage.tables import outbox, submissions

SOON = timedelta(minutes=1)
NAMED, PAGE = 10, 50


class Unread(NamedTuple):
    """Those that came first; `more` if there are others."""

    rows: list[Row[Any]]
    more: bool


def unread() -> str:
    """All of them, the oldest first."""
    with office().database.read() as connection:
        found = of(connection, present(), office(), PAGE, places.asked())
    titled = [(row, contents.title(row.form)) for row in found.rows]
    further = places.written((found.rows[-1].created_at, found.rows[-1].reference)) if found.more else ""
    return render_template("staff/unread_page.html", rows=titled, further=further)


def of(
    connection: Connection, session: Session, staff: Office, most: int = NAMED, after: Place | None = None
) -> Unread:
    # Only what is soon tried again: all the mail that waits need not be looked at.
    again = outbox.c.attempts > 0, outbox.c.due_at.between(staff.now() - SOON, staff.now() + AGAIN)
    columns = submissions.c.reference, submissions.c.form, submissions.c.state, outbox.c.created_at
    query = select(*columns).join(outbox, outbox.c.reference == submissions.c.reference)
    query = query.where(outbox.c.kind == "arrived", *again, submissions.c.state != "closed")
    if FORMS[session.role] != EVERY_FORM:
        query = query.where(submissions.c.form.in_(sorted(FORMS[session.role])))
    place = tuple_(outbox.c.created_at, submissions.c.reference)
    query = query if after is None else query.where(place > after)
    rows: list[Row[Any]] = list(
        connection.execute(query.order_by(outbox.c.created_at, submissions.c.reference).limit(most + 1))
    )
    return Unread(rows[:most], len(rows) > most)
