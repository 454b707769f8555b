"""Finds the lines of a TOML file on which its tables and their keys stand, which Python's own reader does not tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_NAME = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_HEADER = re.compile(rf"\s*\[\[?\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")  # also the first part of scope.en = "…"
_LONG_TEXT = ('"""', "'''")


@dataclass(frozen=True)
class Lines:
    """The line of a table's header, and those of its keys; of the file itself: line 1, and those of its tables too."""

    header: int
    keys: dict[str, int] = field(default_factory=dict)


class LineIndex:
    """Where each table of a text stands: by its dotted name, and which of that name it is."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._found = {("", 0): Lines(1)}
        self._read()

    def _read(self) -> None:
        whole = here = self._found["", 0]
        seen, closing = Counter[str](), None
        for number, line in enumerate(self._lines, 1):
            if closing:
                closing = None if closing in line else closing
            elif header := _HEADER.match(line):
                name = re.sub(r"[\s\"']", "", header[1])
                here = self._found[name, seen[name]] = Lines(number)
                seen[name] += 1
                whole.keys.setdefault(name.partition(".")[0], number)
            elif key := _KEY.match(line):
                here.keys.setdefault(key[1], number)
                closing = next((mark for mark in _LONG_TEXT if line.count(mark) == 1), None)

    def of(self, name: str, nth: int) -> Lines | None:
        """None for a table without a header of its own."""
        return self._found.get((name, nth))

    def in_list(self, line: int, count: int) -> list[int]:
        """The lines of the tables of a list that begins at `line`; all are `line` unless each has one of its own."""
        own: list[int] = []
        for number, text in enumerate(self._lines[line:], line + 1):
            if text.lstrip().startswith("{"):
                own.append(number)
            elif _HEADER.match(text) or _KEY.match(text):
                break
        return own if len(own) == count else [line] * count
