"""Before the first request: reads a file of agency/ table by table, so that a wrong one is named with its line."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from forms_app.errors import CannotStart

HEADER = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
SYNTAX_LINE = re.compile(r"\(at line (\d+)")


class FactsError(CannotStart):
    """A wrong line in the agency's data: where it is, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{path}, line {line}: {wrong}. {remedy}")
        self.path, self.line = path, line


class Table:
    """One [[section]] of a file. Its methods take a value by key, or raise what is wrong with it."""

    def __init__(self, error: type[FactsError], path: Path, line: int, section: str, values: dict[str, Any]) -> None:
        self.error, self.path, self.line = error, path, line
        self.section, self.values = section, values
        self.id = str(values.get("id") or values.get("year") or "")

    def wrong(self, what: str, remedy: str, line: int | None = None) -> FactsError:
        return self.error(self.path, line or self.line, f"{self.section} {self.id or 'without an id'}: {what}", remedy)

    def only(self, known: frozenset[str]) -> None:
        """Raises for a key that nothing reads: a slip in a name must not pass as if it had not been written."""
        for key in self.values:
            if key not in known:
                raise self.wrong(f"unknown key {key}", f"Use one of: {', '.join(sorted(known))}.", self._line_of(key))

    def _line_of(self, key: str) -> int:
        """Where the key stands in this table's part of the file."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        found = (number for number, line in enumerate(lines, 1) if number > self.line and written.match(line))
        return next(found, self.line)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"no {key}", f'Add {key} = "…".')
        return value

    def source(self) -> str:
        value = self.values.get("source")
        if not isinstance(value, str) or not value.strip():
            raise self.wrong("no source", 'Add source = "…" with the law or the page it comes from, or remove it.')
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if type(value) is not date:
            raise self.wrong(f"{key} is not a date", f"Write it as {key} = 2026-11-22, without quotes.")
        return value

    def number(self, key: str) -> int:
        value = self.values.get(key)
        if type(value) is not int or value < 1:
            raise self.wrong(f"{key} is not a whole number above 0", f"Write it as {key} = 90, without quotes.")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.values.get(key)
        if value not in allowed:
            raise self.wrong(f"unknown {key} {value!r}", f"Use one of: {', '.join(allowed)}.")
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{key} is not a list of words", f'Write it as {key} = ["one", "two"].')
        return tuple(value)

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"{key} is not a list of tables", f"Write it as {key} = [ {{ … }}, {{ … }} ].")
        return value

    def names_in(self, key: str) -> set[str]:
        """The names in braces in the text at `key`."""
        try:
            return {name for _, name, _, _ in Formatter().parse(self.text(key)) if name is not None}
        except ValueError as reason:
            raise self.wrong(f"{key} cannot be read ({reason})", "Write each name in one pair of braces.") from reason

    def placeholders(self, key: str, expected: frozenset[str]) -> str:
        """The text at `key`, which must hold exactly these names in braces."""
        if self.names_in(key) != expected:
            names = ", ".join(f"{{{name}}}" for name in sorted(expected)) or "none"
            raise self.wrong(f"{key} has other names in braces than it must have", f"Use exactly: {names}.")
        return self.text(key)


def read(path: Path, error: type[FactsError], known: tuple[str, ...]) -> list[Table]:
    """All tables of a file, in its order. Raises for a file that is missing, is not TOML or has an unknown section."""
    try:
        text = path.read_text(encoding="utf-8")
        sections = tomllib.loads(text)
    except FileNotFoundError as reason:
        raise error(path, 1, "the file is missing", "Put it back, or point AGENCY_DIR to its folder.") from reason
    except OSError as reason:
        raise error(path, 1, f"the file cannot be read: {reason.strerror}", "Let this process read it.") from reason
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        line = SYNTAX_LINE.search(str(reason))
        raise error(path, int(line[1]) if line else 1, f"not TOML: {reason}", "Correct the line.") from reason
    lines = dict(_header_lines(text))
    return [table for name in sections for table in _tables(path, error, known, lines, name, sections[name])]


def keyed(tables: list[Table], section: str) -> dict[str, Table]:
    """The tables of one section by id; two of the same id raise."""
    found: dict[str, Table] = {}
    for table in tables:
        if table.section != section:
            continue
        if table.text("id") in found:
            raise table.wrong(f"the id stands twice, first in line {found[table.id].line}", "Remove one of the two.")
        found[table.id] = table
    return found


def _header_lines(text: str) -> Iterator[tuple[tuple[str, int], int]]:
    """(section, nth of its kind) -> line."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            nth = seen[header[1]] = seen.get(header[1], -1) + 1
            yield (header[1], nth), number


def _tables(
    path: Path,
    error: type[FactsError],
    known: tuple[str, ...],
    lines: dict[tuple[str, int], int],
    name: str,
    values: Any,
) -> Iterator[Table]:
    line = lines.get((name, 0), 1)
    if name not in known or not isinstance(values, list):
        raise error(path, line, f"unknown section {name}", f"Use one of: {', '.join(f'[[{kind}]]' for kind in known)}.")
    for nth, table in enumerate(values):
        yield Table(error, path, lines.get((name, nth), line), name, table)
