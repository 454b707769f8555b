"""Grounds: the rows of handbook/facts.md that a page says it stands on are there, and were read somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from website.checks.pages import Finding, Page, Site

TABLE = Path("handbook/facts.md")
FLAGS = ("SEED", "CITED")
FIELD = "facts"
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Row:
    """One fact: its name, what it says, how it is known, and where it was read."""

    name: str
    fact: str
    flag: str
    source: str
    line: int


def grounds(site: Site) -> Iterator[Finding]:
    """Rows that are no facts, pages that stand on no row, and rows that only one twin stands on."""
    rows = table(site.root)
    yield from _wrong_rows(rows)
    names = {row.name for row in rows}
    for page in site.pages.values():
        yield from _find_unknown(page, names)
    for english, spanish in site.twins():
        if row_names(english) != row_names(spanish):
            remedy = f"write the same {FIELD}: into both, in the same order"
            yield spanish.finding(spanish.line_of(FIELD), f"it stands on other facts than {english.path}", remedy)


def table(root: Path) -> list[Row]:
    """The rows of the table of facts; none where there is no table."""
    if not (root / TABLE).exists():
        return []
    lines = enumerate((root / TABLE).read_text("utf-8").splitlines(), 1)
    return [row for number, line in lines if (row := _row(number, line))]


def _row(number: int, line: str) -> Row | None:
    """A line of the table; None for what is no row of four cells that begins with a name."""
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if not (line.startswith("|") and len(cells) == 4 and _NAME.fullmatch(cells[0])):
        return None
    name, fact, flag, source = cells
    return Row(name, fact, flag, source, number)


def row_names(page: Page) -> list[str]:
    """The names of the rows that a page says it stands on."""
    return page.front.get(FIELD, "").split()


def _wrong_rows(rows: list[Row]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row in rows:
        if row.flag not in FLAGS:
            remedy = f"write {' or '.join(FLAGS)}, or take the row and what stands on it out"
            yield Finding(str(TABLE), row.line, f"{row.name}: “{row.flag}” is no flag of a fact", remedy)
        if not (row.fact and row.source):
            yield Finding(str(TABLE), row.line, f"{row.name}: says no fact, or no source", "fill in both")
        if first.setdefault(row.name, row.line) != row.line:
            what = f"{row.name}: stands twice, first in line {first[row.name]}"
            yield Finding(str(TABLE), row.line, what, "give one of the two another name")


def _find_unknown(page: Page, names: set[str]) -> Iterator[Finding]:
    for name in row_names(page):
        if name not in names:
            remedy = "take a row of the table, or add one with its source"
            yield page.finding(page.line_of(FIELD), f"it stands on “{name}”, which is no row of {TABLE}", remedy)
