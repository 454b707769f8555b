"""Set-up codes of staff: an administrator reads one out, its person chooses a password and an authenticator with it.

No mail goes to staff: a code that is said in person cannot be taken from a mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import accounts
from forms_app.staff.accounts.account_details import AccountRefused, address_of, name_of
from forms_app.staff.accounts.accounts import NO_PASSWORD, NewAccount
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.accounts import accounts as stored
from forms_app.storage.accounts import recovery_codes
from forms_app.web.sign_in import one_time_codes, sessions, set_up_codes


@dataclass(frozen=True)
class Invitation:
    """What the administrator reads out; shown once."""

    email: str
    code: str
    until: datetime


def invite(connection: Connection, office: Office, by: int | None, *, email: str, role: str, name: str) -> Invitation:
    """A new account that waits for its person. Raises AccountRefused."""
    address = address_of(email)
    new = NewAccount(address, role, name_of(name), NO_PASSWORD, _nobodys_box(office, address))
    return _give(connection, office, accounts.insert(connection, office, by, new), address)


def reset(connection: Connection, office: Office, by: int | None, account_id: int, email: str) -> Invitation:
    """Password, authenticator, recovery codes and sessions are dead at once; a set-up code makes new ones.

    Raises AccountRefused.
    """
    dead = {"password_hash": NO_PASSWORD, "totp_box": _nobodys_box(office, email), "totp_last_step": 0}
    if not stored.change(connection, office.sign_in.rows, account_id, **dead):
        raise AccountRefused(_("This account was changed by something other than the staff side. Tell your operator."))
    recovery_codes.delete_all(connection, office.sign_in.rows, account_id)
    sessions.revoke_all(connection, office.sign_in, account_id)
    audit.record(connection, office, Action.ACCOUNT_RESET, by, detail=email)
    return _give(connection, office, account_id, email)


def _give(connection: Connection, office: Office, account_id: int, email: str) -> Invitation:
    return Invitation(email, *set_up_codes.give(connection, office.sign_in, account_id))


def _nobodys_box(office: Office, email: str) -> bytes:
    """Nobody knows its secret."""
    return one_time_codes.new_box(office.sign_in.key("totp"), email)
