"""The way to the database: short reads, and writes that are on disk when they return.

SQLite starves writers that only retry (busy_timeout), so a write first takes a fair lock: a thread lock and a
file lock. WAL with synchronous=FULL: what is acknowledged has been flushed.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, event, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,  # a deleted draft leaves nothing in the file
}


class Database:
    """One process's connections. Make it after the process has forked."""

    def __init__(self, url: URL, turns: int | None = None) -> None:
        """Writes of all that name the same `turns` take turns on PostgreSQL too: where one transaction changes many
        rows, two would otherwise wait for each other until the database ends one of them."""
        self.engine = _engine(url)
        # SQLite's driver begins nothing by itself: a write says so. A read in AUTOCOMMIT would cost twice as much.
        sqlite = url.get_backend_name() == "sqlite"
        self._reading = self.engine if sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turns = None if sqlite else turns
        self._turn = threading.Lock()
        self._lock_file = Path(f"{url.database}.lock") if sqlite else None
        self._lock_handle: int | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose every statement stands alone."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with self._fair_turn(), self.engine.begin() as connection:
            if self._lock_file:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            if self._turns is not None:
                connection.execute(select(func.pg_advisory_xact_lock(self._turns)))
            yield connection

    @contextmanager
    def _fair_turn(self) -> Iterator[None]:
        if self._lock_file is None:
            yield
            return
        with self._turn:
            handle = self._handle(self._lock_file)
            fcntl.flock(handle, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(handle, fcntl.LOCK_UN)

    def _handle(self, path: Path) -> int:
        if self._lock_handle is None:
            self._lock_handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._lock_handle

    def close(self) -> None:
        self.engine.dispose()
        if self._lock_handle is not None:
            os.close(self._lock_handle)
            self._lock_handle = None


def storable(text: str) -> bool:
    """Whether a row can hold this text: PostgreSQL takes no NUL, and fails where one is only asked for."""
    return "\0" not in text


class Lookup:
    """One statement, put into SQL once: for the read that every page of a form begins with.

    Through SQLAlchemy's execute such a read costs two and a half times as much, a quarter of the page.
    """

    def __init__(self, database: Database, statement: Select[Any]) -> None:
        self._engine, dialect = database.engine, database.engine.dialect
        compiled = statement.compile(dialect=dialect)
        self._sql, self._order = str(compiled), compiled.positiontup
        types = [column.type.dialect_impl(dialect) for column in statement.selected_columns]
        self._readers = [kind.result_processor(dialect, None) or _as_it_is for kind in types]

    def first(self, **given: bytes | int | str) -> tuple[Any, ...] | None:
        """The first row; `given` are the statement's parameters, in kinds that every driver takes as they are."""
        try:
            row = self._fetched([given[name] for name in self._order] if self._order else given)
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise OperationalError(self._sql, None, error, hide_parameters=True) from None
        return row and tuple(read(value) for read, value in zip(self._readers, row, strict=True))

    def _fetched(self, parameters: Any) -> Any:
        with closing(self._engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(self._sql, parameters)
            return cursor.fetchone()


def _as_it_is(value: Any) -> Any:
    return value


def _engine(url: URL) -> Engine:
    """hide_parameters: otherwise an exception's text would carry what a person typed."""
    if url.get_backend_name() == "sqlite":
        _make_private(url)
        engine = create_engine(url, hide_parameters=True, pool_size=16)
        event.listen(engine, "connect", _set_pragmas)
        return engine
    return create_engine(url, hide_parameters=True, pool_size=8, pool_pre_ping=True)


def _make_private(url: URL) -> None:
    """Only its owner may read the file, whatever folder an operator gave it; SQLite's own files beside it follow."""
    with suppress(OSError):  # a folder that is missing or read-only is reported when the file is used
        os.close(os.open(str(url.database), os.O_RDWR | os.O_CREAT, 0o600))


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        got = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if got != value:
            raise RuntimeError(f"SQLite would not set {name}: {got!r}")
