"""Sessions and accounts: everybody sees and ends their own sessions, administrators keep the accounts."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import invitations
from forms_app.staff.accounts.account_details import AccountRefused, name_of
from forms_app.staff.accounts.invitations import Invitation
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, signed_in
from forms_app.staff.office import office
from forms_app.staff.rights import EVERYBODY
from forms_app.storage.accounts import accounts as stored
from forms_app.storage.accounts import staff
from forms_app.storage.accounts.staff import ListedAccountRow
from forms_app.text.cleaning import tidy
from forms_app.web.sign_in import sessions

PAGE = 100
Answer = str | tuple[str, int]


def own_sessions() -> str:
    with office().database.read() as connection:
        rows = sessions.list_alive(connection, office().sign_in, signed_in().account_id)
    return render_template("staff/sessions.html", rows=rows)


def end_session() -> Response:
    """One of the person's own; ending the present one signs out."""
    try:
        session_id = bytes.fromhex(field("session"))
    except ValueError:
        abort(400)
    with office().database.write() as connection:
        if sessions.revoke(connection, office().sign_in, signed_in().account_id, session_id):
            audit.record(connection, office(), Action.SESSION_ENDED, signed_in().account_id)
    return redirect(url_for(".own_sessions"), 303)


def accounts() -> str:
    return _list()


def add_account() -> Answer:
    """The person chooses password and authenticator herself, with a code that the administrator reads to her."""
    typed = {name: field(name).strip() for name in ("email", "role", "name")}
    if typed["role"] not in EVERYBODY:
        abort(400)
    if not tidy(typed["name"]):
        return _list(_("Enter the person's name."), **typed), 422
    try:
        with office().database.write() as connection:
            invitation = invitations.invite(connection, office(), signed_in().account_id, **typed)
    except AccountRefused as wrong:
        return _list(str(wrong), **typed), 422
    return _invitation(invitation)


def account(account_number: int) -> str:
    with office().database.read() as connection:
        return _page(_found(connection, account_number))


def change_account() -> Response | Answer:
    """Name and role. Nobody changes the role they work in: the last administrator would be gone."""
    role, mine = field("role"), number(field("account")) == signed_in().account_id
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
        stored.change(connection, office().sign_in.rows, row.id, name=name, role=role) or abort(400)
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
            return _invitation(invitations.reset(connection, office(), signed_in().account_id, row.id, row.email))
        except AccountRefused as wrong:
            refused = str(wrong)
    return _list(refused), 422


def switch_account() -> Response:
    """Off: at once, with every session. Nobody switches off the account they work with."""
    switch = field("switch")
    if switch not in ("on", "off"):
        abort(400)
    with office().database.write() as connection:
        row = _somebody_else(connection)
        disabled_at = None if switch == "on" else office().now()
        stored.change(connection, office().sign_in.rows, row.id, disabled_at=disabled_at) or abort(400)
        sessions.revoke_all(connection, office().sign_in, row.id)
        _record(connection, Action.ACCOUNT_ENABLED if switch == "on" else Action.ACCOUNT_DISABLED, row.email)
    return redirect(url_for(".account", account_number=row.id), 303)


def _list(wrong: str = "", **typed: str) -> str:
    """In the order of the addresses; the address of a page names an account by its number."""
    after = number(request.args["after"]) if request.args.get("after") else None
    with office().database.read() as connection:
        rows = staff.list_page(connection, PAGE + 1, office().sign_in.alive_since, after)
    further = rows[PAGE - 1].id if len(rows) > PAGE else None
    return render_template("staff/accounts.html", rows=rows[:PAGE], further=further, wrong=wrong, new=typed)


def _page(row: ListedAccountRow) -> str:
    return render_template("staff/one_account.html", row=row)


def _invitation(invitation: Invitation) -> str:
    return render_template("staff/invited.html", invitation=invitation)


def _found(connection: Connection, account: int) -> ListedAccountRow:
    return _find(connection, account) or abort(404)


def _somebody_else(connection: Connection) -> ListedAccountRow:
    account_id = number(field("account"))
    if account_id == signed_in().account_id:
        abort(400)
    return _find(connection, account_id) or abort(400)


def _find(connection: Connection, account_id: int) -> ListedAccountRow | None:
    return staff.find_listed(connection, account_id, office().sign_in.alive_since)


def _record(connection: Connection, action: Action, detail: str) -> None:
    audit.record(connection, office(), action, signed_in().account_id, detail=detail)
