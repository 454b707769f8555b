"""Cuts each page at its headings into what search looks through: one index per language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from theme.hooks.languages import prefix

_HEADINGS = ("h1", "h2")
_SPACED = frozenset({"p", "li", "td", "th", "dt", "dd", "summary", "br", "h3", "h4"})
_SILENT = frozenset({"svg", "script", "style"})


@dataclass
class Passage:
    anchor: str
    heading: str = ""
    text: str = ""


class _Cutter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.passages: list[Passage] = []
        self.in_heading = False
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _HEADINGS:
            self.passages.append(Passage("" if tag == "h1" else dict(attrs).get("id") or ""))
            self.in_heading = True
        elif tag in _SPACED:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag in _HEADINGS:
            self.in_heading = False

    def handle_data(self, data: str) -> None:
        if not self.passages or self.silent:
            return
        if self.in_heading:
            self.passages[-1].heading += data
        else:
            self.passages[-1].text += data


@dataclass
class Index:
    """What search finds in one language: a list of page, heading, text, address and extra words."""

    language: str
    entries: list[dict[str, str]] = field(default_factory=list)

    def add(self, html: str, title: str, url: str, words: str) -> None:
        """A page's passages; `words` are what people type who do not know our word for it."""
        cutter = _Cutter()
        cutter.feed(html)
        for number, passage in enumerate(cutter.passages):
            entry = {"page": title, "text": re.sub(r"\s+", " ", passage.text).strip(), "url": _address(url, passage)}
            if number:
                entry["heading"] = passage.heading.strip()
            elif words:
                entry["words"] = words
            self.entries.append(entry)

    def write(self, site: Path) -> None:
        target = site / prefix(self.language) / "search/index.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(self.entries, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _address(url: str, passage: Passage) -> str:
    page = "/" + ("" if url in (".", "./") else url)
    return f"{page}#{passage.anchor}" if passage.anchor else page
