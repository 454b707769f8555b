"""Set-up codes of one app's people: an account that waits for its person, with the keyed hash of what lets them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from forms_app.storage.accounts import row_seals
from forms_app.storage.accounts.sign_in import AccountRow, SignInRows


@dataclass(frozen=True, slots=True)
class SetUpCodeRow:
    """The one code of an account, good until the moment."""

    account_id: int
    login: str
    code_hash: bytes
    until: datetime


def replace(
    connection: Connection, rows: SignInRows[AccountRow], account_id: int, code_hash: bytes, until: datetime
) -> None:
    codes = _codes(rows)
    connection.execute(delete(codes).where(codes.c.account_id == account_id))
    row = {"account_id": account_id, "code_hash": code_hash, "until": until}
    row_seals.insert_sealed(connection, codes, rows.key, row)


def find(connection: Connection, rows: SignInRows[AccountRow], login: str, now: datetime) -> SetUpCodeRow | None:
    """One that is still good, of an account that is switched on, if both seals fit."""
    codes, accounts = _codes(rows), rows.tables.accounts
    columns: list[Any] = [*row_seals.labels(codes), *row_seals.labels(accounts)]
    good = accounts.c[rows.tables.login] == login, accounts.c.disabled_at.is_(None), codes.c.until > now
    row = connection.execute(select(*columns).select_from(codes).join(accounts).where(*good)).mappings().first()
    if row is None:
        return None
    code, account = (row_seals.values(table, rows.key, row) for table in (codes, accounts))
    return SetUpCodeRow(code["account_id"], login, code["code_hash"], code["until"]) if code and account else None


def use(connection: Connection, rows: SignInRows[AccountRow], code: SetUpCodeRow) -> bool:
    """Take it out of use. False if another request took it first."""
    codes = _codes(rows)
    same = codes.c.account_id == code.account_id, codes.c.code_hash == code.code_hash
    return bool(connection.execute(delete(codes).where(*same)).rowcount)


def _codes(rows: SignInRows[AccountRow]) -> Table:
    codes = rows.tables.set_up_codes
    if codes is None:
        raise LookupError("nobody sets up accounts of this app for others")
    return codes
