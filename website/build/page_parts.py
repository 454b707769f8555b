"""What editors may call beside the agency's facts: menu, time lines, counties, fees and help lines.

The build's hook adds `markdown_globals` to what a page may say; a wrong file stops the build with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path

from mkdocs.exceptions import PluginError

from forms_app import deadlines
from forms_app.errors import CannotStart
from forms_app.facts import agency as facts_of
from forms_app.facts.agency import Agency, phone_link
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import words as in_every_language
from website.build import facts, words
from website.build.assets.art import icon
from website.build.timeline import timeline
from website.phone_menu import guide
from website.phone_menu.guide import Guide

Call = Callable[..., str] | Guide
Fact = Mapping[str, str]  # what a page may print of an entry

_AMOUNT = re.compile(r"\$\d[\d,]*(\.\d\d)?")


def everything(agency: Agency, language: str, agency_dir: Path) -> dict[str, object]:
    """Whatever a page in this language may call: facts, drawings, and what is made from the other files."""
    made = markdown_globals(language, agency_dir)
    return {"icon": icon, **facts.calls(agency, language, agency_dir), **made}


def markdown_globals(language: str, agency_dir: Path) -> dict[str, Call]:
    """Name → what a page in this language may call; PluginError, which stops the build, where a file is wrong."""
    try:
        return _globals(language, agency_dir)
    except CannotStart as wrong:
        raise PluginError(str(wrong)) from wrong


def _globals(language: str, agency_dir: Path) -> dict[str, Call]:
    agency = facts_of.load(agency_dir)
    amounts, lines = fees(agency_dir), helplines(agency_dir)
    return {
        "phone_menu": guide.for_pages(agency_dir, language, agency.phones),
        "counties": lambda: county_list(agency, language),
        "timeline": partial(timeline, deadlines.load(agency_dir), language),
        "fee": lambda key: escape(_value(amounts, key, "amount")),
        "helpline": lambda key: phone_link(_value(lines, key, "number")),
        "helpline_tty": lambda key: phone_link(_value(lines, key, "tty")),
        "helpline_link": lambda key: _value(lines, key, "url"),
    }


def county_list(agency: Agency, language: str) -> str:
    """Every county with its agency, named only where a source names it."""
    rows = "".join(
        f"<div><dt>{county}</dt><dd>{_served_by(county, agency.agency_of(county), language)}</dd></div>"
        for county in agency.counties
    )
    return f'<dl class="counties">{rows}</dl>'


def _served_by(county: str, name: str | None, language: str) -> str:
    if name is None:
        return escape(words.load()["pages"]["county_unnamed"][language])
    if name in (f"{county} County", f"City and County of {county}"):
        return escape(words.load()["pages"]["county_own"][language])
    return f'<span lang="en">{escape(name)}</span>'


def fees(agency_dir: Path) -> dict[str, Fact]:
    return {id_: _fact(table, _amount) for id_, table in _tables(agency_dir, "fee").items()}


def helplines(agency_dir: Path) -> dict[str, Fact]:
    return {id_: _fact(table, _numbers) for id_, table in _tables(agency_dir, "helpline").items()}


def _tables(agency_dir: Path, section: str) -> dict[str, Table]:
    return read(agency_dir / f"{section}s.toml", f"[[{section}]]").keyed(section)


def _fact(table: Table, values: Callable[[Table], Fact]) -> Fact:
    """What a page may print of an entry; its words, its source and the day it was checked must be there too."""
    in_every_language(table), table.origin()
    fact = values(table)
    table.refuse_unread()
    return fact


def _amount(table: Table) -> Fact:
    amount = table.text("amount")
    if not _AMOUNT.fullmatch(amount):
        raise table.wrong(f"amount is {amount!r}", "Write it like $35 or $1,250.50.", "amount")
    return {"amount": amount}


def _numbers(table: Table) -> Fact:
    takes = {"number": table.phone, "tty": table.phone, "url": table.web_address}
    return {key: take(key) for key, take in takes.items() if table.has(key)}


def _value(entries: Mapping[str, Fact], key: str, what: str) -> str:
    if key not in entries or what not in entries[key]:
        names = sorted(name for name, entry in entries.items() if what in entry)
        raise LookupError(f"there is no {what} for {key!r} in agency/; take one of: {', '.join(names)}")
    return entries[key][what]
