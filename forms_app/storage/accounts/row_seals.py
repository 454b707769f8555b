"""Rows by which somebody signs in carry a seal under a key of their app: who can only write to the database makes none.

SQLite knows no roles: the public app's process can write to every table. A row whose seal does not fit is as good as
none. What this cannot show is an earlier row, with its seal, that was put back in place of a later one.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from forms_app.storage.database.statements import Change

Columns = Mapping[Any, Any]  # a row by the names of its columns, as the database gave it or as it will be written


def labels(table: Table) -> list[ColumnElement[Any]]:
    """All columns of a table, named so that they can stand beside those of another one; see `values`."""
    return [table.c[name].label(label) for name, label in _names(table)]


def values(table: Table, key: bytes, row: Columns) -> dict[str, Any] | None:
    """What stands in the table's columns, of a row for which `labels` were asked; None if the seal does not fit."""
    found = {name: row[label] for name, label in _names(table)}
    return found if fits(table, key, found) else None


def fits(table: Table, key: bytes, row: Columns) -> bool:
    """Whether a holder of the key wrote the row just so; `row` has the table's own column names."""
    is_ours = hmac.compare_digest(row["seal"] or b"", seal_of(table, key, row))
    if not is_ours:
        structlog.get_logger().warning("a row of signing in is not ours", kind=table.name)
    return is_ours


def insert_sealed(connection: Connection, table: Table, key: bytes, *rows: Columns) -> None:
    """Insert sealed rows; of each row every column is given that is not NULL."""
    for row in rows:
        _insert(table, tuple(row)).run(connection, **row, seal=seal_of(table, key, row))


def change(connection: Connection, table: Table, key: bytes, *where: ColumnElement[bool], **new: Any) -> int:
    """Update rows that are ours, seals included; how many. Who changes one of them meanwhile waits, and looks again."""
    rows = connection.execute(select(table).where(*where).with_for_update()).mappings().all()
    ours = [row for row in rows if fits(table, key, row)]
    for row in ours:
        _rewrite(connection, table, key, row, new)
    return len(ours)


def bless(connection: Connection, table: Table, key: bytes, *where: ColumnElement[bool]) -> None:
    """Take the rows as they are: those just made, and those of a version that knew no seals."""
    for row in connection.execute(select(table).where(*where)).mappings().all():
        _rewrite(connection, table, key, row, {})


def seal_of(table: Table, key: bytes, row: Columns) -> bytes:
    """HMAC-SHA-256 over the table's name and every column but the seal; a column that `row` lacks counts as NULL."""
    written = {name: _spell(row.get(name)) for name, _label in _names(table) if name != "seal"}
    return hmac.digest(key, json.dumps([table.name, written], sort_keys=True).encode(), "sha256")


def _rewrite(connection: Connection, table: Table, key: bytes, row: Columns, new: Columns) -> None:
    same = [column == row[column.name] for column in table.primary_key]
    sealed = {**new, "seal": seal_of(table, key, {**row, **new})}
    connection.execute(update(table).where(*same).values(**sealed))


def _spell(value: Any) -> Any:
    """Each value in one spelling, whichever database keeps it."""
    if isinstance(value, datetime):
        return value.timestamp()
    return value.hex() if isinstance(value, bytes) else value


@cache
def _insert(table: Table, names: tuple[str, ...]) -> Change:
    return Change(insert(table), *names, "seal")


@cache
def _names(table: Table) -> tuple[tuple[str, str], ...]:
    """(column, its name beside other tables')."""
    return tuple((column.name, f"{table.name}_{column.name}") for column in table.c)
