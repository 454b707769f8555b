"""Rows of one person out of the tables of a test package, as the case database gives them."""

from __future__ import annotations

from datetime import date

from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.contract import contract
from forms_app.case_data.county import reading
from support.case_packages import Tables

CONTRACT = contract.load()
AS_OF = date(2026, 11, 1)


def rows_for(
    tables: Tables, person_id: str, being_checked: frozenset[str] = frozenset(), as_of: date = AS_OF
) -> PersonRows:
    """All rows of all tables: what is not hers must not come out of them either."""
    return reading.rows_for(CONTRACT, tables, person_id, as_of, being_checked)
