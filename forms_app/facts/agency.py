"""The agency's own facts, read once from agency/ and checked: pages, forms, mail and letters take them from here."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup

from forms_app.facts.files import FactsError, read_text
from forms_app.facts.languages import LANGUAGES
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, words

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
_KNOWN = (
    "official",
    "exit_url",
    "[name]",
    "[site_name]",
    "[security]",
    "[phones.…]",
    "[addresses.…]",
    "[hours.…]",
    "[links.…]",
)
_CONTACT = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+|https://[\w.-]+(/\S*)?", re.ASCII)

Fact = TypeVar("Fact")


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
    def link(self) -> Markup:
        return phone_link(self.number)

    @property
    def tty_link(self) -> Markup:
        return phone_link(self.tty) if self.tty else Markup()

    @property
    def link_and_tty(self) -> Markup:
        """With the number for a text telephone, where there is one, to be read and not to be pressed."""
        if not self.tty:
            return self.link
        return Markup('{} (TTY <span class="phone">{}</span>)').format(self.link, self.tty)


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
    """A county, and the name of the agency that serves it where a source gives one.

    `names`: what it is called in other languages, where that is not its own name: our translation.
    """

    name: str
    agency: str | None
    source: str
    checked: date
    names: Mapping[str, str] = field(default_factory=dict)


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


def to_dial(number: str) -> str:
    """A printed number as a telephone dials it: 866-901-3212 is +18669013212."""
    digits = number.replace("-", "")
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def phone_link(number: str, said: str = "") -> Markup:
    """A number on a page: a link that calls it, and that no line breaks. `said`: as it is written there."""
    return Markup('<a class="phone" href="tel:{}">{}</a>').format(to_dial(number), said or number)


def load(directory: Path) -> Agency:
    """Read agency.toml and counties.csv. Raises FactsError with file, line and remedy."""
    facts = read(directory / "agency.toml", *_KNOWN)
    return Agency(
        official=facts.flag("official"),
        exit_url=facts.web_address("exit_url"),
        name=_fact(facts.inner("name"), _text),
        site_name=_fact(facts.inner("site_name"), _text),
        phones=_section(facts, "phones", _phone, "customer_connect", "ombudsperson", "state_hearing_office"),
        addresses=_section(facts, "addresses", _address, "complaint_unit"),
        hours=_section(facts, "hours", _text, "people"),
        links=_section(facts, "links", _link),
        served=_counties(directory / "counties.csv"),
        security=_fact(facts.inner("security"), _contact) if facts.has("security") else None,
    )


def _section(facts: Table, name: str, build: Callable[[Table], Fact], *needed: str) -> dict[str, Fact]:
    """The tables of a section by name; those that `needed` names must be among them."""
    section = facts.inner(name)
    for key in needed:
        section.inner(key)
    return {key: _fact(section.inner(key), build) for key in section.values}


def _fact(table: Table, build: Callable[[Table], Fact]) -> Fact:
    fact = build(table)
    table.refuse_unread()
    return fact


def _phone(table: Table) -> Phone:
    tty = table.phone("tty") if table.has("tty") else None
    scope = table.inner("scope")
    return Phone(table.phone("number"), tty, words(table), _fact(scope, words), *table.origin())


def _address(table: Table) -> Address:
    lines = table.texts("lines")
    if not lines:
        raise table.wrong("no lines", 'Write the address as lines = ["…", "…"].', "lines")
    return Address(lines, words(table), *table.origin())


def _text(table: Table) -> Text:
    return Text(words(table), *table.origin())


def _link(table: Table) -> Link:
    return Link(table.web_address("url"), words(table), *table.origin())


def _contact(table: Table) -> Contact:
    address = table.text("contact")
    if not _CONTACT.fullmatch(address):
        expected = "contact: expected mailto: and an e-mail address, or an address that begins with https://"
        raise table.wrong(expected, 'Write it as contact = "mailto:…".', "contact")
    return Contact(address, *table.origin())


def _counties(path: Path) -> tuple[County, ...]:
    rows = list(csv.DictReader(read_text(path).splitlines()))
    served = tuple(_county(path, line, row) for line, row in enumerate(rows, 2))
    if absent := CALIFORNIA_COUNTIES - {county.name for county in served}:
        raise FactsError(path, 1, f"counties are missing: {', '.join(sorted(absent))}", "All 58 must stand here.")
    if len(served) != len(CALIFORNIA_COUNTIES):
        raise FactsError(path, 1, f"{len(served)} rows for 58 counties", "Write each county once.")
    return tuple(sorted(served, key=lambda county: county.name))


def _county(path: Path, line: int, row: Mapping[str, str | None]) -> County:
    name, agency, source = (row.get(key) or "" for key in ("county", "agency", "source"))
    if name not in CALIFORNIA_COUNTIES:
        raise FactsError(path, line, f"unknown county {name!r}", "Write one of California's 58.")
    if agency and not source:
        raise FactsError(path, line, f"{name}: an agency is named only with its source", "Write the source.")
    try:
        checked = date.fromisoformat(row.get("checked") or "")
        return County(
            name, agency or None, source, checked, {one: row[one] or name for one in LANGUAGES if row.get(one)}
        )
    except ValueError as wrong:
        raise FactsError(path, line, f"{name}: checked is not a date", "Write it as 2026-11-22.") from wrong
