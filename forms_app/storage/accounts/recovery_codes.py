"""Recovery codes of one app's people: only keyed hashes (`mark`) are kept, each deleted when its code is used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, Table, bindparam, delete, func, select

from forms_app.storage.accounts import row_seals
from forms_app.storage.accounts.sign_in import AccountRow, SignInRows
from forms_app.storage.database.statements import Change, Find


def replace(connection: Connection, rows: SignInRows[AccountRow], account_id: int, marks: Iterable[bytes]) -> None:
    """These and no others."""
    delete_all(connection, rows, account_id)
    row_seals.insert_sealed(
        connection, rows.tables.recovery_codes, rows.key, *({"id": mark, "account_id": account_id} for mark in marks)
    )


def exists(connection: Connection, rows: SignInRows[AccountRow], mark: bytes) -> bool:
    """Whether it is there and its seal fits."""
    codes = rows.tables.recovery_codes
    row = _one(codes).named(connection, wanted=mark)
    return row is not None and row_seals.fits(codes, rows.key, row)


def use(connection: Connection, rows: SignInRows[AccountRow], mark: bytes) -> bool:
    """False if it is not there, or another request took it first."""
    codes = rows.tables.recovery_codes
    if not exists(connection, rows, mark):
        return False
    return bool(_use(codes).run(connection, wanted=mark))


def count(connection: Connection, rows: SignInRows[AccountRow], account_id: int) -> int:
    found = _count(rows.tables.recovery_codes).first(connection, account=account_id)
    return int(found[0]) if found else 0


def delete_all(connection: Connection, rows: SignInRows[AccountRow], account_id: int) -> None:
    codes = rows.tables.recovery_codes
    connection.execute(delete(codes).where(codes.c.account_id == account_id))


@cache
def _one(codes: Table) -> Find:
    return Find(select(codes).where(codes.c.id == bindparam("wanted")))


@cache
def _use(codes: Table) -> Change:
    return Change(delete(codes).where(codes.c.id == bindparam("wanted")))


@cache
def _count(codes: Table) -> Find:
    return Find(select(func.count()).select_from(codes).where(codes.c.account_id == bindparam("account")))
