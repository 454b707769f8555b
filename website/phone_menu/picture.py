"""Draws the menu as a tree: lists in lists, which the stylesheet lays upright on a phone and sideways on a desktop."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from forms_app.phone.menu.tree import Menu
from website.phone_menu.rows import Row, rows


def picture(menu: Menu, language: str) -> str:
    """One line of HTML: whoever sees no drawing has the whole menu as a list."""
    title, text = (escape(menu.told(word, language)) for word in ("picture_title", "picture_text"))
    return (
        f'<figure class="menu-tree" aria-label="{title}">'
        f"<figcaption>{text}</figcaption>{_branch(rows(menu, language))}</figure>"
    )


def _branch(below: Iterable[Row]) -> str:
    items = "".join(map(_item, below))
    return f"<ul>{items}</ul>" if items else ""


def _item(row: Row) -> str:
    """A key with its words; what the line asks after it stands with it, for it is no step of its own."""
    asked = row.below[0] if len(row.below) == 1 and not row.below[0].key else None
    said = f"<em>{escape(asked.text)}</em>" if asked else ""
    return f"<li><p>{_key(row)}{escape(row.text)}{said}</p>{_branch(asked.below if asked else row.below)}</li>"


def _key(row: Row) -> str:
    kind = "" if row.known else ' class="menu-tree__unknown"'
    return f"<kbd{kind}>{escape(row.key)}</kbd> " if row.key else ""
