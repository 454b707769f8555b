"""Recovery codes: for whoever has no authenticator at hand. Ten, each good once; only keyed hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import Connection, delete, func, select

from forms_app.staff import audit
from forms_app.staff.accounts import row_seals
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.tables import recovery_codes
from forms_app.text.cleaning import ascii_digits

COUNT = 10
DIGITS = 12  # 40 bits: behind the password, the limits and a key that is not in the database
GROUP = 4


def renew(connection: Connection, office: Office, account_id: int) -> list[str]:
    """Ten new codes, shown this once; those given before are dead."""
    codes = ["".join(str(secrets.randbelow(10)) for _ in range(DIGITS)) for _ in range(COUNT)]
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
    rows = [{"id": mark_of(office, account_id, code), "account_id": account_id} for code in codes]
    row_seals.put(connection, office, recovery_codes, *rows)
    audit.record(connection, office, Action.RECOVERY_CODES_MADE, account_id)
    return [_printed(code) for code in codes]


def mark_of(office: Office, account_id: int, typed: str) -> bytes:
    """What would be kept of the code that was typed, however it was spaced."""
    digits = "".join(character for character in ascii_digits(typed) if character in "0123456789")
    return hmac.digest(office.key("recovery codes"), f"{account_id} {digits}".encode(), hashlib.sha256)


def is_known(office: Office, mark: bytes) -> bool:
    with office.database.read() as connection:
        return _is_ours(connection, office, mark)


def use(connection: Connection, office: Office, mark: bytes) -> bool:
    """Take the code out of use. False if another request took it first."""
    if not _is_ours(connection, office, mark):
        return False
    return bool(connection.execute(delete(recovery_codes).where(recovery_codes.c.id == mark)).rowcount)


def left(connection: Connection, account_id: int) -> int:
    theirs = recovery_codes.c.account_id == account_id
    return connection.execute(select(func.count()).select_from(recovery_codes).where(theirs)).scalar_one()


def _is_ours(connection: Connection, office: Office, mark: bytes) -> bool:
    known = select(*row_seals.columns(recovery_codes)).where(recovery_codes.c.id == mark)
    row = connection.execute(known).first()
    return row is not None and row_seals.is_whole(office, recovery_codes, row)


def _printed(code: str) -> str:
    return " ".join(code[place : place + GROUP] for place in range(0, DIGITS, GROUP))
