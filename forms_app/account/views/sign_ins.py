"""Where she is signed in: each browser, since when, when last seen; she ends one, or all others at once."""

from __future__ import annotations

from flask import request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import events, guard, leaving
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.bundles.history import What
from forms_app.storage.accounts.sessions import SessionRow
from forms_app.web.sign_in import sessions

ALL = "all"  # in place of the id of a session


def sessions_page() -> str:
    return draw("account/sessions.html", rows=_rows(), here=guard.holder().id, ended="ended" in request.args)


def end_sessions() -> Response | str:
    """Asked once, then done. One that is over by then is no mistake: it is as she wants it."""
    wanted = field("session")
    row = next((row for row in _rows() if row.id.hex() == wanted), None)
    if row and row.id == guard.holder().id:
        return leaving.sign_out()
    if "sure" not in guard.posted() and (row or wanted == ALL):
        return draw("account/session_end.html", row=row, wanted=wanted)
    with services().database.write() as connection:
        if wanted == ALL:
            _end_others(connection)
        elif row and sessions.revoke(connection, services().realm, row.account_id, row.id):
            events.note(connection, hers().keys, hers().public, What.SESSION_ENDED)
    return see_other("/settings/sessions/?ended")


def _end_others(connection: Connection) -> None:
    mine = guard.holder()
    sessions.revoke_all(connection, services().realm, mine.account.id, but=mine.id)
    events.note(connection, hers().keys, hers().public, What.OTHER_SESSIONS_ENDED)


def _rows() -> list[SessionRow]:
    """This browser's first."""
    mine = guard.holder()
    with services().database.read() as connection:
        rows = sessions.list_alive(connection, services().realm, mine.account.id)
    return sorted(rows, key=lambda row: row.id != mine.id)
