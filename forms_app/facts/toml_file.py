"""Reads a TOML file of facts table by table, so that whatever is wrong in it is named with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from forms_app.facts.files import FactsError, read_text
from forms_app.facts.toml_lines import LineIndex, Lines

PHONE = re.compile(r"(1-)?\d{3}-\d{3}-\d{4}")
WEB_ADDRESS = re.compile(r"https://[\w.-]+(/\S*)?")
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")


class Table:
    """A table of a file; its methods take a value by its key, or raise FactsError with what is wrong with it.

    `values`: what stands in it. `id`: its own `id` or `year`, for messages.
    """

    def __init__(self, path: Path, index: LineIndex, name: str, values: dict[str, Any], lines: Lines) -> None:
        self.path, self.values, self.line = path, values, lines.header
        self._index, self._name, self._lines = index, name, lines
        self._asked = {"id"}
        self.id = str(values.get("id") or values.get("year") or "")

    def wrong(self, what: str, remedy: str, key: str = "") -> FactsError:
        """The error to raise: with the line of `key` if it is there, else that of the table."""
        label = f"{self._label()}: " if self._name else ""
        return FactsError(self.path, self._lines.keys.get(key, self.line), f"{label}{what}", remedy)

    def _label(self) -> str:
        return self._name if self._name.startswith("[") else f"{self._name} {self.id or 'without an id'}"

    def has(self, *keys: str) -> bool:
        """Whether one of these is there."""
        self._asked.update(keys)
        return any(key in self.values for key in keys)

    def get(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        return self.values.get(key, default)

    def refuse_unread(self) -> None:
        """Raises for a key that nothing asked for: a slip in a name must not pass as if it had not been written."""
        for key in self.values.keys() - self._asked:
            raise self.wrong(f"unknown key {key}", f"Use one of: {', '.join(sorted(self._asked))}.", key)

    # --- One value ---

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"no {key}", f'Add {key} = "…".', key)
        return value

    def flag(self, key: str, absent: bool | None = None) -> bool:
        """`absent`: what it is where it is not written; None where it must be."""
        value = self.get(key, absent)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} is neither true nor false", f"Write it as {key} = true or {key} = false.", key)
        return value

    def day(self, key: str) -> date:
        value = self.get(key)
        if type(value) is not date:
            raise self.wrong(f"{key} is not a date", f"Write it as {key} = 2026-11-22, without quotes.", key)
        return value

    def number(self, key: str) -> int:
        value = self.get(key)
        if type(value) is not int or value < 1:
            raise self.wrong(f"{key} is not a whole number above 0", f"Write it as {key} = 90, without quotes.", key)
        return value

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        value = self.get(key)
        if value not in (names := tuple(allowed)):
            raise self.wrong(f"unknown {key} {value!r}", f"Use one of: {', '.join(names)}.", key)
        return str(value)

    def phone(self, key: str) -> str:
        """A number as it is printed, such as 866-901-3212."""
        value = self.text(key)
        if not PHONE.fullmatch(value):
            digits = sum(character.isdigit() for character in value)
            expected = f"{key}: expected a phone number of ten digits like 866-901-3212; {value!r} has {digits}"
            raise self.wrong(expected, "Write the number as it is printed, with hyphens.", key)
        return value

    def web_address(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str) or not WEB_ADDRESS.fullmatch(value):
            expected = f"{key}: expected an address that begins with https://"
            raise self.wrong(expected, f'Write it as {key} = "https://…".', key)
        return value

    def source(self) -> str:
        value = self.get("source")
        if not isinstance(value, str) or not value.strip():
            remedy = 'Add source = "…" with the law or the page it comes from, or remove the entry.'
            raise self.wrong("no source", remedy, "source")
        return value

    def origin(self) -> tuple[str, date]:
        """Where the fact comes from, and the day on which somebody last checked it: no fact may lack them."""
        return self.source(), self.day("checked")

    # --- Several values ---

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{key} is not a list of words", f'Write it as {key} = ["one", "two"].', key)
        return tuple(value)

    def inner(self, key: str) -> Table:
        """The table that stands in this one, as [phones.ombudsperson] in [phones]; it must be there."""
        value, name = self.get(key), f"{self._name.strip('[]')}.{key}".lstrip(".")
        if not isinstance(value, dict):
            raise self.wrong(f"[{name}] is missing", "Put it back.", key)
        lines = self._index.of(name, 0) or Lines(self._lines.keys.get(key, self.line))
        return Table(self.path, self._index, f"[{name}]", value, lines)

    def tables(self, key: str, name: str = "") -> list[Table]:
        """The tables of a list, each headed [[key]] or written in one line. `name`: what messages call one."""
        values = self.get(key, [])
        if not isinstance(values, list) or not all(isinstance(item, dict) for item in values):
            raise self.wrong(f"{key} is not a list of tables", f"Write it as {key} = [ {{ … }}, {{ … }} ].", key)
        unheaded = self._index.in_list(self._lines.keys.get(key, self.line), len(values))
        lines = [self._index.of(key, nth) or Lines(line) for nth, line in enumerate(unheaded)]
        return [Table(self.path, self._index, name or key, *table) for table in zip(values, lines, strict=True)]

    def keyed(self, key: str) -> dict[str, Table]:
        """The tables of a list by their ids; two of the same id raise."""
        found: dict[str, Table] = {}
        for table in self.tables(key):
            if table.text("id") in found:
                first = found[table.id].line
                raise table.wrong(f"the id stands twice, first in line {first}", "Remove one of the two.")
            found[table.id] = table
        return found

    # --- Texts with names in braces ---

    def names_in(self, key: str) -> set[str]:
        """The names in braces in the text at `key`."""
        try:
            return {name for _, name, _, _ in Formatter().parse(self.text(key)) if name is not None}
        except ValueError as reason:
            remedy = "Write each name in one pair of braces."
            raise self.wrong(f"{key} cannot be read ({reason})", remedy, key) from reason

    def placeholders(self, key: str, expected: frozenset[str]) -> str:
        """The text at `key`, which must hold exactly these names in braces."""
        if self.names_in(key) != expected:
            names = ", ".join(f"{{{name}}}" for name in sorted(expected)) or "none"
            raise self.wrong(f"{key} has other names in braces than it must have", f"Use exactly: {names}.", key)
        return self.text(key)


@lru_cache(maxsize=32)  # at a start each file is asked by several readers, none of which changes what it gets
def _parsed(text: str) -> tuple[dict[str, Any], LineIndex]:
    return tomllib.loads(text), LineIndex(text)


def read(path: Path, *sections: str) -> Table:
    """The file as the table of all it holds. Raises FactsError.

    `known`: the names that may stand in it, as an editor writes them: `official`, `[name]`, `[[rule]]`.
    Without any, all may.
    """
    text = read_text(path)
    try:
        values, index = _parsed(text)
    except tomllib.TOMLDecodeError as broken:
        at = _SYNTAX_LINE.search(str(broken))
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        remedy = "Mend this line, or close a quotation mark above it."
        raise FactsError(path, line, f"not valid TOML: {broken}", remedy) from broken
    whole = Table(path, index, "", values, index.of("", 0) or Lines(1))
    for name in values.keys() - {name.strip("[]").partition(".")[0] for name in sections or values}:
        what = f"unknown section {name}" if isinstance(values[name], dict | list) else f"unknown entry {name!r}"
        raise whole.wrong(what, f"Use one of: {', '.join(sections)}.", name)
    return whole
