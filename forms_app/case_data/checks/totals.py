"""totals.csv: rows and sums by table, county, month and column, counted here and compared with what the agency says."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from forms_app.case_data.contract.contract import Contract, Table
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.contract.money import write

FILE = "totals.csv"
HEADER = ("table", "county", "month", "column", "rows", "sum")
WITHOUT_COUNTY = ("people", "addresses", "receipts")
Counted = tuple[str, str, str, str, str, str]
_BY_RECEIPT = ("applied", "sent_of", "kept")


def count(scratch: sqlite3.Connection, contract: Contract) -> Iterator[Counted]:
    """The rows that totals.csv must have, in its columns."""
    for table in contract.tables.values():
        sums = "".join(f', sum(coalesce(a."{name}", 0))' for name in table.money)
        statement = f"""SELECT {_county(table)} AS county_, {_month(table)} AS month_, count(*){sums}
            FROM "{table.name}" a {_joins(table)} GROUP BY county_, month_"""  # noqa: S608 - names of the contract
        for county, month, rows, *amounts in scratch.execute(statement):
            if not amounts:
                yield table.name, county, month, "", str(rows), ""
            for column, amount in zip(table.money, amounts, strict=True):
                yield table.name, county, month, column, str(rows), write(amount)


def _county(table: Table) -> str:
    if table.name in WITHOUT_COUNTY:
        return "''"
    return "coalesce(a.county, '')" if table.name == "cases" else "coalesce(c.county, '')"


def _month(table: Table) -> str:
    if table.name == "months":
        return "a.month"
    if table.name == "sent":
        return """coalesce(substr(a."on", 1, 7), '')"""
    if table.name == "receipts":
        return "coalesce(substr(a.posted_on, 1, 7), '')"
    return "coalesce(substr(r.posted_on, 1, 7), '')" if table.name in _BY_RECEIPT else "''"


def _joins(table: Table) -> str:
    with_case = table.name not in (*WITHOUT_COUNTY, "cases")
    cases = "LEFT JOIN cases c ON c.case_id = a.case_id" if with_case else ""
    receipts = "LEFT JOIN receipts r ON r.receipt_id = a.receipt_id" if table.name in _BY_RECEIPT else ""
    return f"{cases} {receipts}"


def differences(scratch: sqlite3.Connection, contract: Contract, path: Path) -> Iterator[Fault]:
    """Every line of totals.csv that is not what the rows add up to, and what it lacks. Large files stay on disk."""
    named = ", ".join(f'"{name}" TEXT' for name in HEADER)
    scratch.execute(f"CREATE TEMP TABLE counted ({named})")
    scratch.executemany("INSERT INTO counted VALUES (?, ?, ?, ?, ?, ?)", count(scratch, contract))
    scratch.execute('CREATE INDEX temp.counted_key ON counted ("table", county, month, "column")')
    scratch.execute(f"CREATE TEMP TABLE stated (line INTEGER, {named})")
    if wrong := _take(scratch, path):
        yield wrong
        return
    yield from _stated_otherwise(scratch)
    yield from _not_stated(scratch)


def _take(scratch: sqlite3.Connection, path: Path) -> Fault | None:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != HEADER:
                return Fault(FILE, 1, "another header", f"The header is: {','.join(HEADER)}.")
            for cells in reader:
                if len(cells) != len(HEADER):
                    return Fault(FILE, reader.line_num, "another number of cells than the header", "Pack again.")
                scratch.execute("INSERT INTO stated VALUES (?, ?, ?, ?, ?, ?, ?)", (reader.line_num, *cells))
    except OSError:
        return None  # that it is missing has been said
    except (csv.Error, UnicodeDecodeError):
        return Fault(FILE, 0, "is not CSV in UTF-8", "Pack the folder again.")
    scratch.execute('CREATE INDEX temp.stated_key ON stated ("table", county, month, "column")')
    return None


_SAME_GROUP = """s."table" = c."table" AND s.county = c.county AND s.month = c.month AND s."column" = c."column\""""


def _stated_otherwise(scratch: sqlite3.Connection) -> Iterator[Fault]:
    statement = f"""SELECT s.line, s."rows", s."sum", c."rows", c."sum", (SELECT min(t.line) FROM stated t
        WHERE t."table" = s."table" AND t.county = s.county AND t.month = s.month AND t."column" = s."column")
        FROM stated s LEFT JOIN counted c ON {_SAME_GROUP} ORDER BY s.line"""  # noqa: S608
    for line, rows, amount, counted_rows, counted_amount, first in scratch.execute(statement):
        if first != line:
            yield Fault(FILE, line, f"the same total stands in line {first} already", "Write each once.")
        elif counted_rows is None:
            yield Fault(FILE, line, "a total for which there is no row", "Are rows missing? Take the package again.")
        elif rows != counted_rows:
            what = f"the total says {_number(rows)} rows, there are {counted_rows}"
            yield Fault(FILE, line, what, "Take the package again.")
        elif amount != counted_amount:
            what = f"the total says {_number(amount)}, the rows add up to {counted_amount or 'nothing'}"
            yield Fault(FILE, line, what, "Take the package again.")


def _not_stated(scratch: sqlite3.Connection) -> Iterator[Fault]:
    statement = f"""SELECT c."table", c.county, c.month, c."column" FROM counted c
        WHERE NOT EXISTS (SELECT 1 FROM stated s WHERE {_SAME_GROUP})"""  # noqa: S608
    for group in scratch.execute(statement):
        yield Fault(FILE, 0, f"no total for {', '.join(name for name in group if name)}", "Pack the folder again.")


def _number(cell: str) -> str:
    return cell if re.fullmatch(r"-?\d{1,15}(\.\d\d)?", cell, re.ASCII) else "no number"
