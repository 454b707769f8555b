"""Set-up codes: an administrator reads one out, its person chooses a password and an authenticator with it, once.

No mail goes to staff: a code that is said in person cannot be taken from a mailbox.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from forms_app.i18n.translation import gettext as _
from forms_app.sealing import codes as spoken
from forms_app.staff import audit
from forms_app.staff.accounts import one_time_codes, row_seals
from forms_app.staff.accounts.accounts import (
    NO_PASSWORD,
    AccountRefused,
    address_of,
    end_sessions,
    folded,
    insert_one,
    name_of,
)
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.tables import accounts, invitations, recovery_codes

GOOD_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Invitation:
    """What the administrator reads out; shown once."""

    email: str
    code: str
    until: datetime


def invite(connection: Connection, office: Office, by: int | None, *, email: str, role: str, name: str) -> Invitation:
    """A new account that waits for its person. Raises AccountRefused."""
    address = address_of(email)
    box, _address = one_time_codes.new_box(office.key("totp"), address)  # nobody knows its secret
    number = insert_one(connection, office, by, email=address, role=role, name=name_of(name), password="", box=box)
    return _given(connection, office, number, address)


def reset(connection: Connection, office: Office, by: int | None, account: Row[Any]) -> Invitation:
    """Password, authenticator, recovery codes and sessions are dead at once; a set-up code makes new ones."""
    box, _address = one_time_codes.new_box(office.key("totp"), account.email)
    dead = {"password_hash": NO_PASSWORD, "totp_box": box, "totp_last_step": 0}
    if not row_seals.change(connection, office, accounts, accounts.c.id == account.id, **dead):
        raise AccountRefused(_("This account was changed by something other than the staff side. Tell your operator."))
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account.id))
    end_sessions(connection, account.id)
    audit.record(connection, office, Action.ACCOUNT_RESET, by, detail=account.email)
    return _given(connection, office, account.id, account.email)


def find(connection: Connection, office: Office, email: str) -> Row[Any] | None:
    """(account_id, email, code_hash) of an invitation that is still good, of an account that is switched on."""
    columns: list[Any] = [invitations.c.account_id, invitations.c.code_hash, accounts.c.email]
    columns += [*row_seals.columns(invitations), *row_seals.columns(accounts)]
    good = accounts.c.email == folded(email), accounts.c.disabled_at.is_(None), invitations.c.until > office.now()
    row = connection.execute(select(*columns).select_from(invitations).join(accounts).where(*good)).first()
    ours = row is not None and all(row_seals.is_whole(office, table, row) for table in (invitations, accounts))
    return row if ours else None


def opens(office: Office, invitation: Row[Any] | None, typed: str) -> bool:
    """Whether this is the invitation's code. Without an invitation the same work is done, and the answer is no."""
    try:
        code = spoken.read(typed)
    except spoken.NotACode:
        code = ""
    stored, number = (invitation.code_hash, invitation.account_id) if invitation else (bytes(32), 0)
    return hmac.compare_digest(stored, _mark(office, number, code))


def use(connection: Connection, invitation: Row[Any]) -> bool:
    """Take it out of use. False if another request took it first."""
    same = invitations.c.account_id == invitation.account_id, invitations.c.code_hash == invitation.code_hash
    return bool(connection.execute(delete(invitations).where(*same)).rowcount)


def _given(connection: Connection, office: Office, number: int, email: str) -> Invitation:
    code, until = spoken.new(), office.now() + GOOD_FOR
    connection.execute(delete(invitations).where(invitations.c.account_id == number))
    row = {"account_id": number, "code_hash": _mark(office, number, code), "until": until}
    row_seals.put(connection, office, invitations, row)
    return Invitation(email, spoken.printed(code), until)


def _mark(office: Office, number: int, code: str) -> bytes:
    return hmac.digest(office.key("set-up codes"), f"{number} {code}".encode(), hashlib.sha256)
