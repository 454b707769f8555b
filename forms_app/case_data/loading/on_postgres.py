"""A load on PostgreSQL: the staged rows are copied beside the view, and what it writes is visible at its commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.contract import Field, Table
from forms_app.case_data.loading.session import DROPPED, AnotherLoad, Session
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import CONTRACT, VIEW, key, listed

LOADS = 0x6C6F6164  # one load at a time
AT_ONCE = 5_000  # ids in a question, and lines in a piece of a copy


class PostgresSession(Session):
    """A transaction of the database, and the scratch file beside."""

    stage, differs, temporary = "pg_temp.", "IS DISTINCT FROM", "CREATE TEMP TABLE "
    none = 'CAST(NULL AS text) COLLATE "C"'

    def __init__(self, scratch: Scratch, connection: psycopg.Connection) -> None:
        super().__init__(scratch)
        self._connection = connection
        self.view = f'"{self.value("SELECT current_schema()")}".'

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        return self._connection.execute(statement.replace("?", "%s"), values or None)

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), values)

    def source(self, table: str, column: str, ids: str) -> str:
        """Fetched into a table of the scratch."""
        aside, columns = self.scratch.connection, CONTRACT.tables[table].columns
        aside.execute("DROP TABLE IF EXISTS temp.pulled")
        aside.execute(f"CREATE TEMP TABLE pulled ({listed(columns)})")
        question = f'SELECT {listed(columns)} FROM {self.view}"{table}" WHERE "{column}" = ANY(?)'
        marks = ", ".join("?" * len(columns))
        wanted = aside.execute(ids)
        while some := [value for (value,) in wanted.fetchmany(AT_ONCE)]:
            aside.executemany(f"INSERT INTO temp.pulled VALUES ({marks})", self.execute(question, [some]))
        return "temp.pulled"

    def publish(self) -> None:
        for table in CONTRACT.tables.values():
            columns = ", ".join(f'"{field.name}" {_type(field)}' for field in table.fields)
            for name in (table.name, DROPPED + table.name):
                self.execute(f'CREATE TEMP TABLE "{name}" (at_line bigint, {columns}) ON COMMIT DROP')
                self._copy(f'pg_temp."{name}"', name, ("at_line", *table.columns), table, "WHERE at_line > 0")
                self.execute(f'ANALYZE pg_temp."{name}"')

    def insert_all(self, table: Table) -> None:
        """Indexes are made afterwards, which is quicker. Until the commit the table is locked: whoever reads asks first
        whether anything is loaded."""
        name = f'{self.view}"{table.name}"'
        statement = """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
            AND tablename = ? AND indexname <> ?"""
        primary = f"{table.name}_pkey"
        indexes = self.execute(statement, (table.name, primary)).fetchall()
        self.execute(f'ALTER TABLE {name} DROP CONSTRAINT "{primary}"')
        for index, _ in indexes:
            self.execute(f'DROP INDEX "{index}"')
        self._copy(name, table.name, table.columns, table, f"ORDER BY {listed(key(table))}")
        self.execute(f'ALTER TABLE {name} ADD CONSTRAINT "{primary}" PRIMARY KEY ({listed(key(table))})')
        for _, definition in indexes:
            self.execute(definition)

    def _copy(self, target: str, source: str, columns: Sequence[str], table: Table, which: str) -> None:
        """SQLite writes the lines of the copy itself, which is quicker than Python."""
        text = {field.name for field in table.fields if field.is_text}
        line = " || char(9) || ".join(_cell(name, name in text) for name in columns)
        lines = self.scratch.connection.execute(f'SELECT {line} || char(10) FROM main."{source}" {which}')
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {target} ({listed(columns)}) FROM STDIN") as copy:
            while some := lines.fetchmany(AT_ONCE):
                copy.write("".join([one for (one,) in some]))

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def forget_dropped(self) -> bool:
        """What older transactions may still see stays until they end and the server cleans up once more."""
        self._connection.autocommit = True
        for table in VIEW:
            self.execute(f'VACUUM {self.view}"{table}"')
        return True


def _cell(name: str, is_text: bool) -> str:
    """As COPY reads it. Control characters are in no cell, a backslash may be in one of words."""
    value = rf"""replace("{name}", '\', '\\')""" if is_text else f'"{name}"'
    return rf"""coalesce({value}, '\N')"""


def _type(field: Field) -> str:
    return "bigint" if field.type in ("integer", "number") else 'text COLLATE "C"'


@contextmanager
def session(database: CaseDatabase, scratch: Scratch) -> Iterator[PostgresSession]:
    """Ends without a trace unless it is committed. Raises AnotherLoad."""
    if scratch.connection.in_transaction:
        scratch.connection.execute("COMMIT")
    pooled = database.view.engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        made = PostgresSession(scratch, connection)
        if not made.value("SELECT pg_try_advisory_xact_lock(?)", [LOADS]):
            raise AnotherLoad
        try:
            yield made
        finally:
            made.rollback()
    finally:
        pooled.invalidate()
        pooled.close()
