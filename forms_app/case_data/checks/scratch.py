"""A SQLite file aside in which a package is compared with itself and, for a load, with what is there.

SQLite sorts on disk, so the memory stays the same however long the files are. The file goes when its use ends. For a
check it holds keys, days, codes and cents, no name and no address.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path

from forms_app.case_data.contract.contract import Contract, Field, Table

LEFT_OUT = frozenset({"participant_id", "zip", "sha256", "sealed"})
COUNTY = "county"
OPERATION = Field(name="op", type="string", required=True, pattern="", codes=("put", "drop"), words="")
BATCH = 2_000
CACHE_KIB = 65_536
FILE = "scratch.sqlite"
PREFIX = "case-data-"


@dataclass(frozen=True)
class Scratch:
    """The open file. `whole`: every column is kept, for a load; without it none that could name a person.

    `operations`: a last column `op` says put or drop.
    """

    connection: sqlite3.Connection
    path: Path
    whole: bool
    operations: bool

    def columns(self, table: Table) -> list[tuple[int, Field]]:
        """The columns that are kept, with their places in the row."""
        fields = [*table.fields, OPERATION] if self.operations else table.fields
        return [(place, field) for place, field in enumerate(fields) if self.whole or _is_compared(field)]


@contextmanager
def create(
    contract: Contract, *, operations: bool = False, whole: bool = False, within: Path | None = None
) -> Iterator[Scratch]:
    """An empty table for each of the contract; the key `at_line` says where a row stood."""
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=within) as folder,
        closing(sqlite3.connect(Path(folder) / FILE, isolation_level=None)) as connection,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", f"cache_size = -{CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
        scratch = Scratch(connection, Path(folder) / FILE, whole, operations)
        for table in contract.tables.values():
            columns = ", ".join(f'"{field.name}" {_type(field)}' for _, field in scratch.columns(table))
            connection.execute(f'CREATE TABLE "{table.name}" (at_line INTEGER PRIMARY KEY, {columns})')
        connection.execute("BEGIN")
        yield scratch


def _is_compared(field: Field) -> bool:
    return field.name == COUNTY or not (field.is_text or field.name in LEFT_OUT)


def _type(field: Field) -> str:
    return "INTEGER" if field.type in ("integer", "number") else "TEXT"


def fill(scratch: Scratch, table: Table, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Empty cells become NULL."""
    columns = scratch.columns(table)
    marks = ", ".join(["?", *(_value(field, scratch.operations) for _, field in columns)])
    statement = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608 - the name is the contract's
    values = _picked(rows, [place for place, _ in columns], len(table.fields) + scratch.operations)
    while batch := list(islice(values, BATCH)):
        scratch.connection.executemany(statement, batch)


def _picked(rows: Iterable[tuple[int, list[str]]], places: list[int], all_: int) -> Iterator[tuple[str | int, ...]]:
    if len(places) == all_:
        return ((line, *cells) for line, cells in rows)
    if len(places) == 1:
        return ((line, cells[places[0]]) for line, cells in rows)
    pick = itemgetter(*places)
    return ((line, *pick(cells)) for line, cells in rows)


def _value(field: Field, operations: bool) -> str:
    """The type of a column makes numbers of digits.

    A dropped row may lack everything but its key.
    """
    never_empty = field.required and not operations
    return "?" if never_empty else "nullif(?, '')"


def index(scratch: Scratch, contract: Contract) -> None:
    """The keys, once all rows are there: cheaper than keeping them in order row by row."""
    for table in contract.tables.values():
        columns = ", ".join(f'"{name}"' for name in table.key)
        scratch.connection.execute(f'CREATE INDEX "{table.name}_key" ON "{table.name}" ({columns})')
