"""Accounts of one app's people: found by what they sign in with, added, changed."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, insert, or_, select
from sqlalchemy.exc import IntegrityError

from forms_app.storage.accounts import row_seals
from forms_app.storage.accounts.sign_in import AccountRow, SignInRows
from forms_app.storage.database.statements import Find

A = TypeVar("A", bound=AccountRow)


class LoginTaken(Exception):
    """There is an account for this login already."""


def find(connection: Connection, rows: SignInRows[A], login: str) -> A | None:
    """Sealed or not: to be shown or named, not to let anybody in."""
    accounts, login_column = rows.tables.accounts, rows.tables.accounts.c[rows.tables.login]
    row = connection.execute(select(accounts).where(login_column == login)).mappings().first()
    return rows.account(row) if row else None


def find_active(connection: Connection, rows: SignInRows[A], login: str) -> A | None:
    """Of whoever may sign in: the account is switched on, and its seal fits."""
    accounts = rows.tables.accounts
    row = _active(accounts, rows.tables.login).named(connection, login_given=login)
    return rows.account(row) if row and row_seals.fits(accounts, rows.key, row) else None


def add(connection: Connection, rows: SignInRows[AccountRow], login: str, **values: Any) -> int:
    """The new account's number. Raises LoginTaken; then the transaction is over."""
    accounts, row = rows.tables.accounts, {rows.tables.login: login, **values}
    try:
        added: int = connection.execute(insert(accounts).values(**row).returning(accounts.c.id)).scalar_one()
    except IntegrityError:
        raise LoginTaken from None
    row_seals.bless(connection, accounts, rows.key, accounts.c.id == added)
    return added


def change(connection: Connection, rows: SignInRows[AccountRow], account_id: int, **values: Any) -> bool:
    """False if there is no such account, or its seal does not fit."""
    accounts = rows.tables.accounts
    return bool(row_seals.change(connection, accounts, rows.key, accounts.c.id == account_id, **values))


def change_active(connection: Connection, rows: SignInRows[AccountRow], account_id: int, **values: Any) -> bool:
    """As `change`, of an account that is switched on."""
    accounts = rows.tables.accounts
    active = accounts.c.id == account_id, accounts.c.disabled_at.is_(None)
    return bool(row_seals.change(connection, accounts, rows.key, *active, **values))


def is_unchanged(connection: Connection, rows: SignInRows[AccountRow], account: AccountRow) -> bool:
    """Whether it is switched on and has the password and authenticator that it had; it keeps them for as long as the
    transaction lasts."""
    known = {"number": account.id, "password": account.password_hash, "box": account.totp_box}
    return _unchanged(rows.tables.accounts).first(connection, **known) is not None


def use_step(connection: Connection, rows: SignInRows[AccountRow], account_id: int, step: int, ahead: int) -> bool:
    """Note the time step of a one-time code as used. False if it was, or a later one that is at most `ahead` of it."""
    accounts = rows.tables.accounts
    last = accounts.c.totp_last_step
    unused = accounts.c.id == account_id, or_(last < step, last > step + ahead)
    return bool(row_seals.change(connection, accounts, rows.key, *unused, totp_last_step=step))


@cache
def _active(accounts: Table, login: str) -> Find:
    active = accounts.c[login] == bindparam("login_given"), accounts.c.disabled_at.is_(None)
    return Find(select(accounts).where(*active))


@cache
def _unchanged(accounts: Table) -> Find:
    box = accounts.c.totp_box.is_not_distinct_from(bindparam("box", type_=accounts.c.totp_box.type))
    same = accounts.c.id == bindparam("number"), accounts.c.password_hash == bindparam("password"), box
    return Find(select(accounts.c.id).where(accounts.c.disabled_at.is_(None), *same).with_for_update())
