"""On a phone each row of a stacked table is a card: there a cell says itself what its column is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from website.build.search.index import plain

_STACK = re.compile(r'(?<=<div class="stack">).*?(?=</table>)', re.S)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.S)
_ROW = re.compile(r"<tr>.*?</tr>", re.S)
_CELL = re.compile(r"<td\b")


def label_cells(html: str) -> str:
    """The page with the names of its columns in the cells of its stacked tables, but for each row's first."""
    return _STACK.sub(_label_table, html) if 'class="stack"' in html else html


def _label_table(table: re.Match[str]) -> str:
    names = [plain(heading) for heading in _HEADING.findall(table[0])]

    def row(found: re.Match[str]) -> str:
        cells: Iterator[str] = iter(names)
        return _CELL.sub(lambda cell: _label_cell(cell[0], next(cells, ""), first=names[0]), found[0])

    return _ROW.sub(row, table[0])


def _label_cell(cell: str, name: str, first: str) -> str:
    return cell if name in ("", first) else f'{cell} data-label="{escape(name)}"'
