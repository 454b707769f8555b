"""Rows of one person out of the tables of a test package, as the case database gives them."""

from __future__ import annotations

from typing import Any

from forms_app.case_data.bundling.person_rows import PersonRows
from support.case_packages import CONTRACT, MONEY, Tables

INTEGERS = {
    one["name"]: [field["name"] for field in one["schema"]["fields"] if field["type"] == "integer"]
    for one in CONTRACT["resources"]
}


def rows_for(tables: Tables, person_id: str, being_checked: frozenset[str] = frozenset()) -> PersonRows:
    """All rows of all tables: what is not hers must not come out of them either."""
    return PersonRows(
        person_id, {name: [_row(name, row) for row in rows] for name, rows in tables.items()}, being_checked
    )


def _row(table: str, row: dict[str, str]) -> dict[str, Any]:
    return {column: _value(table, column, cell) for column, cell in row.items()}


def _value(table: str, column: str, cell: str) -> Any:
    if not cell:
        return None
    if column in MONEY[table]:
        return int(cell.replace(".", ""))
    return int(cell) if column in INTEGERS[table] else cell
