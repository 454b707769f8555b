"""One load's way into the database: its staged rows beside the view, in one transaction.

SQLite attaches the view to the scratch file in which the package was checked; PostgreSQL is given a copy of it.
The statements are the same. `view` and `stage` stand before a table's name and say which of the two is meant.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.contract import Table
from forms_app.case_data.store.tables import CONTRACT, listed
from forms_app.errors import CannotStartYet

DROPPED = "dropped_"  # before the name of a table: the rows of a delta that say drop


class AnotherLoad(CannotStartYet):
    """Somebody else is loading."""

    def __init__(self) -> None:
        super().__init__("CASE_DATABASE_URL: another load is at work. Wait until it has ended.")


class Session(ABC):
    """`differs` compares two values of which either may be none; `temporary` begins a table of this load alone; `none`
    is no value in a column of words."""

    view: str
    stage: str
    differs: str
    temporary: str
    none: str

    def __init__(self, scratch: Scratch) -> None:
        self.scratch = scratch

    @abstractmethod
    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """A cursor over the rows, if any. Values stand where the statement has a question mark."""

    @abstractmethod
    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None: ...

    @abstractmethod
    def source(self, table: str, column: str, ids: str) -> str:
        """What stands in FROM, on the scratch, for the rows of the view whose column is among `ids`, a select there."""

    @abstractmethod
    def publish(self) -> None:
        """Make the staged rows, and those that are dropped, known to `execute`."""

    @abstractmethod
    def insert_all(self, table: Table) -> None:
        """Every staged row into a table of the view that is empty."""

    @abstractmethod
    def commit(self) -> None: ...

    @abstractmethod
    def rollback(self) -> None: ...

    @abstractmethod
    def forget_dropped(self) -> bool:
        """After a commit: leave nothing of what was removed in the files. Whether that could be done."""

    def make(self, name: str, select: str) -> None:
        """A table of this load alone, out of a select."""
        self.execute(f'{self.temporary}"{name}" AS {select}')

    def value(self, statement: str, values: Sequence[Any] = ()) -> Any:
        return self.execute(statement, values).fetchone()[0]

    def is_empty(self) -> bool:
        """Whether no package was ever loaded."""
        return not self.value(f"SELECT EXISTS (SELECT 1 FROM {self.view}freshness)")


def part_drops(scratch: Scratch) -> None:
    """Put the rows that say drop into tables of their own: what is left is what shall be there."""
    for table in CONTRACT.tables.values():
        name = table.name
        where = f"FROM \"{name}\" WHERE op = 'drop'" if scratch.operations else f'FROM "{name}" WHERE 0'
        scratch.connection.execute(f'CREATE TABLE "{DROPPED}{name}" AS SELECT at_line, {listed(table.columns)} {where}')
        if scratch.operations:
            scratch.connection.execute(f"DELETE {where}")
            scratch.connection.execute(f'CREATE INDEX "{DROPPED}{name}_key" ON "{DROPPED}{name}" ({listed(table.key)})')
