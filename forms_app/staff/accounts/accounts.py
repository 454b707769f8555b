"""Accounts of staff: made, changed and switched off; checked when somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Connection, Row, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import one_time_codes, passwords, row_seals
from forms_app.staff.accounts import recovery_codes as recovery
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.database import storable
from forms_app.storage.tables import accounts, sessions
from forms_app.text.cleaning import Unacceptable, clean

Role = Literal["caseworker", "complaint-unit", "ombudsperson", "supervisor", "administrator"]
ROLES: tuple[str, ...] = get_args(Role)
LONGEST_NAME = 80
NO_PASSWORD = ""  # an account whose person has yet to choose one


class AccountRefused(Exception):
    """The account cannot be made or changed; the message says why."""


class Added(NamedTuple):
    """What a new account's person needs besides the password; shown this once."""

    otpauth: str
    recovery_codes: list[str]


def add(office: Office, email: str, role: str, password: str, name: str = "") -> Added:
    """A new account with its password, and all that is shown of it or none: it is never made a second time."""
    address = address_of(email)
    fault = passwords.fault(password, address)
    if fault:
        raise AccountRefused(fault)
    box, otpauth = one_time_codes.new_box(office.key("totp"), address)
    known = {"email": address, "role": role, "name": name_of(name), "password": password}
    with office.database.write() as connection:
        number = insert_one(connection, office, None, **known, box=box)
        return Added(otpauth, recovery.renew(connection, office, number))


def insert_one(
    connection: Connection,
    office: Office,
    by: int | None,
    *,
    email: str,
    role: str,
    name: str,
    password: str,
    box: bytes,
) -> int:
    """The number of the new account. `by` is the account that adds it, None on the command line."""
    row = {
        "email": email,
        "role": role,
        "name": name,
        "password_hash": passwords.hashed(password) if password else NO_PASSWORD,
        "totp_box": box,
        "totp_last_step": 0,
        "created_at": office.now(),
    }
    try:
        found: int = connection.execute(insert(accounts).values(**row).returning(accounts.c.id)).scalar_one()
    except IntegrityError:
        raise AccountRefused(_("There is an account for %(email)s already.", email=email)) from None
    row_seals.bless(connection, office, accounts, accounts.c.id == found)
    audit.record(connection, office, Action.ACCOUNT_ADDED, by, detail=f"{email}: {role}")
    return found


def disable(office: Office, email: str) -> None:
    """Switch an account off, and every session with it at once."""
    with office.database.write() as connection:
        found = known(connection, email)
        row_seals.change(connection, office, accounts, accounts.c.id == found.id, disabled_at=office.now())
        end_sessions(connection, found.id)
        audit.record(connection, office, Action.ACCOUNT_DISABLED, None, detail=found.email)


def known(connection: Connection, email: str) -> Row[Any]:
    """The account of this address. Raises AccountRefused."""
    found = connection.execute(select(accounts).where(accounts.c.email == folded(email))).first()
    if found is None:
        raise AccountRefused(_("There is no account for %(email)s.", email=email))
    return found


def end_sessions(connection: Connection, account_id: int, *, but: bytes = b"") -> None:
    theirs = sessions.c.account_id == account_id, sessions.c.id != but
    connection.execute(delete(sessions).where(*theirs))


@dataclass(frozen=True)
class Checked:
    """Whose e-mail it was, if anybody's; if all was right, the code's time step or the recovery code's mark."""

    account_id: int | None
    step: int | None = None
    recovery: bytes | None = None

    @property
    def is_right(self) -> bool:
        return self.step is not None or self.recovery is not None


def check(office: Office, email: str, password: str, code: str) -> Checked:
    """Whatever is wrong, the work done is the same: the clock tells nobody whether an account exists."""
    row = _find(office, folded(email))
    number = row.accounts_id if row else 0
    right_password = passwords.matches(row.accounts_password_hash if row else None, password)
    box, owner = (row.accounts_totp_box, row.accounts_email) if row else (bytes(28 + one_time_codes.SECRET_BYTES), "")
    step = one_time_codes.step_of(office.key("totp"), box, owner, code, office.now())
    mark = recovery.mark_of(office, number, code)
    is_recovery = recovery.is_known(office, mark)
    if row is None or not right_password:
        return Checked(number if row else None)
    if step is not None and not step <= row.accounts_totp_last_step <= step + one_time_codes.AHEAD:
        return Checked(number, step=step)
    return Checked(number, recovery=mark if is_recovery else None)


def use(connection: Connection, office: Office, checked: Checked) -> bool:
    """Take the code out of use. False if it was wrong, or another request took it first."""
    if checked.recovery is not None:
        return recovery.use(connection, office, checked.recovery)
    if checked.step is None:
        return False
    last = accounts.c.totp_last_step
    earlier = accounts.c.id == checked.account_id, or_(last < checked.step, last > checked.step + one_time_codes.AHEAD)
    return bool(row_seals.change(connection, office, accounts, *earlier, totp_last_step=checked.step))


def folded(email: str) -> str:
    """As it is kept and looked for; nobody's where no account can have it."""
    return email.strip().casefold() if storable(email) else ""


def address_of(email: str) -> str:
    """The e-mail as it is kept. Raises AccountRefused."""
    try:
        return validate_email(email, check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        raise AccountRefused(_("%(email)s is not an e-mail address.", email=email)) from None


def name_of(typed: str) -> str:
    """The person's name as it is kept. Raises AccountRefused."""
    try:
        name = clean(typed)
    except Unacceptable:
        raise AccountRefused(_("The name holds a character that cannot be shown.")) from None
    if len(name) > LONGEST_NAME:
        told = {"most": LONGEST_NAME, "used": len(name)}
        raise AccountRefused(_("Use %(most)d characters or fewer. You have used %(used)d.", **told))
    return name


def _find(office: Office, email: str) -> Row[Any] | None:
    with office.database.read() as connection:
        live = select(*row_seals.columns(accounts)).where(accounts.c.email == email, accounts.c.disabled_at.is_(None))
        row = connection.execute(live).first()
    return row if row is not None and row_seals.is_whole(office, accounts, row) else None
