"""What a delta changes is checked with what stays around it: the cases it touches are made whole in the scratch.

A case is touched by a row of its own, by a receipt of a payer of it, and by a person who is dropped. Its rows of the
view that the delta neither puts nor drops are pulled to lines before the first; what they only refer to, to lines
that are not examined.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

from forms_app.case_data.checks import references, sums
from forms_app.case_data.checks.references import CONTEXT
from forms_app.case_data.contract.faults import BeingChecked, Fault
from forms_app.case_data.loading.effects import OF_A_PERSON
from forms_app.case_data.loading.session import DROPPED, Session
from forms_app.case_data.store.tables import CONTRACT, listed, same

OF_A_CASE = ("cases", "case_parties", "children", "orders", "debts", "months", "applied", "sent_of", "kept")
TOUCHED = "touched"
Finding = Fault | BeingChecked
_TOUCHED = f"SELECT case_id FROM {TOUCHED}"
_PAYERS = f"SELECT DISTINCT person_id FROM case_parties WHERE role = 'payer' AND case_id IN ({_TOUCHED})"


class Neighbourhood:
    """The scratch of one delta, completed from the view."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._aside: sqlite3.Connection = session.scratch.connection
        self._pulled: Counter[tuple[str, bool]] = Counter()
        self._find_touched()
        self._pull_cases()
        self._pull_what_they_refer_to()

    def findings(self) -> Iterator[Finding]:
        """As a full package is checked. What is said of rows that were loaded before is said once."""
        yield from dict.fromkeys(self._findings())

    def _findings(self) -> Iterator[Finding]:
        for table in CONTRACT.tables.values():
            yield from references.dangling(self._aside, table, CONTRACT)
        yield from references.addresses_of_restricted(self._aside, operations=True)
        yield from references.strangers(self._aside, CONTRACT)
        for case in sums.being_checked(self._aside):
            if self._aside.execute(f"SELECT 1 FROM {TOUCHED} WHERE case_id = ?", (case.case_id,)).fetchone():
                yield case

    def _find_touched(self) -> None:
        self._aside.execute(f"CREATE TABLE {TOUCHED} (case_id TEXT PRIMARY KEY)")
        for table in CONTRACT.tables.values():
            for name in (table.name, DROPPED + table.name):
                if "case_id" in table.columns:
                    self._touch(f'SELECT case_id FROM "{name}" WHERE case_id IS NOT NULL')
                if table.name in OF_A_PERSON:
                    before = self._source(table.name, table.key[0], f'SELECT "{table.key[0]}" FROM "{name}"')
                    self._touch(f"SELECT case_id FROM {before} WHERE case_id IS NOT NULL")
        named = (
            "receipts",
            "dropped_receipts",
            "applied",
            "dropped_applied",
        )  # a receipt ties its payer's cases together
        ids = " UNION ".join(f"SELECT receipt_id FROM {name}" for name in named)
        before = self._source("receipts", "receipt_id", ids)
        self._aside.execute(f"CREATE TABLE payers AS SELECT person_id FROM {before}")
        people = " UNION ".join(f"SELECT person_id FROM {name}" for name in ("payers", "receipts", "dropped_people"))
        self._touch(f"SELECT case_id FROM {self._source('case_parties', 'person_id', people)}")

    def _touch(self, cases: str) -> None:
        self._aside.execute(f"INSERT OR IGNORE INTO {TOUCHED} (case_id) {cases}")

    def _pull_cases(self) -> None:
        for name in OF_A_CASE:
            self._pull(name, "case_id", _TOUCHED)
        people = f"SELECT DISTINCT person_id FROM case_parties WHERE case_id IN ({_TOUCHED})"
        for name in OF_A_PERSON:
            self._pull(name, "person_id", people, f"case_id IN ({_TOUCHED})")
        for name in (*OF_A_PERSON, "receipts", "addresses"):
            self._pull(name, "person_id", "SELECT person_id FROM dropped_people")

    def _pull_what_they_refer_to(self) -> None:
        """Other cases' shares of the same receipts too: a receipt must come to the sum of all of them."""
        of_payers = self._source("case_parties", "person_id", _PAYERS)
        self._aside.execute(f"CREATE TABLE beside AS SELECT DISTINCT case_id FROM {of_payers}")
        receipts = " UNION ".join(f"SELECT receipt_id FROM {name}" for name in ("applied", "sent_of", "kept"))
        beside = f"SELECT case_id FROM beside WHERE case_id NOT IN ({_TOUCHED})"
        self._pull(
            "applied", "case_id", beside, f"receipt_id IN ({receipts} UNION SELECT receipt_id FROM receipts)", CONTEXT
        )
        self._pull("receipts", "receipt_id", receipts)
        self._pull("receipts", "receipt_id", "SELECT reverses FROM receipts WHERE reverses IS NOT NULL", at=CONTEXT)
        self._pull("sent", "sent_id", "SELECT sent_id FROM sent_of", at=CONTEXT)
        self._pull("events", "event_id", "SELECT replaces FROM events WHERE replaces IS NOT NULL", at=CONTEXT)
        self._pull("addresses", "person_id", "SELECT person_id FROM people")
        self._pull("people", "person_id", self._people(), at=CONTEXT)
        merged = "SELECT merged_into FROM people WHERE merged_into IS NOT NULL"
        self._pull("people", "person_id", merged, at=CONTEXT)

    def _people(self) -> str:
        named = ["case_parties", "receipts", "sent", "events", "documents", "steps", "addresses"]
        each = [f"SELECT person_id FROM {name}" for name in named]
        each += [f"SELECT {column} FROM debts WHERE {column} IS NOT NULL" for column in ("payer_id", "receiver_id")]
        each.append("SELECT merged_into FROM people WHERE merged_into IS NOT NULL")
        return " UNION ".join(each)

    def _source(self, table: str, column: str, ids: str) -> str:
        return self._session.source(table, column, ids)

    def _pull(self, table: str, column: str, ids: str, where: str = "true", at: int = 0) -> None:
        """Rows of the view that are neither put nor dropped nor pulled already. `at`: before which line."""
        described, place = CONTRACT.tables[table], (table, at == CONTEXT)
        first = at - self._pulled[place]
        source = self._source(table, column, ids)
        done = self._aside.execute(
            f"""INSERT INTO main."{table}" (at_line, {listed(described.columns)})
            SELECT {first} - row_number() OVER (), {listed(described.columns)} FROM {source} v WHERE {where}
            AND NOT EXISTS (SELECT 1 FROM main."{table}" s WHERE {same(described.key, "s", "v")})
            AND NOT EXISTS (SELECT 1 FROM main."{DROPPED}{table}" s WHERE {same(described.key, "s", "v")})"""
        )
        self._pulled[place] += done.rowcount
