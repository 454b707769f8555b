"""Reads agency.toml, and whatever else lies in agency/, so that a wrong entry is named with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from forms_app.errors import CannotStart
from forms_app.facts.languages import LANGUAGES

_PHONE = re.compile(r"(1-)?\d{3}-\d{3}-\d{4}")

Fact = TypeVar("Fact")


class AgencyError(CannotStart):
    """A fact in agency/ is missing or wrong; the message names file, line and what was expected."""


class File:
    """agency.toml: its values, and the line each stands on, for messages."""

    def __init__(self, path: Path, known: set[str]) -> None:
        self.path = path
        text = read(path)
        self.lines = text.splitlines()
        try:
            self.values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            at = re.search(r"at line (\d+)", str(broken))
            line = at[1] if at else max(1, len(self.lines))
            remedy = "Mend this line, or close a quotation mark above it."
            raise AgencyError(f"{path}:{line}: not valid TOML: {broken}. {remedy}") from broken
        self._expect_only(known)

    def _expect_only(self, known: set[str]) -> None:
        for key in self.values.keys() - known:
            raise self.error(key, None, f"unknown entry {key!r}; expected one of {', '.join(sorted(known))}")

    def error(self, table: str, key: str | None, expected: str) -> AgencyError:
        return AgencyError(f"{self.path}:{self.line_of(table, key)}: {expected}")

    def line_of(self, table: str, key: str | None) -> int:
        """The line of a key, else of its table; line 1 when neither is there (then that is what the message says)."""
        opened = 0
        for number, line in enumerate(self.lines, 1):
            if re.match(rf"\[{re.escape(table)}]|{re.escape(table)}\s*=", line):
                opened = number
            elif opened and line.startswith("["):
                break
            elif opened and key and re.match(rf"{key}\s*=", line):
                return number
        return opened or 1

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.error(key, None, f"{key}: expected true or false")
        return value

    def address(self, key: str) -> str:
        return web_address(self.values.get(key), lambda expected: self.error(key, None, f"{key}: {expected}"))

    def entry(self, table: str) -> Entry:
        value: Any = self.values
        for part in table.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, dict):
            raise self.error(table, None, f"[{table}] is missing")
        return Entry(self, table, value)

    def section(self, section: str, build: Callable[[Entry], Fact], *needed: str) -> dict[str, Fact]:
        """The tables of a section by name; those that `needed` names must be among them."""
        for key in needed:
            self.entry(f"{section}.{key}")
        return {key: build(self.entry(f"{section}.{key}")) for key in self.entry(section).values}


@dataclass(frozen=True)
class Entry:
    """One table of agency.toml, asked for its values by kind."""

    file: File
    table: str
    values: dict[str, Any]

    def error(self, key: str, expected: str) -> AgencyError:
        return self.file.error(self.table, key, f"[{self.table}] {key}: {expected}")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "expected a text in quotes")
        return value

    def words(self) -> dict[str, str]:
        return {language: self.text(language) for language in LANGUAGES}

    def origin(self) -> tuple[str, date]:
        """Where the fact comes from and when it was last checked: no entry may lack them."""
        checked = self.values.get("checked")
        if not isinstance(checked, date):
            raise self.error("checked", "expected the day somebody last checked it, like 2026-11-22")
        return self.text("source"), checked

    def number(self, key: str) -> str:
        value = self.text(key)
        if not _PHONE.fullmatch(value):
            digits = sum(character.isdigit() for character in value)
            raise self.error(key, f"expected a phone number of ten digits like 866-901-3212; {value!r} has {digits}")
        return value


def read(path: Path) -> str:
    """A file of agency/ as text. Raises AgencyError."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as absent:
        reason = getattr(absent, "strerror", None) or "it is not UTF-8 text"
        raise AgencyError(f"{path}: expected this file: {reason}") from absent


def web_address(value: object, error: Callable[[str], AgencyError]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"https://[\w.-]+(/\S*)?", value):
        raise error("expected an address that begins with https://")
    return value
