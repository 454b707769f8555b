"""What a package changes in the view: rows that are new or other, and keys that go. Nothing is written yet.

For each table `moved_…` names the lines of the staged rows to be put, and whether they are new; `gone_…` the keys that
are there and are dropped, or no longer delivered by a full package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms_app.case_data.contract.contract import Table
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.loading.session import DROPPED, Session
from forms_app.case_data.store.tables import CONTRACT, key, listed, same

MOVED, GONE = "moved_", "gone_"


@dataclass(frozen=True)
class Difference:
    """How many rows of a table are new, other, and gone."""

    table: Table
    new: int
    other: int
    gone: int

    @property
    def is_any(self) -> bool:
        return bool(self.new or self.other or self.gone)


def find(session: Session, *, is_full: bool) -> list[Difference]:
    """For each table."""
    return [_of(session, table, is_full=is_full) for table in CONTRACT.tables.values()]


def _of(session: Session, table: Table, *, is_full: bool) -> Difference:
    keys = key(table)
    others = [name for name in table.columns if name not in keys]
    is_other = "".join(f' OR s."{name}" {session.differs} v."{name}"' for name in others)
    session.make(
        MOVED + table.name,
        f"""SELECT s.at_line, v."{keys[0]}" IS NULL AS is_new FROM {session.stage}"{table.name}" s
        LEFT JOIN {session.view}"{table.name}" v ON {same(keys, "s", "v")}
        WHERE s.at_line > 0 AND (v."{keys[0]}" IS NULL{is_other})""",
    )
    counted = f'SELECT count(*), count(*) FILTER (WHERE is_new) FROM {session.stage}"{MOVED}{table.name}"'
    moved, new = session.execute(counted).fetchone()
    gone = _find_gone(session, table, new) if is_full else _find_dropped(session, table)
    return Difference(table, new, moved - new, gone)


def _find_gone(session: Session, table: Table, new: int) -> int:
    """The count tells whether there is anything to look for."""
    here, there = (
        session.value(f'SELECT count(*) FROM {place}"{table.name}"') for place in (session.view, session.stage)
    )
    keys, is_any = key(table), "true" if here + new > there else "false"
    session.make(
        GONE + table.name,
        f"""SELECT {listed(keys, "v.")} FROM {session.view}"{table.name}" v WHERE {is_any}
        AND NOT EXISTS (SELECT 1 FROM {session.stage}"{table.name}" s WHERE {same(keys, "s", "v")})""",
    )
    return int(here + new - there)


def _find_dropped(session: Session, table: Table) -> int:
    keys = key(table)
    session.make(
        GONE + table.name,
        f"""SELECT {listed(keys, "v.")} FROM {session.view}"{table.name}" v
        JOIN {session.stage}"{DROPPED}{table.name}" s ON {same(keys, "s", "v")}""",
    )
    return int(session.value(f'SELECT count(*) FROM {session.stage}"{GONE}{table.name}"'))


def drops_of_nothing(session: Session) -> Iterator[Fault]:
    """Rows that a delta drops and that are not there: it was made from another base than it says."""
    for table in CONTRACT.tables.values():
        statement = f"""SELECT s.at_line FROM {session.stage}"{DROPPED}{table.name}" s WHERE NOT EXISTS
            (SELECT 1 FROM {session.view}"{table.name}" v WHERE {same(key(table), "s", "v")})"""
        for (line,) in session.execute(statement).fetchall():
            yield Fault(table.path, line, "drops a row that is not there", "Make the delta from the package it names.")


def apply(session: Session, found: list[Difference]) -> None:
    """Change the view."""
    for one in found:
        table, keys = one.table, key(one.table)
        if one.gone:
            session.execute(
                f"""DELETE FROM {session.view}"{table.name}" WHERE ({listed(keys)}) IN
                (SELECT {listed(keys)} FROM {session.stage}"{GONE}{table.name}")"""
            )
        if one.new or one.other:
            session.execute(_put(session, table))


def _put(session: Session, table: Table) -> str:
    keys, columns = key(table), listed(table.columns)
    others = [name for name in table.columns if name not in keys]
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
    then = f"DO UPDATE SET {updates}" if others else "DO NOTHING"
    return f"""INSERT INTO {session.view}"{table.name}" ({columns})
        SELECT {listed(table.columns, "s.")} FROM {session.stage}"{table.name}" s
        JOIN {session.stage}"{MOVED}{table.name}" m ON m.at_line = s.at_line WHERE true
        ON CONFLICT ({listed(keys)}) {then}"""
