"""Cuts each page at its headings into what search looks through: one index per language, and ZIP codes by county."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from forms_app.facts.agency import Agency
from website.build.languages import prefix
from website.build.search.known_words import Entry, SearchWords

_HEADING = re.compile(r"<h[12](?:[^>]*\bid=\"([^\"]*)\")?[^>]*>(.*?)</h[12]>", re.S)
_SILENT = re.compile(r"<svg\b.*?</svg>", re.S)
_INLINE_TAG = re.compile(r"</?(?:a|strong|em|b|i|span|code|kbd|abbr|sup|sub|mark|small)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Index:
    """What search finds in one language: pages and their parts, the forms, and words of one meaning."""

    language: str
    entries: list[Entry] = field(default_factory=list)

    def add(self, html: str, address: str, front: Mapping[str, object]) -> None:
        """A page's passages. `search` in its front matter is what people type who do not know our word for it."""
        _, *pieces = _HEADING.split(_SILENT.sub("", html))
        title = str(front["title"])
        for anchor, heading, body in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            entry: Entry = {"page": title, "text": plain(body), "url": address}
            if body is not pieces[2]:
                entry |= {"heading": plain(heading), "url": f"{address}#{anchor}"}
            else:
                entry |= {name: str(front[key]) for name, key in _TOLD.items() if front.get(key)}
                entry |= {"weight": float(str(front["search_weight"]))} if "search_weight" in front else {}
            self.entries.append(entry)

    def write(self, site: Path, known: SearchWords, *, official: bool) -> None:
        found = [*self.entries, *known.entries(self.language, official=official)]
        content = {"same": known.same[self.language], "entries": found}
        _write(site / prefix(self.language) / "search/index.json", content)


_TOLD = {"words": "search", "about": "description"}


def write_counties(site: Path, agency: Agency, directory: Path, names: Mapping[str, Mapping[str, str]]) -> None:
    """ZIP codes by county, with the agency's name where a source gives one; read only when five figures are typed.

    `told`: language → how a county is told: `zip`, `no_zip`, `unnamed`.
    """
    with (directory / "zip_counties.csv").open(encoding="utf-8", newline="") as rows:
        zips = {row["county"]: row["zip_codes"].split() for row in csv.DictReader(rows)}
    counties = {county: {"agency": agency.agency_of(county), "zips": codes} for county, codes in zips.items()}
    for language, words in names.items():
        _write(site / prefix(language) / "search/counties.json", {"told": words, "counties": counties})


def _write(target: Path, content: object) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


def plain(html: str) -> str:
    """The words of a piece of HTML, one space between blocks."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())
