"""Sessions of one app's people: found by the hash of what their cookie holds, listed, ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, delete, select

from forms_app.storage.accounts import row_seals
from forms_app.storage.accounts.sign_in import AccountRow, SignInRows
from forms_app.storage.database import Database
from forms_app.storage.database.statements import Change, Lookup
from forms_app.storage.rows import columns

A = TypeVar("A", bound=AccountRow)
OVER = datetime(1970, 1, 1, tzinfo=UTC)  # last seen then: signed out


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser in which somebody signed in. `id` is the SHA-256 of the token in its cookie."""

    id: bytes
    account_id: int
    created_at: datetime
    seen_at: datetime


class Since(NamedTuple):
    """Which sessions are alive: seen after the one moment, begun after the other."""

    seen: datetime
    created: datetime


def add(connection: Connection, rows: SignInRows[AccountRow], session_id: bytes, account_id: int, at: datetime) -> None:
    row = {"id": session_id, "account_id": account_id, "created_at": at, "seen_at": at}
    row_seals.insert_sealed(connection, rows.tables.sessions, rows.key, row)


class SessionLookup(Generic[A]):
    """Every page of somebody who is signed in begins here: one statement, put into SQL once."""

    def __init__(self, database: Database, rows: SignInRows[A]) -> None:
        sessions, accounts = rows.tables.sessions, rows.tables.accounts
        its = sessions.c.id == bindparam("session_id"), accounts.c.disabled_at.is_(None)
        statement = _with_account(sessions, accounts).where(*its)
        self._rows, self._lookup = rows, Lookup(database, statement)
        self._names = [column.name for column in statement.selected_columns]

    def find(self, session_id: bytes) -> tuple[SessionRow, A] | None:
        """The session, alive or not, and its account, if both seals fit and the account is switched on."""
        values = self._lookup.first(session_id=session_id)
        return _check_seals(self._rows, dict(zip(self._names, values, strict=True))) if values else None


def find_by(
    connection: Connection, rows: SignInRows[A], created_after: datetime, is_its: Callable[[bytes], bool]
) -> tuple[SessionRow, A] | None:
    """As SessionLookup does, of the session whose id `is_its` knows, among all that began after the moment."""
    sessions, accounts = rows.tables.sessions, rows.tables.accounts
    lately = sessions.c.created_at > created_after, accounts.c.disabled_at.is_(None)
    found = connection.execute(_with_account(sessions, accounts).where(*lately)).mappings()
    row = next((row for row in found.all() if is_its(row[f"{sessions.name}_id"])), None)
    return _check_seals(rows, row) if row else None


def list_alive(connection: Connection, rows: SignInRows[AccountRow], account_id: int, since: Since) -> list[SessionRow]:
    """Of one account, the one seen last first."""
    sessions = rows.tables.sessions
    mine = select(*columns(sessions, SessionRow)).where(sessions.c.account_id == account_id, *alive(sessions, since))
    return [SessionRow(*row) for row in connection.execute(mine.order_by(sessions.c.seen_at.desc()))]


def see(connection: Connection, rows: SignInRows[AccountRow], session_id: bytes, at: datetime, since: Since) -> None:
    """Note that it was seen, if it is alive still."""
    sessions = rows.tables.sessions
    its = sessions.c.id == session_id, *alive(sessions, since)
    row_seals.change(connection, sessions, rows.key, *its, seen_at=at)


def close(connection: Connection, rows: SignInRows[AccountRow], session_id: bytes) -> None:
    """It is over; its row stays, so that what was typed in it still finds its writer."""
    sessions = rows.tables.sessions
    row_seals.change(connection, sessions, rows.key, sessions.c.id == session_id, seen_at=OVER)


def end(connection: Connection, rows: SignInRows[AccountRow], account_id: int, session_id: bytes) -> bool:
    """False if this account has no such session."""
    sessions = rows.tables.sessions
    one = delete(sessions).where(sessions.c.id == session_id, sessions.c.account_id == account_id)
    return bool(connection.execute(one).rowcount)


def end_all(connection: Connection, rows: SignInRows[AccountRow], account_id: int, *, but: bytes = b"") -> None:
    sessions = rows.tables.sessions
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id != but))


def delete_older(connection: Connection, rows: SignInRows[AccountRow], created_before: datetime) -> None:
    _older(rows.tables.sessions).run(connection, oldest=created_before)


def alive(sessions: Table, since: Since) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return sessions.c.seen_at > since.seen, sessions.c.created_at > since.created


@cache
def _older(sessions: Table) -> Change:
    return Change(delete(sessions).where(sessions.c.created_at < bindparam("oldest")))


@cache
def _with_account(sessions: Table, accounts: Table) -> Select[Any]:
    both = *row_seals.labels(sessions), *row_seals.labels(accounts)
    return select(*both).select_from(sessions).join(accounts)


def _check_seals(rows: SignInRows[A], row: row_seals.Columns) -> tuple[SessionRow, A] | None:
    session = row_seals.values(rows.tables.sessions, rows.key, row)
    account = row_seals.values(rows.tables.accounts, rows.key, row)
    if session is None or account is None:
        return None
    session_row = SessionRow(session["id"], session["account_id"], session["created_at"], session["seen_at"])
    return session_row, rows.account(account)
