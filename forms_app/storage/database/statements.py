"""Statements that are put into SQL once: for the reads and writes that every page of a form is made of.

Through SQLAlchemy's execute such a statement costs two and a half times as much, a quarter of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from forms_app.storage.database import Database


class Compiled(NamedTuple):
    """SQL, the order of its parameters where the driver wants one, what makes a parameter fit for the driver, and the
    values that stand in the statement itself."""

    sql: str
    order: list[str]
    makers: Mapping[str, Callable[[Any], Any]]
    fixed: dict[str, Any]


class Lookup:
    """One row at a time, over a connection of its own."""

    def __init__(self, database: Database, statement: Select[Any]) -> None:
        self._database, self._dialect = database, database.engine.dialect
        self._sql, self._order, *_ = _compile(statement, self._dialect)
        types = [column.type.dialect_impl(self._dialect) for column in statement.selected_columns]
        self._readers = [kind.result_processor(self._dialect, None) or _as_it_is for kind in types]

    def first(self, **given: bytes | int | str) -> tuple[Any, ...] | None:
        """The first row; `given` are the statement's parameters, in kinds that every driver takes as they are."""
        with self._database.admitted():
            try:
                row = self._fetched([given[name] for name in self._order] if self._order else given)
            except self._dialect.loaded_dbapi.Error as error:
                raise _translate(self._sql, error, self._dialect) from None
        return row and tuple(read(value) for read, value in zip(self._readers, row, strict=True))

    def _fetched(self, parameters: Any) -> Any:
        with closing(self._database.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(self._sql, parameters)
            return cursor.fetchone()


class Change:
    """An insert, update or delete inside the caller's transaction, on any database: put into SQL once for each kind.

    `names` are the columns that an insert gives; what a statement binds by name is given by that name.
    """

    def __init__(self, statement: Insert | Update | Delete, *names: str) -> None:
        self._statement, self._names = statement, list(names) or None
        self._known: dict[str, Compiled] = {}

    def run(self, connection: Connection, **given: Any) -> int:
        """How many rows it changed."""
        sql, order, makers, fixed = self._known.get(connection.dialect.name) or self._learn(connection.dialect)
        ready = fixed | {name: makers[name](value) if name in makers else value for name, value in given.items()}
        try:
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute(sql, [ready[name] for name in order] if order else ready)
                return int(cursor.rowcount)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _translate(sql, error, connection.dialect) from None

    def _learn(self, dialect: Dialect) -> Compiled:
        return self._known.setdefault(dialect.name, _compile(self._statement, dialect, self._names))


class Find:
    """Rows of a select, or of what a change gives back, inside the caller's transaction or read: put into SQL once for
    each kind of database."""

    def __init__(self, statement: Select[Any] | Any) -> None:
        self._statement = statement
        self._known: dict[str, tuple[Compiled, list[Callable[[Any], Any]]]] = {}
        columns = statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
        self._types = [column.type for column in columns]
        self.names = [column.name for column in columns]

    def first(self, connection: Connection, **given: Any) -> tuple[Any, ...] | None:
        rows = self._fetch(connection, given, lambda cursor: [cursor.fetchone()])
        return rows[0]

    def all(self, connection: Connection, **given: Any) -> list[tuple[Any, ...]]:
        return [row for row in self._fetch(connection, given, lambda cursor: cursor.fetchall()) if row]

    def named(self, connection: Connection, **given: Any) -> dict[str, Any] | None:
        """The row by the names of its columns."""
        row = self.first(connection, **given)
        return dict(zip(self.names, row, strict=True)) if row else None

    def _fetch(
        self, connection: Connection, given: dict[str, Any], fetch: Callable[[Any], list[Any]]
    ) -> list[tuple[Any, ...] | None]:
        (sql, order, makers, fixed), readers = self._known.get(connection.dialect.name) or self._learn(connection)
        ready = fixed | {name: makers[name](value) if name in makers else value for name, value in given.items()}
        try:
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute(sql, [ready[name] for name in order] if order else ready)
                rows = fetch(cursor)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _translate(sql, error, connection.dialect) from None
        return [row and tuple(read(value) for read, value in zip(readers, row, strict=True)) for row in rows]

    def _learn(self, connection: Connection) -> tuple[Compiled, list[Callable[[Any], Any]]]:
        dialect = connection.dialect
        readers = [kind.dialect_impl(dialect).result_processor(dialect, None) or _as_it_is for kind in self._types]
        return self._known.setdefault(dialect.name, (_compile(self._statement, dialect), readers))


Write = tuple[Change, dict[str, Any]]


def run_all(connection: Connection, writes: Iterable[Write]) -> None:
    """What was made ready before the database was asked for anything."""
    for change, given in writes:
        change.run(connection, **given)


def _compile(statement: Any, dialect: Dialect, names: list[str] | None = None) -> Compiled:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    makers = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return Compiled(str(compiled), compiled.positiontup or [], {n: make for n, make in makers.items() if make}, fixed)


def _translate(sql: str, error: BaseException, dialect: Dialect) -> BaseException:
    """As SQLAlchemy would raise it, and without what was given."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, None, error, base, hide_parameters=True, dialect=dialect)


def _as_it_is(value: Any) -> Any:
    return value
