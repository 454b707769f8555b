"""The menu as nested rows of one language: what the list and the picture are both made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from forms_app.phone.menu.tree import Menu, Node, Option, spoken_language


@dataclass(frozen=True)
class Row:
    """A key (or none, where the line asks or is told something), its words, and what lies below."""

    key: str
    text: str
    known: bool
    below: tuple[Row, ...] = ()


def rows(menu: Menu, language: str) -> tuple[Row, ...]:
    """Everything under the first question."""
    return tuple(_under(menu, menu.start, language, frozenset()))


def _under(menu: Menu, name: str, language: str, above: frozenset[str]) -> Iterator[Row]:
    """What lies below a node; a way back up, such as “return to the main menu”, is not unfolded again."""
    if name in above:
        return
    node = menu.nodes[name]
    below = _choices(menu, node, language, above | {name})
    if node.asks:
        yield Row("", node.name[language], known=True, below=tuple(below))
    else:
        yield from below


def _choices(menu: Menu, node: Node, language: str, above: frozenset[str]) -> Iterator[Row]:
    for unknown, options in groupby(node.options, key=lambda option: option.undocumented):
        group = list(options)
        if unknown:
            yield Row(_span(group), menu.told("unknown", language), known=False)
        else:
            yield from (_row(menu, option, language, above) for option in group)
    if node.goto:
        entered = menu.told("enter", language, what=node.enter[language])
        yield Row("", entered, known=True, below=tuple(_under(menu, node.goto, language, above)))


def _row(menu: Menu, option: Option, language: str, above: frozenset[str]) -> Row:
    # The menu is the same in every language: it is unfolded under the reader's own.
    unfolded = option.goto is not None and option.language in (None, spoken_language(language))
    below = tuple(_under(menu, str(option.goto), language, above)) if unfolded else ()
    return Row(option.key, option.label[language], known=True, below=below)


def _span(options: list[Option]) -> str:
    return options[0].key if len(options) == 1 else f"{options[0].key}–{options[-1].key}"
