"""What came and what became of it: one line for each package, and the day of what is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import freshness, packages
from forms_app.deadlines import clock

LOADED, REFUSED = "loaded", "refused"


class Last(NamedTuple):
    """What is loaded."""

    seq: int
    as_of: str
    system: str


class Entry(NamedTuple):
    """What became of a package."""

    loaded: bool
    faults: int
    being_checked: int
    first_fault: str


def last(database: CaseDatabase) -> Last | None:
    """What is loaded, if anything."""
    with database.view.read() as connection:
        row = connection.execute(select(freshness.c.seq, freshness.c.as_of, freshness.c.system)).first()
    return Last(*row) if row else None


def refused(database: CaseDatabase) -> set[int]:
    """The numbers of packages that came whole and were refused for what was in them."""
    with database.aside.read() as connection:
        wanted = (packages.c.outcome == REFUSED) & (packages.c.kind != "urgent") & packages.c.seq.is_not(None)
        return {seq for (seq,) in connection.execute(select(packages.c.seq).where(wanted))}


def write(database: CaseDatabase, said: Mapping[str, Any], entry: Entry) -> None:
    """`said`: its descriptor; empty where that is not to be believed."""
    with database.aside.write() as connection:
        connection.execute(
            insert(packages).values(
                number=next_number(connection, packages),
                at=clock.utc_now().isoformat(timespec="seconds"),
                kind=said.get("kind", ""),
                seq=said.get("seq"),
                as_of=said.get("as_of"),
                outcome=LOADED if entry.loaded else REFUSED,
                faults=entry.faults,
                being_checked=entry.being_checked,
                first_fault=entry.first_fault,
            )
        )


def next_number(connection: Connection, table: Table) -> ColumnElement[int]:
    """Writes beside the loads take turns, so that none is given twice."""
    return select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()


class Package(NamedTuple):
    """A package that came. `at` in UTC; of one whose descriptor is not to be believed nothing but that is known."""

    at: datetime
    kind: str
    seq: int | None
    as_of: str
    loaded: bool
    faults: int
    being_checked: int
    first_fault: str


def count(database: CaseDatabase) -> int:
    """How many packages came, ever."""
    with database.aside.read() as connection:
        return int(connection.execute(select(func.count()).select_from(packages)).scalar_one())


def latest(database: CaseDatabase, skipped: int, most: int) -> list[Package]:
    """The last one first."""
    columns = [packages.c[name] for name in ("at", "kind", "seq", "as_of", "outcome")]
    columns += [packages.c[name] for name in ("faults", "being_checked", "first_fault")]
    with database.aside.read() as connection:
        some = select(*columns).order_by(packages.c.number.desc()).offset(skipped).limit(most)
        return [
            Package(datetime.fromisoformat(at), kind, seq, as_of or "", outcome == LOADED, *rest)
            for at, kind, seq, as_of, outcome, *rest in connection.execute(some)
        ]
