"""Passkeys of account holders: rows by which somebody signs in, so each is sealed as the others are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from forms_app.storage.account.tables import passkeys
from forms_app.storage.accounts import row_seals


@dataclass(frozen=True, slots=True)
class Passkey:
    """`id` and `public_key` are the authenticator's. `sign_count`: how often it has signed, 0 where it does not count.
    `is_synced`: whether its maker copies it to other devices."""

    id: bytes
    account_id: int
    public_key: bytes
    sign_count: int
    is_synced: bool
    created_at: datetime
    used_at: datetime | None = None


def add(connection: Connection, key: bytes, passkey: Passkey) -> None:
    row_seals.insert_sealed(connection, passkeys, key, asdict(passkey))


def find(connection: Connection, key: bytes, passkey_id: bytes) -> Passkey | None:
    """One whose seal fits."""
    row = connection.execute(select(passkeys).where(passkeys.c.id == passkey_id)).mappings().first()
    return _passkey(row) if row and row_seals.fits(passkeys, key, row) else None


def of_account(connection: Connection, key: bytes, account_id: int) -> list[Passkey]:
    """The oldest first."""
    hers = select(passkeys).where(passkeys.c.account_id == account_id).order_by(passkeys.c.created_at, passkeys.c.id)
    rows = connection.execute(hers).mappings().all()
    return [_passkey(row) for row in rows if row_seals.fits(passkeys, key, row)]


def use(connection: Connection, key: bytes, passkey: Passkey, sign_count: int, at: datetime) -> bool:
    """False if it is gone, or was used since it was read."""
    same = passkeys.c.id == passkey.id, passkeys.c.sign_count == passkey.sign_count
    return bool(row_seals.change(connection, passkeys, key, *same, sign_count=sign_count, used_at=at))


def remove(connection: Connection, account_id: int, passkey_id: bytes) -> bool:
    """False if this account has no such passkey."""
    one = delete(passkeys).where(passkeys.c.id == passkey_id, passkeys.c.account_id == account_id)
    return bool(connection.execute(one).rowcount)


def remove_all(connection: Connection, account_id: int) -> None:
    connection.execute(delete(passkeys).where(passkeys.c.account_id == account_id))


def _passkey(row: row_seals.Columns) -> Passkey:
    return Passkey(**{name: value for name, value in row.items() if name != "seal"})
