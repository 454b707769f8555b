"""Accounts of staff: added, changed, set back, switched on and off; each an event of the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from sqlalchemy import Connection

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts.account_details import AccountRefused, address_of, fold_email, name_of, password_fault
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.accounts import accounts as stored
from forms_app.storage.accounts.accounts import LoginTaken
from forms_app.storage.accounts.staff import StaffAccountRow
from forms_app.web.sign_in import one_time_codes, passwords, recovery_codes, sessions

Role = Literal["caseworker", "complaint-unit", "ombudsperson", "supervisor", "administrator"]
ROLES: tuple[str, ...] = get_args(Role)
NO_PASSWORD = ""  # an account whose person has yet to choose one


class Added(NamedTuple):
    """What a new account's person needs besides the password; shown this once."""

    otpauth: str
    recovery_codes: list[str]


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account is made of; address and name as they are kept."""

    email: str
    role: str
    name: str
    password_hash: str
    totp_box: bytes


def add(office: Office, email: str, role: str, password: str, name: str = "") -> Added:
    """A new account with its password, and all that is shown of it or none: it is never made a second time.

    Raises AccountRefused.
    """
    address = address_of(email)
    fault = password_fault(password, address)
    if fault:
        raise AccountRefused(fault)
    key = office.sign_in.key("totp")
    box = one_time_codes.new_box(key, address)
    new = NewAccount(address, role, name_of(name), passwords.hash_of(password), box)
    with office.database.write() as connection:
        number = insert(connection, office, None, new)
        codes = renew_recovery_codes(connection, office, number)
    return Added(one_time_codes.address_of(key, box, owner=address, label=address), codes)


def insert(connection: Connection, office: Office, by: int | None, new: NewAccount) -> int:
    """The number of the new account. `by` is the account that adds it, None on the command line.

    Raises AccountRefused.
    """
    try:
        number = stored.add(
            connection,
            office.sign_in.rows,
            new.email,
            role=new.role,
            name=new.name,
            password_hash=new.password_hash,
            totp_box=new.totp_box,
            totp_last_step=0,
            created_at=office.now(),
        )
    except LoginTaken:
        raise AccountRefused(_("There is an account for %(email)s already.", email=new.email)) from None
    audit.record(connection, office, Action.ACCOUNT_ADDED, by, detail=f"{new.email}: {new.role}")
    return number


def disable(office: Office, email: str) -> None:
    """Switch an account off, and every session with it at once. Raises AccountRefused."""
    with office.database.write() as connection:
        account = find(connection, office, email)
        stored.change(connection, office.sign_in.rows, account.id, disabled_at=office.now())
        sessions.revoke_all(connection, office.sign_in, account.id)
        audit.record(connection, office, Action.ACCOUNT_DISABLED, None, detail=account.email)


def find(connection: Connection, office: Office, email: str) -> StaffAccountRow:
    """The account of this address. Raises AccountRefused."""
    account = stored.find(connection, office.sign_in.rows, fold_email(email))
    if account is None:
        raise AccountRefused(_("There is no account for %(email)s.", email=email))
    return account


def renew_recovery_codes(connection: Connection, office: Office, account_id: int) -> list[str]:
    """Ten new codes, shown this once; those given before are dead."""
    codes = recovery_codes.renew(connection, office.sign_in, account_id)
    audit.record(connection, office, Action.RECOVERY_CODES_MADE, account_id)
    return codes
