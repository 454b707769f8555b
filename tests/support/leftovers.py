"""Finds English on a page of the language that support/third_language.py makes: words in which no vowel is accented."""

from __future__ import annotations

import re

from babel.dates import get_day_names, get_month_names

from forms_app.facts.agency import Agency
from support import html_reading
from support.critic import VOID

# Not ours to say: names, what a person typed, what CLDR writes for the locale that the made language borrows.
_SILENT = frozenset({"script", "style", "textarea", "bdi", "title", "code", "pre", "output"})
_SAID_ON_THE_TELEPHONE = "small"  # the brochure's words for callers who speak, which it prints in English only
_BORROWED = frozenset({"English", "Spanish", "Customer", "Connect"}).union(
    get_month_names("wide", locale="en").values(), get_day_names("wide", locale="en").values()
)
_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z]*[aeiou][A-Za-z]*(?![\w@/]|\.\w)")


class _Reader:
    def __init__(self, language: str) -> None:
        self._language, self._open = language, list[tuple[str, bool]]()
        self.words: list[str] = []

    def begin(self, tag: str, known: dict[str, str]) -> None:
        foreign = known.get("lang", self._language) != self._language or known.get("translate") == "no"
        if tag not in VOID:
            self._open.append((tag, foreign))
        if not any(silent for _, silent in self._open):
            self._read(known.get("aria-label") or "")

    def end(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def say(self, data: str) -> None:
        if not any(foreign or tag in _SILENT | {_SAID_ON_THE_TELEPHONE} for tag, foreign in self._open):
            self._read(data)

    def _read(self, text: str) -> None:
        self.words += [word for word in _WORD.findall(text) if len(word) > 1]


def english_in(html: str, language: str, facts: Agency) -> list[str]:
    """Each such word, in the order of the page."""
    reader = _Reader(language)
    html_reading.read(html, reader)
    names = {part for county in facts.served for part in county.name.split()}
    names |= {word for address in facts.addresses.values() for line in address.lines for word in _WORD.findall(line)}
    return [word for word in reader.words if word not in _BORROWED | names]
