"""What came in and cannot be read: a task for everybody who may see it, until somebody closes it or it is read."""

from __future__ import annotations

from typing import NamedTuple

from flask import render_template
from sqlalchemy import Connection

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import Office, office
from forms_app.staff.rights import forms_of
from forms_app.staff.search import places
from forms_app.staff.search.places import Place
from forms_app.staff.submissions import contents
from forms_app.storage.outbox import arrivals
from forms_app.storage.outbox.arrivals import UnreadRow

NAMED, PAGE = 10, 50


class Unread(NamedTuple):
    """Those that came first; `more` if there are others."""

    rows: list[UnreadRow]
    more: bool


def unread() -> str:
    """All of them, the oldest first."""
    with office().database.read() as connection:
        found = list_unread(connection, signed_in(), office(), PAGE, places.moment_from_request())
    titled = [(row, contents.title(row.form)) for row in found.rows]
    further = places.written((found.rows[-1].created_at, found.rows[-1].reference)) if found.more else ""
    return render_template("staff/unread_page.html", rows=titled, further=further)


def list_unread(
    connection: Connection, session: Session, staff: Office, most: int = NAMED, after: Place | None = None
) -> Unread:
    rows = arrivals.list_unread(connection, forms_of(session.role), staff.now(), most + 1, after)
    return Unread(rows[:most], len(rows) > most)
