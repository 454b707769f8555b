"""The rows of one person, each table by one look into an index: hers, and of what others share with her only that part.

A payer's rows hold his own receipts and what of them was applied to his debts; a receiver's what was applied to debts
owed to her, where it went, and of the receipt around it only its days. Both hold the orders that may concern them, but
none that is another payer's alone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from forms_app.case_data.bundling.person_rows import PersonRows, Row
from forms_app.case_data.store.questions import ask
from forms_app.case_data.store.tables import CONTRACT, listed

_CASES = "SELECT case_id FROM case_parties WHERE person_id = :person"
_DEBT = "d.case_id = a.case_id AND d.debt_no = a.debt_no"
_OWED_TO_HER = f"EXISTS (SELECT 1 FROM debts d WHERE {_DEBT} AND d.receiver_id = :person)"
_OWED_BY_HIM = f"EXISTS (SELECT 1 FROM debts d WHERE {_DEBT} AND d.payer_id = :person)"
_HIS_RECEIPT = "EXISTS (SELECT 1 FROM receipts r WHERE r.receipt_id = a.receipt_id AND r.person_id = :person)"
_ORDER = "d.case_id = a.case_id AND d.order_no = a.order_no"
_DAYS_ONLY = ("receipt_id", "received_on", "posted_on", "state", "reverses")
_RECEIVED = f"""SELECT a.receipt_id FROM applied a WHERE a.case_id IN ({_CASES}) AND {_OWED_TO_HER}"""

WHERE = {
    "people": "a.person_id = :person",
    "case_parties": "a.person_id = :person",
    "cases": f"a.case_id IN ({_CASES})",
    "children": f"a.case_id IN ({_CASES})",
    "orders": f"""a.case_id IN ({_CASES}) AND (
        EXISTS (SELECT 1 FROM case_parties p
            WHERE p.case_id = a.case_id AND p.person_id = :person AND p.role <> 'payer')
        OR EXISTS (SELECT 1 FROM debts d WHERE {_ORDER} AND d.payer_id = :person)
        OR NOT EXISTS (SELECT 1 FROM debts d WHERE {_ORDER}))""",
    "debts": f"a.case_id IN ({_CASES}) AND (a.payer_id = :person OR a.receiver_id = :person)",
    "months": f"""a.case_id IN ({_CASES}) AND ({_OWED_TO_HER} OR {_OWED_BY_HIM})
        AND a.case_id NOT IN (SELECT case_id FROM being_checked)""",
    "receipts": "a.person_id = :person",
    "applied": f"""a.case_id IN ({_CASES})
        AND ({_OWED_TO_HER} OR ({_HIS_RECEIPT} AND (a.debt_no IS NULL OR {_OWED_BY_HIM})))""",
    "sent": "a.person_id = :person",
    "sent_of": f"""a.case_id IN ({_CASES})
        AND EXISTS (SELECT 1 FROM sent s WHERE s.sent_id = a.sent_id AND s.person_id = :person)""",
    "kept": f"a.case_id IN ({_CASES}) AND {_OWED_TO_HER}",
    "events": "a.person_id = :person",
    "documents": "a.person_id = :person",
    "steps": "a.person_id = :person",
}
_STATEMENTS = {
    table: f'SELECT {listed(CONTRACT.tables[table].columns, "a.")} FROM "{table}" a WHERE {where}'
    for table, where in WHERE.items()
}
_OTHERS_RECEIPTS = f"""SELECT {listed(_DAYS_ONLY, "a.")} FROM receipts a
    WHERE a.receipt_id IN ({_RECEIVED}) AND a.person_id <> :person"""
_CHECKED = f"SELECT case_id FROM being_checked WHERE case_id IN ({_CASES})"


def read(connection: Connection, person_id: str) -> PersonRows:
    """Out of one snapshot. Empty for somebody who is not there."""
    tables: dict[str, list[Row]] = {}
    for table, statement in _STATEMENTS.items():
        columns = CONTRACT.tables[table].columns
        tables[table] = [dict(zip(columns, row, strict=True)) for row in ask(connection, statement, person=person_id)]
    tables["receipts"] += [_days_only(row) for row in ask(connection, _OTHERS_RECEIPTS, person=person_id)]
    being_checked = frozenset(case for (case,) in ask(connection, _CHECKED, person=person_id))
    return PersonRows(person_id, tables, being_checked)


def _days_only(row: Any) -> Row:
    """Another's receipt, as far as it is hers to know; the sums are those of `applied`."""
    return dict.fromkeys(CONTRACT.tables["receipts"].columns) | dict(zip(_DAYS_ONLY, row, strict=True))
