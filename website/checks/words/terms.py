"""Terms: what locales/words.md rules is said as it rules, and what it refuses is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms_app.facts.languages import DEFAULT, LANGUAGES, LISTED
from website.checks.pages import Finding, Page, Site
from website.checks.words.english import english_lines
from website.checks.words.prose import lines_of
from website.checks.words.spoken import Text, texts

WORDS = Path("locales/words.md")
_CODE_OF = {language.in_english: language.code for language in LISTED}
_ROW = re.compile(r"^\|(.*)\|\s*$")
_REFUSED = re.compile(rf"({'|'.join(sorted(LANGUAGES, key=len, reverse=True))}):\s*([^;]*)")


@dataclass(frozen=True)
class Term:
    """One row of the table."""

    said: Mapping[str, tuple[str, ...]]  # by language; one without a column has none
    refused: tuple[tuple[str, str], ...]  # (language, word)


def terms(site: Site) -> Iterator[Finding]:
    table = read_terms(site.root / WORDS)
    for text in texts(site):
        yield from _find_refused(text, table)
        yield from _find_lowered(text, table)
    for model, twin in site.twins():
        if not english_lines(site.root, twin):  # a finding of its own
            yield from _find_untranslated(model, twin, table)


def read_terms(path: Path) -> list[Term]:
    """The rows of the table of words; its heads name the languages as English does."""
    heads, _, *rows = _cells(path)
    return [_term(heads, row) for row in rows]


def languages_of(path: Path) -> frozenset[str]:
    """The languages that have a column in the table."""
    return frozenset(filter(None, map(_CODE_OF.get, _cells(path)[0])))


def _cells(path: Path) -> list[list[str]]:
    rows = [_ROW.match(line) for line in path.read_text("utf-8").splitlines()]
    return [[cell.strip() for cell in row[1].split("|")] for row in rows if row]


def _term(heads: Sequence[str], row: Sequence[str]) -> Term:
    pairs = [(language, word) for language, words in _REFUSED.findall(row[-1]) for word in _split(words)]
    said = {_CODE_OF[head]: _split(cell) for head, cell in zip(heads, row, strict=True) if head in _CODE_OF}
    return Term(said, tuple(pairs))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def _find_refused(text: Text, table: Sequence[Term]) -> Iterator[Finding]:
    for term in table:
        for language, word in term.refused:
            if language == text.language:
                use = term.said[language][0]
                for line, _ in _places(word, text):
                    yield text.finding(line, f"“{word}” is not our word", f"say “{use}” (see {WORDS})")


def _find_lowered(text: Text, table: Sequence[Term]) -> Iterator[Finding]:
    """An English name, such as State Hearing, that stands somewhere without its capitals."""
    names = [word for term in table for word in term.said[DEFAULT] if len(re.findall(r"\b[A-Z]", word)) > 1]
    for name in names if text.language == DEFAULT else ():
        for line, said in _places(name, text):
            for found in _pattern(name).finditer(said):
                if not _pattern(name, True).fullmatch(found[0]):
                    yield text.finding(line, f"“{found[0]}” has lost its capitals", f"write “{name}” (see {WORDS})")


def _places(word: str, text: Text) -> Iterator[tuple[int, str]]:
    """The lines that say it; a text without its first letters is done with one look."""
    if word.split()[0].lower() in text.lowered:
        yield from ((line, said) for line, said in text.lines if _pattern(word).search(said))


def _find_untranslated(model: Page, twin: Page, table: Sequence[Term]) -> Iterator[Finding]:
    """A term whose agreed words are nowhere on the twin."""
    here = list(lines_of(model))
    there = " ".join(text for _, text in lines_of(twin))
    for term in table:
        ours, agreed = term.said[DEFAULT], term.said.get(twin.language, ())
        if not agreed or _says(agreed, there):
            continue
        if line := next((number for number, text in here if _says(ours, text)), None):
            what = f"{model.path}:{line} says “{ours[0]}”, and this page has none of: {', '.join(agreed)}"
            yield twin.finding(1, what, f"use the agreed word, or add a form to {WORDS}")


def _says(words: Sequence[str], text: str) -> bool:
    return any(_pattern(word).search(text) for word in words)


@cache
def _pattern(word: str, exact: bool = False) -> re.Pattern[str]:
    """The word, in singular or plural, at its edges; else capitals matter only where it is all capitals."""
    plural = " ".join(rf"{re.escape(part)}(?:s|es)?" for part in word.split())
    return re.compile(rf"\b{plural}\b", 0 if exact or word.isupper() else re.I)
