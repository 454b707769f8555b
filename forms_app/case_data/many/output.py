"""The files of a large package while they are written: rows as a stream, sums by county and month counted beside."""

from __future__ import annotations

import csv
import operator
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from forms_app.case_data.checks import totals
from forms_app.case_data.contract import money
from forms_app.case_data.contract.contract import Contract

Amounts = tuple[int, ...]
Group = tuple[str, str]  # county and month, as totals.csv has them
BUFFER = 2**20
MOST_REMEMBERED = 300_000  # amounts as text: the same ones come again and again


class _Written(dict[int, str]):
    """Cents to text."""

    def __missing__(self, cents: int) -> str:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        self[cents] = text = money.write(cents)
        return text


class Output:
    """One file a table. `operation`: what each row begins with, "put," in a delta and nothing otherwise."""

    def __init__(self, folder: Path, contract: Contract, operation: str = "") -> None:
        self._folder, self._contract, self._operation = folder, contract, operation
        self._files: dict[str, TextIO] = {}
        self._sums: dict[str, dict[Group, list[int]]] = {name: {} for name in contract.tables}
        self._columns = {table.name: len(table.money) for table in contract.tables.values()}
        self._text = _Written()
        self._wrong: tuple[str, int] | None = None
        for table in contract.tables.values():
            self._files[table.name] = (folder / table.path).open("w", BUFFER, encoding="utf-8", newline="\n")
            header = [*(["op"] if operation else []), *table.columns]
            self._files[table.name].write(f"{','.join(header)}\n")

    def add(
        self, table: str, group: Group, before: str, amounts: Amounts = (), after: str = "", *, hidden: int = 0
    ) -> None:
        """A row: cells before the amounts, amounts in cents, cells after. `hidden`: so many of the last are empty."""
        if self._wrong is not None and self._wrong[0] == table:
            amounts = self._spoiled(amounts, self._wrong[1])
        shown = amounts[: len(amounts) - hidden] if hidden else amounts
        text = self._text
        self._files[table].write(
            f"{self._operation}{before}{','.join([text[cents] for cents in shown])}{',' * hidden}{after}\n"
        )
        sums = self._sums[table].get(group)
        if sums is None:
            sums = self._sums[table][group] = [0] * (1 + self._columns[table])
        sums[:] = map(operator.add, sums, (1, *amounts))

    def drop(self, table: str, key: str) -> None:
        """A row of a delta that takes one away. It counts in the totals of rows whose case is not in the package."""
        width = len(self._contract.tables[table].columns) - 1 - key.count(",")
        self._files[table].write(f"drop,{key}{',' * width}\n")
        sums = self._sums[table].setdefault(("", ""), [0] * (1 + self._columns[table]))
        sums[0] += 1

    def spoil(self, table: str, column: int) -> None:
        """The next row of this table is wrong by a cent in this one of its amounts."""
        self._wrong = (table, column)

    def _spoiled(self, amounts: Amounts, column: int) -> Amounts:
        self._wrong = None
        return tuple(cents + (place == column) for place, cents in enumerate(amounts))

    def close(self) -> None:
        """Everything is written after this, totals.csv too."""
        for file in self._files.values():
            file.close()
        with (self._folder / totals.FILE).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(totals.HEADER)
            writer.writerows(self._totals())

    def _totals(self) -> Iterator[totals.Counted]:
        for table in self._contract.tables.values():
            for (county, month), (rows, *sums) in sorted(self._sums[table.name].items()):
                if not sums:
                    yield table.name, county, month, "", str(rows), ""
                for column, cents in zip(table.money, sums, strict=True):
                    yield table.name, county, month, column, str(rows), money.write(cents)


class Unwritten(Output):
    """Takes rows and writes none: for what only has to be drawn again."""

    def __init__(self) -> None:
        pass

    def add(
        self, table: str, group: Group, before: str, amounts: Amounts = (), after: str = "", *, hidden: int = 0
    ) -> None:
        pass
