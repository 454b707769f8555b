"""A load on SQLite: the view's file attached to the scratch, and what it writes visible at its commit."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.contract import Table
from forms_app.case_data.loading.session import AnotherLoad, Session
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import key, listed
from forms_app.storage.database.engines import BUSY_MS

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "cache_size": -65_536}
SECONDS_FOR_READERS = 20.0  # each of whom reads a person's rows and goes


class SqliteSession(Session):
    """The connection of the scratch file, with the view attached."""

    view, stage, differs, temporary = "cases.", "main.", "IS NOT", "CREATE TABLE main."
    none = "CAST(NULL AS text)"

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.scratch.connection.execute(statement, values)

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        self.scratch.connection.executemany(statement, values)

    def source(self, table: str, column: str, ids: str) -> str:
        return f'(SELECT * FROM cases."{table}" WHERE "{column}" IN ({ids}))'

    def publish(self) -> None:
        """They are here."""

    def insert_all(self, table: Table) -> None:
        columns = listed(table.columns)
        self.execute(
            f'INSERT INTO cases."{table.name}" ({columns}) SELECT {columns} FROM main."{table.name}" '
            f"ORDER BY {listed(key(table))}"
        )

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if self.scratch.connection.in_transaction:
            self.execute("ROLLBACK")

    def forget_dropped(self) -> bool:
        """The log is written back and emptied, for which no reader may be in the middle of it."""
        until = time.monotonic() + SECONDS_FOR_READERS
        while self.execute("PRAGMA cases.wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                return False
        return True


@contextmanager
def session(database: CaseDatabase, scratch: Scratch) -> Iterator[SqliteSession]:
    """Ends without a trace unless it is committed. Raises AnotherLoad."""
    connection = scratch.connection
    if connection.in_transaction:
        connection.execute("COMMIT")
    connection.execute("ATTACH ? AS cases", (str(database.url.database),))
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA cases.{name} = {value}")
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        raise AnotherLoad from None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    made = SqliteSession(scratch)
    try:
        yield made
    finally:
        made.rollback()
