"""Rows by which somebody signs in carry a seal under the staff key: who can only write to the database makes none.

SQLite knows no roles: the public app's process can write to every table. A row whose seal does not fit is as good as
none. What this cannot show is an earlier row, with its seal, that was put back in place of a later one.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Row, Table, insert, select, update

from forms_app.staff.office import Office
from forms_app.storage.tables import accounts, invitations, recovery_codes, sessions

SEALED = (accounts, invitations, recovery_codes, sessions)
PURPOSE = "rows of signing in"


def columns(table: Table) -> list[ColumnElement[Any]]:
    """All columns of a table, named so that they can stand beside those of another one; see `is_whole`."""
    return [column.label(_label(column)) for column in table.c]


def is_whole(office: Office, table: Table, row: Row[Any]) -> bool:
    """Whether the staff side wrote this row, of which `columns` were asked for, just so."""
    known = row._mapping
    return _fits(office, table, {column.name: known[_label(column)] for column in table.c})


def put(connection: Connection, office: Office, table: Table, *rows: Mapping[str, Any]) -> None:
    """Insert sealed rows; of each row every column is given that is not NULL."""
    connection.execute(insert(table), [{**row, "seal": _seal(office, table, row)} for row in rows])


def change(connection: Connection, office: Office, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
    """Update rows that are ours, seals included; how many. The staff side's writes come one after the other."""
    rows = connection.execute(select(table).where(*where)).all()
    ours = [dict(row._mapping) for row in rows if _fits(office, table, dict(row._mapping))]
    for row in ours:
        _rewrite(connection, office, table, row, values)
    return len(ours)


def bless(connection: Connection, office: Office, table: Table, *where: ColumnElement[bool]) -> None:
    """Take the rows as they are: those just made, and those of a version that knew no seals."""
    for row in connection.execute(select(table).where(*where)).all():
        _rewrite(connection, office, table, dict(row._mapping), {})


def _rewrite(
    connection: Connection, office: Office, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    same = [column == row[column.name] for column in table.primary_key]
    new = {**values, "seal": _seal(office, table, {**row, **values})}
    connection.execute(update(table).where(*same).values(**new))


def _fits(office: Office, table: Table, row: Mapping[str, Any]) -> bool:
    fits = hmac.compare_digest(row["seal"] or b"", _seal(office, table, row))
    if not fits:
        structlog.get_logger().warning("a row of signing in is not ours", kind=table.name)
    return fits


def _seal(office: Office, table: Table, row: Mapping[str, Any]) -> bytes:
    told = {column.name: _written(row.get(column.name)) for column in table.c if column.name != "seal"}
    return hmac.digest(office.key(PURPOSE), json.dumps([table.name, told], sort_keys=True).encode(), "sha256")


def _written(value: Any) -> Any:
    """Each value in one spelling, whichever database keeps it."""
    if isinstance(value, datetime):
        return value.timestamp()
    return value.hex() if isinstance(value, bytes) else value


def _label(column: ColumnElement[Any]) -> str:
    return f"{column.table.name}_{column.name}"
