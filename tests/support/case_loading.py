"""A case database and packages for it, one after another: a package holds what a test changes in the tables."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from forms_app.case_data.loading.load import Load, Outcome, Yes
from forms_app.case_data.store.databases import ASIDE, CASES, CaseDatabase, beside
from forms_app.case_data.store.tables import VIEW, aside, metadata
from forms_app.facts import case_words
from support import case_packages as packages
from support import ready
from support.case_packages import Tables

CODES = case_words.load(Path("agency"))
YES = Yes(it_moved=True, people_go=True, after_a_gap=True)
SMALL = packages.small()
BY_NUMBER = ("person_id", "case_id", "receipt_id", "sent_id", "event_id", "doc_id", "step_id")
REFERS = ("payer_id", "receiver_id", "reverses", "replaces", "merged_into")


@dataclass
class Loader:
    """Loads one package after another and keeps what was told."""

    database: CaseDatabase
    folder: Path
    told: list[str] = field(default_factory=list)
    seq: int = 0

    def load(self, tables: Tables, yes: Yes = YES, **said: Any) -> Outcome:
        """The next full package, unless something else is said."""
        self.seq = int(said.setdefault("seq", self.seq + 1))
        folder = self.folder / f"package-{len(list(self.folder.iterdir()))}"
        key = packages.write(folder, tables, **said)
        return self.take(folder, key, yes)

    def take(self, folder: Path, key: Path, yes: Yes = YES) -> Outcome:
        self.told = []
        outcome = Load(self.database, folder, CODES, key, yes, lambda found: self.told.append(str(found))).run()
        shutil.rmtree(folder)
        return outcome

    def delta(self, tables: Tables, yes: Yes = YES, **said: Any) -> Outcome:
        """Changes of what was loaded last."""
        return self.load(
            {table: tables.get(table, []) for table in SMALL}, yes, **{"kind": "delta", "base_seq": self.seq, **said}
        )

    def urgent(self, seq: int, people: Iterable[Any] = (), cases: Iterable[Any] = (), **said: Any) -> Outcome:
        before = self.seq
        outcome = self.load({"people": list(people), "cases": list(cases)}, seq=seq, kind="urgent", **said)
        self.seq = before
        return outcome

    def view(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything the agency delivered, without what a load says of itself."""
        with self.database.snapshot() as connection:
            return {
                name: sorted(map(tuple, connection.execute(select(table))), key=str) for name, table in VIEW.items()
            }

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Of any table beside those of the contract."""
        place = self.database.view if table in metadata.tables else self.database.aside
        found = {**metadata.tables, **aside.tables}[table]
        with place.read() as connection:
            return sorted(map(tuple, connection.execute(select(found))), key=str)

    def count(self, table: str) -> int:
        with self.database.view.read() as connection:
            return int(connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one())


def opened(address: str) -> CaseDatabase:
    url = make_url(address)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    database = CaseDatabase(url, patience=None)
    for place, chain in ((url, CASES), (beside(url), ASIDE)):
        ready.place(place, chain)
    database.upgrade()
    return database


def many(copies: int, tables: Tables = SMALL) -> Tables:
    """The same cases again and again, of other people and under other numbers; the first ones as they are."""
    made = copy.deepcopy(tables)
    for number in range(1, copies):
        for table, rows in tables.items():
            made[table] += [_numbered(row, str(number)) for row in rows]
    return made


def _numbered(row: dict[str, str], number: str) -> dict[str, str]:
    other = {name: f"{row[name]}-{number}" for name in (*BY_NUMBER, *REFERS) if row.get(name)}
    if "participant_id" in row:
        other["participant_id"] = row["participant_id"] + number
    return row | other


def dropped(table: str, row: dict[str, str]) -> dict[str, str]:
    """What a delta says to drop it: its key only."""
    return {name: value if name in packages.KEYS[table] else "" for name, value in row.items()} | {"op": "drop"}


def difference(before: Tables, after: Tables) -> Tables:
    """The delta that makes the one of the other."""
    made: Tables = {}
    for table in SMALL:
        keys = packages.KEYS[table]
        old, new = ({tuple(row[name] for name in keys): row for row in side[table]} for side in (before, after))
        made[table] = [row for key, row in new.items() if old.get(key) != row]
        made[table] += [dropped(table, row) for key, row in old.items() if key not in new]
    return made
