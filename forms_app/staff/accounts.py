"""Accounts of staff: made and switched off from the command line, checked when somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from forms_app.models import accounts, sessions
from forms_app.staff import audit, codes, passwords
from forms_app.staff.audit import Action
from forms_app.staff.office import Office

Role = Literal["caseworker", "complaint-unit", "ombudsperson", "supervisor", "administrator"]
ROLES: tuple[str, ...] = get_args(Role)


class AccountRefused(Exception):
    """The account cannot be made or changed; the message says why."""


def add(office: Office, email: str, role: str, password: str) -> str:
    """A new account. Gives the otpauth:// address of its second factor, which is shown this once."""
    address = _address(email)
    fault = passwords.fault(password, address)
    if fault:
        raise AccountRefused(fault)
    box, otpauth = codes.new_box(office.key("totp"), address)
    row = {
        "email": address,
        "role": role,
        "password_hash": passwords.hashed(password),
        "totp_box": box,
        "totp_last_step": 0,
        "created_at": office.now(),
    }
    try:
        with office.database.write() as connection:
            connection.execute(insert(accounts).values(**row))
            audit.record(connection, office, Action.ACCOUNT_ADDED, None, detail=f"{address}: {role}")
    except IntegrityError:
        raise AccountRefused(f"There is an account for {address} already.") from None
    return otpauth


def disable(office: Office, email: str) -> None:
    """Switch an account off, and every session with it at once."""
    with office.database.write() as connection:
        found = connection.execute(select(accounts.c.id).where(accounts.c.email == folded(email))).scalar()
        if found is None:
            raise AccountRefused(f"There is no account for {email}.")
        connection.execute(update(accounts).where(accounts.c.id == found).values(disabled_at=office.now()))
        connection.execute(sessions.delete().where(sessions.c.account_id == found))
        audit.record(connection, office, Action.ACCOUNT_DISABLED, None, detail=folded(email))


@dataclass(frozen=True)
class Checked:
    """What a sign-in came to: the account that the e-mail names, if any; `step` only if everything was right."""

    account_id: int | None
    step: int | None


def check(office: Office, email: str, password: str, code: str) -> Checked:
    """Whatever is wrong, the work done is the same: the clock tells nobody whether an account exists."""
    row = _find(office, folded(email))
    stored = row.password_hash if row else None
    right_password = passwords.matches(stored, password)
    box, owner = (row.totp_box, row.email) if row else (bytes(28 + codes.SECRET_BYTES), "")
    step = codes.step_of(office.key("totp"), box, owner, code, office.now())
    if row is None or not right_password or step is None or step <= row.totp_last_step:
        return Checked(row.id if row else None, None)
    return Checked(row.id, step)


def use_code(connection: Connection, account_id: int, step: int) -> bool:
    """Take the code out of use. False if another request took it first."""
    later = update(accounts).where(accounts.c.id == account_id, accounts.c.totp_last_step < step)
    return bool(connection.execute(later.values(totp_last_step=step)).rowcount)


def folded(email: str) -> str:
    return email.strip().casefold()


def _find(office: Office, email: str) -> Row[Any] | None:
    with office.database.read() as connection:
        known = select(accounts).where(accounts.c.email == email, accounts.c.disabled_at.is_(None))
        return connection.execute(known).first()


def _address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized.casefold()
    except EmailNotValidError as wrong:
        raise AccountRefused(f"{email} is not an e-mail address: {wrong}") from None
