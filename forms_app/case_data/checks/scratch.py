"""A SQLite file aside in which a package is compared with itself: keys, days, codes and cents, no name and no address.

SQLite sorts on disk, so the memory stays the same however long the files are. The file goes when the check ends.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path

from forms_app.case_data.contract.contract import Contract, Field, Table

LEFT_OUT = frozenset({"participant_id", "zip", "sha256", "sealed"})
COUNTY = "county"
BATCH = 2_000
CACHE_KIB = 65_536


@contextmanager
def create(contract: Contract) -> Iterator[sqlite3.Connection]:
    """An empty table for each of the contract; a first column `at_line` says where a row stood."""
    with (
        tempfile.TemporaryDirectory(prefix="case-data-") as folder,
        closing(sqlite3.connect(Path(folder) / "scratch.sqlite", isolation_level=None)) as scratch,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", f"cache_size = -{CACHE_KIB}"):
            scratch.execute(f"PRAGMA {pragma}")
        for table in contract.tables.values():
            columns = ", ".join(f'"{field.name}" {_type(field)}' for _, field in kept(table))
            scratch.execute(f'CREATE TABLE "{table.name}" (at_line INTEGER, {columns})')
        scratch.execute("BEGIN")
        yield scratch


def kept(table: Table) -> list[tuple[int, Field]]:
    """The columns that are compared, with their places in the row."""
    fields = enumerate(table.fields)
    return [(place, field) for place, field in fields if _is_kept(field)]


def _is_kept(field: Field) -> bool:
    return field.name == COUNTY or not (field.is_text or field.name in LEFT_OUT)


def _type(field: Field) -> str:
    return "INTEGER" if field.type in ("integer", "number") else "TEXT"


def fill(scratch: sqlite3.Connection, table: Table, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Empty cells become NULL, money becomes cents."""
    columns = kept(table)
    marks = ", ".join(["?", *(_value(field) for _, field in columns)])
    statement = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608 - the name is the contract's
    pick = itemgetter(*(place for place, _ in columns))
    if len(columns) == 1:
        values: Iterator[tuple[str | int, ...]] = ((line, pick(cells)) for line, cells in rows)
    else:
        values = ((line, *pick(cells)) for line, cells in rows)
    while batch := list(islice(values, BATCH)):
        scratch.executemany(statement, batch)


def _value(field: Field) -> str:
    """SQLite changes the cells itself, which is quicker than Python; the type of a column makes numbers of digits."""
    return "CAST(replace(nullif(?, ''), '.', '') AS INTEGER)" if field.is_money else "nullif(?, '')"


def index(scratch: sqlite3.Connection, contract: Contract) -> None:
    """The keys, once all rows are there: cheaper than keeping them in order row by row."""
    for table in contract.tables.values():
        columns = ", ".join(f'"{name}"' for name in table.key)
        scratch.execute(f'CREATE INDEX "{table.name}_key" ON "{table.name}" ({columns})')
