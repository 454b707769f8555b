"""What a letter is made of, before it is set: plain blocks of plain text that the template knows how to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from forms_app.pdf.glyphs import right_to_left

Block = dict[str, Any]
# For reading; in large print; or to fill in by hand on as few sheets as can be. See `settings.typ`.
Style = Literal["letter", "large", "pen"]


@dataclass(frozen=True)
class Document:
    """One paper. `title` is what a window or a list of downloads may show, so it says nothing about the case.

    `unshown` is printed in place of characters that no font of ours has, and `unshown_note` explains it at the end.
    """

    language: str
    title: str
    blocks: list[Block]
    warning: str  # on top of every page while the site is a demonstration; else empty
    page_of: str  # "Page {page} of {pages}"
    unshown: str
    unshown_note: str
    foot: str = ""
    style: Style = "letter"

    def data(self) -> dict[str, Any]:
        return dict(vars(self))


def heading(text: object, level: int = 2) -> Block:
    return {"kind": "heading", "text": str(text), "level": level}


def paragraph(text: object, *, strong: bool = False, soft: bool = False) -> Block:
    return {"kind": "paragraph", "text": str(text), "strong": strong, "soft": soft}


def lead(text: object) -> Block:
    """What a part of a paper form says first; it stays with what follows."""
    return {"kind": "lead", "text": str(text)}


def items(texts: Iterable[object]) -> Block:
    return {"kind": "items", "texts": [str(text) for text in texts]}


def notice(strong: object, text: object) -> Block:
    return {"kind": "notice", "strong": str(strong), "text": str(text)}


def part(heading: object, only_if: str = "") -> Block:
    """The head of a part of a paper form; `only_if` says when it is to be filled in."""
    return {"kind": "part", "heading": str(heading), "only_if": only_if}


def explanation(heading: object, texts: Iterable[object]) -> Block:
    return {"kind": "explanation", "heading": str(heading), "texts": [str(text) for text in texts]}


def room(heading: object, text: object, name: Block, people: Iterable[Block]) -> Block:
    """More of what may not fit: `people` are blank entries, under them ruled lines to the foot of a page; `name` is
    the cell for whose they are, once the page is copied."""
    return {"kind": "room", "heading": str(heading), "text": str(text), "name": name, "people": list(people)}


def address(lines: Iterable[str]) -> Block:
    return {"kind": "address", "lines": list(lines)}


def signed(lines: Iterable[str]) -> Block:
    """Who signs a letter, under its last line."""
    return {"kind": "signed", "lines": list(lines)}


def window(lines: Iterable[str]) -> Block:
    """An address that an envelope's window shows."""
    return {"kind": "window", "lines": [handwritten(line) for line in lines]}


def letterhead(site: str, agency: str) -> Block:
    return {"kind": "letterhead", "site": site, "agency": agency}


def days(rows: Iterable[tuple[str, str]]) -> Block:
    """(date in words, what it is) for each day that matters; what falls on one day stands together."""
    together: dict[str, list[str]] = {}
    for day, text in rows:
        together.setdefault(day[:1].upper() + day[1:], []).append(text)
    return {"kind": "days", "rows": [{"day": day, "texts": texts} for day, texts in together.items()]}


def steps(rows: Iterable[tuple[str, str]], *, numbered: bool = True) -> Block:
    """(sentence, where it stands in the law, cited in English, or ""), one after the other."""
    return {"kind": "steps", "numbered": numbered, "rows": [{"text": text, "cited": cited} for text, cited in rows]}


def figures(head: tuple[str, str], rows: Iterable[tuple[str, str]], *, last_is_sum: bool = False) -> Block:
    """A table of two columns under `head`: what it is, and the amount."""
    return {"kind": "figures", "head": list(head), "rows": [list(row) for row in rows], "sum": last_is_sum}


def columns(head: Iterable[str], rows: Iterable[Iterable[str]], *, last_is_sum: bool = False) -> Block:
    """A table of as many columns as `head`: what it is, and amounts; an empty cell stays empty."""
    return {"kind": "columns", "head": list(head), "rows": [list(row) for row in rows], "sum": last_is_sum}


def answers(rows: Iterable[tuple[str, list[str]]], blank: object) -> Block:
    """(label, lines as the person wrote them); `blank` stands where there are none."""
    return {"kind": "answers", "blank": str(blank), "rows": [_answer(label, lines) for label, lines in rows]}


def _answer(label: str, lines: list[str]) -> Block:
    return {"label": label, "lines": [handwritten(line) for line in lines]}


def handwritten(line: str) -> Block:
    """A line that a person wrote, in the direction of its script."""
    return {"text": line, "rtl": right_to_left(line)}
