"""The agency's own facts, read once from agency/ and checked: pages, forms, mail and letters take them from here."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

LANGUAGES = ("en", "es")
# fmt: off
CALIFORNIA_COUNTIES = frozenset({
    "Alameda", "Alpine", "Amador", "Butte", "Calaveras", "Colusa", "Contra Costa", "Del Norte", "El Dorado",
    "Fresno", "Glenn", "Humboldt", "Imperial", "Inyo", "Kern", "Kings", "Lake", "Lassen", "Los Angeles",
    "Madera", "Marin", "Mariposa", "Mendocino", "Merced", "Modoc", "Mono", "Monterey", "Napa", "Nevada",
    "Orange", "Placer", "Plumas", "Riverside", "Sacramento", "San Benito", "San Bernardino", "San Diego",
    "San Francisco", "San Joaquin", "San Luis Obispo", "San Mateo", "Santa Barbara", "Santa Clara",
    "Santa Cruz", "Shasta", "Sierra", "Siskiyou", "Solano", "Sonoma", "Stanislaus", "Sutter", "Tehama",
    "Trinity", "Tulare", "Tuolumne", "Ventura", "Yolo", "Yuba",
})
# fmt: on
_PHONE = re.compile(r"(1-)?\d{3}-\d{3}-\d{4}")
_SECTIONS = ("phones", "addresses", "hours", "links")

Words = Mapping[str, str]
Entry = dict[str, Any]
Fact = TypeVar("Fact")


class AgencyError(ValueError):
    """A fact in agency/ is missing or wrong; the message names file, line and what was expected."""


@dataclass(frozen=True)
class Phone:
    """A number people may call, as it is printed."""

    number: str
    tty: str | None
    label: Words
    scope: Words
    source: str
    checked: date

    @property
    def tel(self) -> str:
        return dialled(self.number)

    @property
    def tty_tel(self) -> str | None:
        return dialled(self.tty) if self.tty else None


@dataclass(frozen=True)
class Address:
    """A postal address, line by line."""

    lines: tuple[str, ...]
    label: Words
    source: str
    checked: date


@dataclass(frozen=True)
class Link:
    """A page of somebody else's that we send people to."""

    url: str
    label: Words
    source: str
    checked: date

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True)
class Text:
    """A fact that is said in words: a name, or opening hours."""

    words: Words
    source: str
    checked: date

    def __getitem__(self, language: str) -> str:
        return self.words[language]


@dataclass(frozen=True)
class County:
    """A county, and the name of the agency that serves it where a source gives one."""

    name: str
    agency: str | None
    source: str
    checked: date


@dataclass(frozen=True)
class Agency:
    official: bool
    exit_url: str
    name: Text
    site_name: Text
    phones: Mapping[str, Phone]
    addresses: Mapping[str, Address]
    hours: Mapping[str, Text]
    links: Mapping[str, Link]
    served: tuple[County, ...]

    @property
    def counties(self) -> tuple[str, ...]:
        """The 58 counties of California, alphabetical."""
        return tuple(county.name for county in self.served)

    def agency_of(self, county: str) -> str | None:
        """The name of the agency that serves a county; None where no source names it, or for no county of ours."""
        return next((served.agency for served in self.served if served.name == county), None)


def dialled(number: str) -> str:
    """A printed number as a telephone dials it: 866-901-3212 is +18669013212."""
    digits = number.replace("-", "")
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def load(directory: Path) -> Agency:
    """Read agency.toml and counties.csv; AgencyError says file, line and what was expected."""
    facts = _File(directory / "agency.toml")
    return Agency(
        official=facts.flag("official"),
        exit_url=facts.address("exit_url"),
        name=_text(facts.entry("name")),
        site_name=_text(facts.entry("site_name")),
        phones=facts.section("phones", _phone),
        addresses=facts.section("addresses", _address),
        hours=facts.section("hours", _text),
        links=facts.section("links", _link),
        served=_counties(directory / "counties.csv"),
    )


class _File:
    """agency.toml: its values, and the line each stands on, for messages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = _read(path)
        self.lines = text.splitlines()
        try:
            self.values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            raise AgencyError(f"{path}: not valid TOML: {broken}") from broken
        self._expect_only({*_top_level(), *_SECTIONS})

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
        return _web_address(self.values.get(key), lambda expected: self.error(key, None, f"{key}: {expected}"))

    def entry(self, table: str) -> _Entry:
        value: Any = self.values
        for part in table.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, dict):
            raise self.error(table, None, f"[{table}] is missing")
        return _Entry(self, table, value)

    def section(self, section: str, build: Callable[[_Entry], Fact]) -> dict[str, Fact]:
        return {key: build(self.entry(f"{section}.{key}")) for key in self.entry(section).values}


@dataclass(frozen=True)
class _Entry:
    """One table of agency.toml, asked for its values by kind."""

    file: _File
    table: str
    values: Entry

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


def _phone(entry: _Entry) -> Phone:
    tty = entry.number("tty") if "tty" in entry.values else None
    return Phone(entry.number("number"), tty, entry.words(), _scope(entry), *entry.origin())


def _scope(entry: _Entry) -> dict[str, str]:
    scope = entry.values.get("scope")
    if not isinstance(scope, dict) or set(scope) != set(LANGUAGES):
        raise entry.error("scope", 'expected { en = "…", es = "…" }: for whom the number is')
    return {language: str(scope[language]) for language in LANGUAGES}


def _address(entry: _Entry) -> Address:
    lines = entry.values.get("lines")
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) for line in lines):
        raise entry.error("lines", "expected a list of address lines")
    return Address(tuple(lines), entry.words(), *entry.origin())


def _text(entry: _Entry) -> Text:
    return Text(entry.words(), *entry.origin())


def _link(entry: _Entry) -> Link:
    url = _web_address(entry.values.get("url"), lambda expected: entry.error("url", expected))
    return Link(url, entry.words(), *entry.origin())


def _web_address(value: object, error: Callable[[str], AgencyError]) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"https://[\w.-]+(/\S*)?", value):
        raise error("expected an address that begins with https://")
    return value


def _counties(path: Path) -> tuple[County, ...]:
    rows = list(csv.DictReader(_read(path).splitlines()))
    served = tuple(_county(path, line, row) for line, row in enumerate(rows, 2))
    if absent := CALIFORNIA_COUNTIES - {county.name for county in served}:
        raise AgencyError(f"{path}:1: expected all 58 counties; missing: {', '.join(sorted(absent))}")
    if len(served) != len(CALIFORNIA_COUNTIES):
        raise AgencyError(f"{path}:1: expected each county once; there are {len(served)} rows for 58 counties")
    return tuple(sorted(served, key=lambda county: county.name))


def _county(path: Path, line: int, row: Mapping[str, str | None]) -> County:
    name, agency, source = (row.get(key) or "" for key in ("county", "agency", "source"))
    if name not in CALIFORNIA_COUNTIES:
        raise AgencyError(f"{path}:{line}: unknown county {name!r}; expected one of California's 58")
    if agency and not source:
        raise AgencyError(f"{path}:{line}: {name}: an agency is named only with its source; expected a source")
    try:
        return County(name, agency or None, source, date.fromisoformat(row.get("checked") or ""))
    except ValueError as wrong:
        raise AgencyError(f"{path}:{line}: {name}: checked: expected a day like 2026-11-22") from wrong


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as absent:
        raise AgencyError(f"{path}: expected this file: {absent.strerror}") from absent


def _top_level() -> set[str]:
    return {field.name for field in fields(Agency)} - {"served"}
