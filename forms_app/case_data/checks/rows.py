"""The rows of one CSV file, read as a stream, each cell checked against its column of the contract."""

from __future__ import annotations

import base64
import binascii
import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path

from forms_app.case_data.checks import lines, plain
from forms_app.case_data.checks.row_rules import RULES
from forms_app.case_data.contract import envelopes
from forms_app.case_data.contract.contract import Field, Table
from forms_app.case_data.contract.faults import Fault
from forms_app.facts.case_words import Words
from forms_app.text import ssn

MOST_FAULTS = 1_000  # of a file; a file of which every row is wrong says so no better in a million lines
PATTERNS = {"boolean": "[yn]", "date": r"\d{4}-\d\d-\d\d", "integer": r"\d{1,9}"}
_BETWEEN_CELLS = "\x1f"
_THREE_TWO_FOUR = re.compile(r"(?<!\d)\d{3}(?:[^\w\x1f]|_){1,3}\d{2}(?:[^\w\x1f]|_){1,3}\d{4}(?!\d)")
_TAX_OFFSET = re.compile(r"\b(?:fto|fao|irs|i|sto)\b|tax|treasury|offset|refund|intercept", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Row = tuple[int, list[str]]


class Rows:
    """Iterates over (line, cells) of the rows that are right, money in cents; `faults` grows with what is wrong with
    the others.

    `operations`: whether a first column `op` says put or drop, as in delta and urgent packages; it is then the last of
    the cells. A dropped row needs its key only.
    """

    def __init__(self, path: Path, table: Table, words: Words, *, operations: bool) -> None:
        self._path, self._table, self._words = path, table, words
        self._first = ("op",) if operations else ()
        self._whole = re.compile(_BETWEEN_CELLS.join(_pattern(field, words) for field in table.fields), re.ASCII)
        self._dropped = re.compile(
            _BETWEEN_CELLS.join(_pattern(field, words, table.key) for field in table.fields), re.ASCII
        )
        self._judged = [(place, field) for place, field in enumerate(table.fields) if _needs_more(field)]
        self._sealed = "sealed" in table.columns
        self._money = [place for place, field in enumerate(table.fields) if field.is_money]
        self._rule = RULES.get(table.name)
        self._line = 0
        self.faults: list[Fault] = []

    def __iter__(self) -> Iterator[Row]:
        with self._path.open("rb") as file:
            each = lines.read(file)
            try:
                if self._expects(self._next(each)):
                    yield from self._read(each)
            except UnicodeDecodeError:
                self._fault(self._line + 1, "is not UTF-8", "Write the file in UTF-8.")
            except lines.LongLine:
                self._fault(self._line + 1, "longer than 65,536 bytes", "End each row with a line feed.")
            except csv.Error:
                self._fault(self._line, "is not CSV", "Close every quotation mark; double one inside a cell.")

    def _read(self, each: Iterator[str]) -> Iterator[Row]:
        """Plain lines at once; the others cell by cell, over several lines if a quotation mark says so."""
        is_plain = None if self._first else plain.matcher(self._table, self._words)
        for line in each:
            if is_plain and is_plain(line):
                self._line += 1
                yield self._line, line.rstrip("\r").replace(".", "").split(",")
                continue
            cells = self._next(chain((line,), each))
            if self._is_right(self._line, cells):
                yield self._line, self._given(cells)
            elif len(self.faults) >= MOST_FAULTS:
                self._fault(self._line, "no more faults of this file are listed", "Mend those above.")
                return

    def _next(self, each: Iterator[str]) -> list[str]:
        """The cells of the next row, which may take several lines."""
        reader = csv.reader((line + "\n" for line in each), strict=True)
        before = self._line
        try:
            return next(reader, [])
        finally:
            self._line = before + reader.line_num

    def _given(self, cells: list[str]) -> list[str]:
        """What puts a row into the scratch."""
        own = [*cells[1:], cells[0]] if self._first else cells
        for place in self._money:
            own[place] = own[place].replace(".", "")
        return own

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(self._table.path, line, what, remedy))

    def _expects(self, header: Sequence[str]) -> bool:
        expected = [*self._first, *self._table.columns]
        if header[:1] and header[0].startswith("\ufeff"):
            self._fault(1, "begins with a byte order mark", "Write the file in UTF-8 without one.")
            return False
        for number, name in enumerate(header, start=1):
            if name not in expected:
                remedy = "Remove it: nothing may be in the file that is not in the contract."
                self._fault(1, f"column {number} is not in the contract", remedy)
        for name in expected:
            if name not in header:
                self._fault(1, f"column {name} is missing", f"The header is: {','.join(expected)}.")
        if list(header) != expected and not self.faults:
            self._fault(1, "the columns stand in another order, or twice", f"The header is: {','.join(expected)}.")
        return list(header) == expected

    def _is_right(self, line: int, cells: list[str]) -> bool:
        before = len(self.faults)
        expected = len(self._first) + len(self._table.columns)
        if len(cells) != expected:
            self._fault(line, f"{len(cells)} cells where the header has {expected}", "Quote cells that hold a comma.")
            return False
        own = cells[len(self._first) :]
        if self._first and cells[0] not in ("put", "drop"):
            self._fault(line, "op is neither put nor drop", "Write one of the two.")
        is_drop = bool(self._first) and cells[0] == "drop"
        whole = _BETWEEN_CELLS.join(own)
        if not (self._dropped if is_drop else self._whole).fullmatch(whole):
            self._name_wrong_cells(line, own, is_drop)
        if not self._sealed and _THREE_TWO_FOUR.search(whole):
            self._name_number(line)
        for place, field in self._judged:
            if own[place] and (wrong := _wrong_in_depth(field, own[place])):
                self._fault(line, f"{field.name} {wrong[0]}", wrong[1])
        if self._rule and not is_drop and len(self.faults) == before:
            for what, remedy in self._rule(dict(zip(self._table.columns, own, strict=True))):
                self._fault(line, what, remedy)
        return len(self.faults) == before

    def _name_number(self, line: int) -> None:
        remedy = "A Social Security number may not be in a package: take it out, or write another number otherwise."
        self._fault(line, "three, two and four digits that look like a Social Security number", remedy)

    def _name_wrong_cells(self, line: int, cells: Sequence[str], is_drop: bool) -> None:
        needed = self._table.key if is_drop else None
        for field, cell in zip(self._table.fields, cells, strict=True):
            if not re.fullmatch(_pattern(field, self._words, needed), cell, re.ASCII):
                what, remedy = _wrong(field, cell, self._words)
                self._fault(line, f"{field.name} {what}", remedy)


def _codes(field: Field, words: Words) -> tuple[str, ...]:
    return tuple(words[field.words]) if field.words else field.codes


def _pattern(field: Field, words: Words, needed: Sequence[str] | None = None) -> str:
    """What a cell must match; empty is allowed where the column does not need a value. `needed`: the columns that do,
    where they are others than the contract says."""
    is_needed = field.required if needed is None else field.name in needed
    codes = _codes(field, words)
    text = "[^\x00-\x20\x7f][^\x00-\x1f\x7f]*"
    pattern = "|".join(map(re.escape, codes)) if codes else field.pattern or PATTERNS.get(field.type, text)
    return f"(?:{pattern})" if is_needed else f"(?:{pattern})?"


def _wrong(field: Field, cell: str, words: Words) -> tuple[str, str]:
    """What is wrong with a cell that does not match, and what to do. The cell itself is not repeated."""
    if not cell.strip():
        return "is empty", "Every row needs it."
    if field.name == "designation" and _TAX_OFFSET.search(cell):
        return "names a tax offset", "Federal tax information may not be in a package: write collected."
    if codes := _codes(field, words):
        added = " Or add it, with its words, to agency/case_words.toml." if field.words else ""
        return "is an unknown code", f"Use one of: {', '.join(codes)}.{added}"
    if _CONTROL.search(cell):
        return "holds a control character or a line break", "Write it in one line."
    if not field.pattern and field.type == "string":
        return "begins with a blank", "Remove the blank."
    return {
        "boolean": ("is neither y nor n", "Write y or n."),
        "date": ("is not a date", "Write it as 2026-11-28."),
        "datetime": ("is not a time with its offset", "Write it as 2026-11-28T09:00:00-08:00."),
        "integer": ("is not a whole number", "Write digits only."),
        "number": ("is not an amount", "Write two decimals, a dot, no separator, such as 1234.50."),
    }.get(field.type, ("is not in the form of the contract", f"It must match {field.pattern}."))


def _needs_more(field: Field) -> bool:
    return field.type in ("date", "datetime") or field.is_text or field.name == "sealed"


def _wrong_in_depth(field: Field, cell: str) -> tuple[str, str] | None:
    """What a pattern cannot tell: days not in the calendar, numbers in words, an address that is not sealed."""
    if field.type == "date":
        return None if _is_day(cell) else ("is no day of the calendar", "Correct the day or the month.")
    if field.type == "datetime":
        return None if _is_time(cell) else ("is no time of the calendar", "Correct the day or the hour.")
    if field.name == "sealed":
        return None if _is_sealed(cell) else ("is not sealed", "Pack the folder: no address leaves it in the clear.")
    if any(character.isdecimal() for character in cell) and ssn.found(cell):
        return "holds nine digits that look like a Social Security number", "Take them out."
    return None


@lru_cache(maxsize=20_000)
def _is_day(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return not re.fullmatch(PATTERNS["date"], cell)  # that it is no date at all has been said


@lru_cache(maxsize=2_000)
def _is_time(cell: str) -> bool:
    try:
        return datetime.fromisoformat(cell).tzinfo is not None
    except ValueError:
        return False


def _is_sealed(cell: str) -> bool:
    try:
        return envelopes.is_sealed(base64.b64decode(cell, validate=True))
    except (binascii.Error, ValueError):
        return False
