"""Rows of one person out of the tables of a test package, as the case database gives them."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms_app.case_data.bundling.person_rows import PersonRows
from support.case_packages import CONTRACT, MONEY, Tables

INTEGERS = {
    one["name"]: [field["name"] for field in one["schema"]["fields"] if field["type"] == "integer"]
    for one in CONTRACT["resources"]
}


AS_OF = date(2026, 11, 1)


def rows_for(
    tables: Tables, person_id: str, being_checked: frozenset[str] = frozenset(), as_of: date = AS_OF
) -> PersonRows:
    """All rows of all tables: what is not hers must not come out of them either."""
    typed = {name: [_row(name, row) for row in rows] for name, rows in tables.items()}
    return PersonRows(person_id, typed, being_checked, as_of)


def _row(table: str, row: dict[str, str]) -> dict[str, Any]:
    return {column: _value(table, column, cell) for column, cell in row.items()}


def _value(table: str, column: str, cell: str) -> Any:
    if not cell:
        return None
    if column in MONEY[table]:
        return int(cell.replace(".", ""))
    return int(cell) if column in INTEGERS[table] else cell
