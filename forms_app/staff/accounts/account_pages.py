"""Sessions and accounts: everybody sees and ends their own sessions, administrators keep the accounts."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy import ColumnElement, Connection, Row, delete, func, select
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import row_seals, sessions, set_up_codes
from forms_app.staff.accounts.accounts import AccountRefused, end_sessions, name_of
from forms_app.staff.accounts.set_up_codes import Invitation
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, present
from forms_app.staff.office import office
from forms_app.staff.rights import EVERYBODY
from forms_app.storage.tables import accounts as table
from forms_app.storage.tables import invitations as invited
from forms_app.storage.tables import sessions as live
from forms_app.text.cleaning import tidied

PAGE = 100
Answer = str | tuple[str, int]


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
    return _list()


def add_account() -> Answer:
    """The person chooses password and authenticator herself, with a code that the administrator reads to her."""
    told = {name: field(name).strip() for name in ("email", "role", "name")}
    if told["role"] not in EVERYBODY:
        abort(400)
    if not tidied(told["name"]):
        return _list(_("Enter the person's name."), **told), 422
    try:
        with office().database.write() as connection:
            invitation = set_up_codes.invite(connection, office(), present().account_id, **told)
    except AccountRefused as wrong:
        return _list(str(wrong), **told), 422
    return _invited(invitation)


def account(account_number: int) -> str:
    with office().database.read() as connection:
        return _page(_found(connection, account_number))


def change_account() -> Response | Answer:
    """Name and role. Nobody changes the role they work in: the last administrator would be gone."""
    role, mine = field("role"), number(field("account")) == present().account_id
    try:
        name = name_of(field("name"))
        wrong = "" if name else str(_("Enter the person's name."))
    except AccountRefused as refused:
        wrong = str(refused)
    if wrong:
        return _not_changed(wrong)
    with office().database.write() as connection:
        row = _found(connection, number(field("account")))
        if role not in EVERYBODY or (mine and role != row.role):
            abort(400)
        row_seals.change(connection, office(), table, table.c.id == row.id, name=name, role=role) or abort(400)
        _record(connection, Action.ACCOUNT_CHANGED, f"{row.email}: {row.name}, {row.role} → {name}, {role}")
    return redirect(url_for(".account", account_number=row.id), 303)


def _not_changed(wrong: str) -> Answer:
    """The page with the name as it was typed."""
    with office().database.read() as connection:
        row = _found(connection, number(field("account")))
    return render_template("staff/one_account.html", row=row, wrong=wrong, typed=field("name")), 422


def reset_account() -> Answer:
    """Everything that person could sign in with is dead at once; she makes it anew with the code. Not one's own."""
    with office().database.write() as connection:
        row = _somebody_else(connection)
        if row.disabled_at is not None:
            abort(400)
        try:
            return _invited(set_up_codes.reset(connection, office(), present().account_id, row))
        except AccountRefused as wrong:
            refused = str(wrong)
    return _list(refused), 422


def switch_account() -> Response:
    """Off: at once, with every session. Nobody switches off the account they work with."""
    wanted = field("switch")
    if wanted not in ("on", "off"):
        abort(400)
    with office().database.write() as connection:
        row = _somebody_else(connection)
        disabled_at = None if wanted == "on" else office().now()
        row_seals.change(connection, office(), table, table.c.id == row.id, disabled_at=disabled_at) or abort(400)
        end_sessions(connection, row.id)
        _record(connection, Action.ACCOUNT_ENABLED if wanted == "on" else Action.ACCOUNT_DISABLED, row.email)
    return redirect(url_for(".account", account_number=row.id), 303)


def _list(wrong: str = "", **told: str) -> str:
    """In the order of the addresses; the address of a page names an account by its number."""
    after, query = request.args.get("after", ""), _shown().order_by(table.c.email).limit(PAGE + 1)
    if after:
        before = select(table.c.email).where(table.c.id == number(after)).scalar_subquery()
        query = query.where(table.c.email > before)
    with office().database.read() as connection:
        rows = connection.execute(query).all()
    further = rows[PAGE - 1].id if len(rows) > PAGE else None
    return render_template("staff/accounts.html", rows=rows[:PAGE], further=further, wrong=wrong, told=told)


def _page(row: Row[Any]) -> str:
    return render_template("staff/one_account.html", row=row)


def _invited(invitation: Invitation) -> str:
    return render_template("staff/invited.html", invitation=invitation)


def _shown() -> Any:
    """What a page shows of accounts; nothing that anybody signs in with."""
    signed_in = select(func.count()).where(live.c.account_id == table.c.id, *_alive()).scalar_subquery()
    until = select(invited.c.until).where(invited.c.account_id == table.c.id).scalar_subquery()
    columns = table.c.id, table.c.email, table.c.name, table.c.role, table.c.created_at, table.c.disabled_at
    return select(*columns, signed_in.label("sessions"), until.label("invited_until"))


def _found(connection: Connection, account: int) -> Row[Any]:
    return connection.execute(_shown().where(table.c.id == account)).first() or abort(404)


def _somebody_else(connection: Connection) -> Row[Any]:
    wanted = number(field("account"))
    if wanted == present().account_id:
        abort(400)
    return connection.execute(_shown().where(table.c.id == wanted)).first() or abort(400)


def _record(connection: Connection, action: Action, detail: str) -> None:
    audit.record(connection, office(), action, present().account_id, detail=detail)


def _alive() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    now = office().now()
    return live.c.seen_at > now - sessions.IDLE, live.c.created_at > now - sessions.LONGEST
