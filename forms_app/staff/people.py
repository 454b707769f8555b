"""Sessions and accounts: everybody sees and ends their own sessions, administrators switch accounts off and on."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from werkzeug.wrappers import Response

from forms_app.models import accounts as table
from forms_app.models import sessions as live
from forms_app.staff import audit, sessions
from forms_app.staff.audit import Action
from forms_app.staff.door import field, number, present
from forms_app.staff.office import office


def own_sessions() -> str:
    with office().database.read() as connection:
        mine = select(live).where(live.c.account_id == present().account_id, *_alive())
        rows = connection.execute(mine.order_by(live.c.seen_at.desc())).all()
    return render_template("staff/sessions.html", rows=rows)


def end_session() -> Response:
    """One of the person's own; ending the present one signs out."""
    try:
        wanted = bytes.fromhex(field("session"))
    except ValueError:
        abort(400)
    with office().database.write() as connection:
        mine = delete(live).where(live.c.id == wanted, live.c.account_id == present().account_id)
        if connection.execute(mine).rowcount:
            audit.record(connection, office(), Action.SESSION_ENDED, present().account_id)
    return redirect(url_for(".own_sessions"), 303)


def accounts() -> str:
    signed_in = select(func.count()).where(live.c.account_id == table.c.id, *_alive()).scalar_subquery()
    columns = table.c.id, table.c.email, table.c.role, table.c.created_at, table.c.disabled_at
    with office().database.read() as connection:
        rows = connection.execute(select(*columns, signed_in.label("sessions")).order_by(table.c.email)).all()
    return render_template("staff/accounts.html", rows=rows)


def switch_account() -> Response:
    """Off: at once, with every session. Nobody switches off the account they work with."""
    account, wanted = number(field("account")), field("switch")
    if wanted not in ("on", "off") or account == present().account_id:
        abort(400)
    with office().database.write() as connection:
        _switch(connection, account, wanted == "on")
    return redirect(url_for(".accounts"), 303)


def _switch(connection: Connection, number: int, on: bool) -> None:
    email = connection.execute(select(table.c.email).where(table.c.id == number)).scalar()
    if email is None:
        abort(400)
    disabled_at = None if on else office().now()
    connection.execute(update(table).where(table.c.id == number).values(disabled_at=disabled_at))
    connection.execute(delete(live).where(live.c.account_id == number))
    action = Action.ACCOUNT_ENABLED if on else Action.ACCOUNT_DISABLED
    audit.record(connection, office(), action, present().account_id, detail=email)


def _alive() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    now = office().now()
    return live.c.seen_at > now - sessions.IDLE, live.c.created_at > now - sessions.LONGEST
