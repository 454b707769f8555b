"""Terms: what locales/words.md rules is said as it rules, and what it refuses is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from website.checks.pages import Finding, Page, Site
from website.checks.words.english import english_lines
from website.checks.words.prose import lines_of
from website.checks.words.spoken import Text, texts

WORDS = Path("locales/words.md")
_ROW = re.compile(r"^\|(.*)\|\s*$")
_REFUSED = re.compile(r"(en|es):\s*([^;]*)")


@dataclass(frozen=True)
class Term:
    """One row of the table."""

    english: tuple[str, ...]
    spanish: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]  # (language, word)


def terms(site: Site) -> Iterator[Finding]:
    table = read_terms(site.root / WORDS)
    for text in texts(site):
        yield from _refused(text, table)
        yield from _lowered(text, table)
    for english, spanish in site.twins():
        if not english_lines(site.root, spanish):  # a finding of its own
            yield from _untranslated(english, spanish, table)


def read_terms(path: Path) -> list[Term]:
    """The rows of the table of words."""
    rows = [_ROW.match(line) for line in path.read_text("utf-8").splitlines()]
    cells = [[cell.strip() for cell in row[1].split("|")] for row in rows if row]
    return [_term(cell) for cell in cells[2:]]


def _term(cells: Sequence[str]) -> Term:
    _, english, spanish, refused = cells
    pairs = [(language, word) for language, words in _REFUSED.findall(refused) for word in _split(words)]
    return Term(_split(english), _split(spanish), tuple(pairs))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def _refused(text: Text, table: Sequence[Term]) -> Iterator[Finding]:
    for term in table:
        for language, word in term.refused:
            if language == text.language:
                use = (term.english if language == "en" else term.spanish)[0]
                for line, _ in _places(word, text):
                    yield text.finding(line, f"“{word}” is not our word", f"say “{use}” (see {WORDS})")


def _lowered(text: Text, table: Sequence[Term]) -> Iterator[Finding]:
    """An English name, such as State Hearing, that stands somewhere without its capitals."""
    names = [word for term in table for word in term.english if len(re.findall(r"\b[A-Z]", word)) > 1]
    for name in names if text.language == "en" else ():
        for line, said in _places(name, text):
            for found in _pattern(name).finditer(said):
                if not _pattern(name, True).fullmatch(found[0]):
                    yield text.finding(line, f"“{found[0]}” has lost its capitals", f"write “{name}” (see {WORDS})")


def _places(word: str, text: Text) -> Iterator[tuple[int, str]]:
    """The lines that say it; a text without its first letters is done with one look."""
    if word.split()[0].lower() in text.lowered:
        yield from ((line, said) for line, said in text.lines if _pattern(word).search(said))


def _untranslated(english: Page, spanish: Page, table: Sequence[Term]) -> Iterator[Finding]:
    """An English term whose agreed Spanish is nowhere on the twin."""
    here = list(lines_of(english))
    there = " ".join(text for _, text in lines_of(spanish))
    for term in table:
        if _says(term.spanish, there):
            continue
        if line := next((number for number, text in here if _says(term.english, text)), None):
            agreed = ", ".join(term.spanish)
            what = f"{english.path}:{line} says “{term.english[0]}”, and this page has none of: {agreed}"
            yield spanish.finding(1, what, f"use the agreed word, or add a form to {WORDS}")


def _says(words: Sequence[str], text: str) -> bool:
    return any(_pattern(word).search(text) for word in words)


@cache
def _pattern(word: str, exact: bool = False) -> re.Pattern[str]:
    """The word, in singular or plural, at its edges; else capitals matter only where it is all capitals."""
    plural = " ".join(rf"{re.escape(part)}(?:s|es)?" for part in word.split())
    return re.compile(rf"\b{plural}\b", 0 if exact or word.isupper() else re.I)
