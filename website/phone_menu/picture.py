"""Draws the menu as an SVG tree that reads from top to bottom, so that it fits the width of a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from website.phone_menu.rows import Row, rows
from website.phone_menu.tree import Menu

WIDTH = 360
INDENT = 30
CHIP = 13  # half the height of a key
LINE = 19  # from one line of text to the next
GAP = 17  # between two rows
LETTER = 7.4  # the widest average of a letter at the size of the text


@dataclass(frozen=True)
class _Placed:
    row: Row
    depth: int
    top: float
    lines: tuple[str, ...]
    parent: int | None

    @property
    def x(self) -> float:
        return 18 + self.depth * INDENT

    @property
    def chip(self) -> float:
        """Half the width of what stands before the words."""
        return CHIP + (9 if len(self.row.key) > 1 else 0) if self.row.key else 5


def picture(menu: Menu, language: str) -> str:
    """One line of SVG in a figure; colours come from the stylesheet."""
    placed = _place(rows(menu, language))
    height = placed[-1].top + len(placed[-1].lines) * LINE + GAP
    title, text = (escape(menu.told(word, language)) for word in ("picture_title", "picture_text"))
    drawn = "".join([*_branches(placed), *map(_drawn, placed)])
    return (
        f'<figure class="menu-tree"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'role="img" aria-labelledby="menu-tree-title menu-tree-text">'
        f'<title id="menu-tree-title">{title}</title><desc id="menu-tree-text">{text}</desc>{drawn}</svg></figure>'
    )


def _place(branch: Iterable[Row]) -> list[_Placed]:
    placed: list[_Placed] = []
    for row, depth, parent in _flat(branch, 0, None, iter(range(10_000))):
        above = placed[-1] if placed else None
        top = above.top + max(len(above.lines) * LINE, 2 * CHIP) + GAP if above else 20.0
        letters = int((WIDTH - 18 - depth * INDENT - 2 * CHIP - 8) / LETTER)
        placed.append(_Placed(row, depth, top, tuple(textwrap.wrap(row.text, letters)), parent))
    return placed


def _flat(
    branch: Iterable[Row], depth: int, parent: int | None, numbers: Iterator[int]
) -> Iterator[tuple[Row, int, int | None]]:
    for row in branch:
        number = next(numbers)
        yield row, depth, parent
        yield from _flat(row.below, depth + 1, number, numbers)


def _branches(placed: list[_Placed]) -> Iterator[str]:
    for child in placed:
        if child.parent is None:
            continue
        parent = placed[child.parent]
        start = parent.top + (CHIP if parent.row.key else 5)
        yield f'<path class="menu-tree__branch" d="M{parent.x:g} {start:g}V{child.top:g}H{child.x - child.chip:g}"/>'


def _drawn(item: _Placed) -> str:
    return _chip(item) + "".join(
        f'<text x="{item.x + max(item.chip, CHIP) + 8:g}" y="{item.top + 5 + number * LINE:g}">{escape(line)}</text>'
        for number, line in enumerate(item.lines)
    )


def _chip(item: _Placed) -> str:
    if not item.row.key:
        return f'<circle class="menu-tree__enter" cx="{item.x:g}" cy="{item.top:g}" r="5"/>'
    kind = "menu-tree__key" if item.row.known else "menu-tree__unknown"
    box = f'x="{item.x - item.chip:g}" y="{item.top - CHIP:g}" width="{2 * item.chip:g}" height="{2 * CHIP}" rx="7"'
    words = f'<text class="menu-tree__digit" x="{item.x:g}" y="{item.top + 5:g}">{escape(item.row.key)}</text>'
    return f'<g class="{kind}"><rect {box}/>{words}</g>'
