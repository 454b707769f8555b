"""Cuts each page at its headings into what search looks through: one index per language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from website.build.languages import prefix

_HEADING = re.compile(r"<h[12](?:[^>]*\bid=\"([^\"]*)\")?[^>]*>(.*?)</h[12]>", re.S)
_SILENT = re.compile(r"<svg\b.*?</svg>", re.S)
_INLINE_TAG = re.compile(r"</?(?:a|strong|em|b|i|span|code|kbd|abbr|sup|sub|mark|small)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Index:
    """What search finds in one language: a list of page, heading, text, address and extra words."""

    language: str
    entries: list[dict[str, str]] = field(default_factory=list)

    def add(self, html: str, title: str, address: str, words: str) -> None:
        """A page's passages; `words` are what people type who do not know our word for it."""
        _, *pieces = _HEADING.split(_SILENT.sub("", html))
        for anchor, heading, body in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            entry = {"page": title, "text": plain(body), "url": address}
            if body is not pieces[2]:
                entry |= {"heading": plain(heading), "url": f"{address}#{anchor}"}
            elif words:
                entry["words"] = words
            self.entries.append(entry)

    def write(self, site: Path) -> None:
        target = site / prefix(self.language) / "search/index.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(self.entries, ensure_ascii=False, separators=(",", ":")), "utf-8")


def plain(html: str) -> str:
    """The words of a piece of HTML, one space between blocks."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())
