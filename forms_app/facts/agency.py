"""The agency's own facts, read once from agency/ and checked: pages, forms, mail and letters take them from here."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from forms_app.facts.agency_file import AgencyError, Entry, File, read, web_address
from forms_app.facts.languages import LANGUAGES

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
_SECTIONS = ("phones", "addresses", "hours", "links")

Words = Mapping[str, str]


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
class Contact:
    """Whom to tell of a hole in the product's security: an address that begins with mailto: or https://."""

    address: str
    source: str
    checked: date


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
    security: Contact | None = None

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
    facts = File(directory / "agency.toml", {*_top_level(), *_SECTIONS})
    return Agency(
        official=facts.flag("official"),
        exit_url=facts.address("exit_url"),
        name=_text(facts.entry("name")),
        site_name=_text(facts.entry("site_name")),
        phones=facts.section("phones", _phone, "customer_connect", "ombudsperson", "state_hearing_office"),
        addresses=facts.section("addresses", _address, "complaint_unit"),
        hours=facts.section("hours", _text, "people"),
        links=facts.section("links", _link),
        served=_counties(directory / "counties.csv"),
        security=_contact(facts.entry("security")) if "security" in facts.values else None,
    )


def _phone(entry: Entry) -> Phone:
    tty = entry.number("tty") if "tty" in entry.values else None
    return Phone(entry.number("number"), tty, entry.words(), _scope(entry), *entry.origin())


def _scope(entry: Entry) -> dict[str, str]:
    scope = entry.values.get("scope")
    if not isinstance(scope, dict) or set(scope) != set(LANGUAGES):
        raise entry.error("scope", 'expected { en = "…", es = "…" }: for whom the number is')
    return {language: str(scope[language]) for language in LANGUAGES}


def _address(entry: Entry) -> Address:
    lines = entry.values.get("lines")
    if not isinstance(lines, list) or not lines or not all(isinstance(line, str) for line in lines):
        raise entry.error("lines", "expected a list of address lines")
    return Address(tuple(lines), entry.words(), *entry.origin())


def _text(entry: Entry) -> Text:
    return Text(entry.words(), *entry.origin())


def _link(entry: Entry) -> Link:
    url = web_address(entry.values.get("url"), lambda expected: entry.error("url", expected))
    return Link(url, entry.words(), *entry.origin())


def _contact(entry: Entry) -> Contact:
    address = entry.text("contact")
    if not re.fullmatch(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+|https://[\w.-]+(/\S*)?", address, re.ASCII):
        raise entry.error("contact", "expected mailto: and an e-mail address, or an address that begins with https://")
    return Contact(address, *entry.origin())


def _counties(path: Path) -> tuple[County, ...]:
    rows = list(csv.DictReader(read(path).splitlines()))
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


def _top_level() -> set[str]:
    return {field.name for field in fields(Agency)} - {"served"}
