"""One person's rows out of tables as a package has them, for who has the tables and no case database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.contract.contract import Contract, Field


def rows_for(
    contract: Contract,
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    person_id: str,
    as_of: date,
    being_checked: frozenset[str] = frozenset(),
) -> PersonRows:
    """All rows of all tables: what is not hers must not come out of a bundle that is made of them either."""
    typed = {name: [_row(contract, name, row) for row in rows] for name, rows in tables.items()}
    return PersonRows(person_id, typed, being_checked, as_of)


def _row(contract: Contract, table: str, row: Mapping[str, str]) -> dict[str, Any]:
    """What a row leaves out is an empty cell."""
    return {one.name: _value(one, row.get(one.name, "")) for one in contract.tables[table].fields}


def _value(field: Field, cell: str) -> Any:
    if not cell:
        return None
    if field.is_money:
        return int(cell.replace(".", ""))
    return int(cell) if field.type == "integer" else cell
