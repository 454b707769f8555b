"""Sentences that staff put into answers, out of agency/ready_sentences.toml: in every language, no fact written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, keys, words

NAMES = frozenset({"phone", "complaint_page"})
_FACT = re.compile(r"\d|https?:|www\.|@|\$")
_BLANK = re.compile(r"\[[^\[\]\n]+\]")  # what staff fill in: [day]


@dataclass(frozen=True, slots=True)
class ReadySentence:
    """`label`: what staff choose it by; `body`: with names in braces, and blanks in brackets."""

    label: Words
    body: Words

    def said(self, language: str, facts: Mapping[str, str]) -> str:
        return self.body[language].strip().format_map(facts)

    def is_in(self, text: str, language: str, facts: Mapping[str, str]) -> bool:
        """Whether it stands in this text, with whatever was filled in."""
        fixed = (re.escape(part) for part in _BLANK.split(self.said(language, facts)))
        return re.search(r"[^\n]+?".join(fixed), text) is not None

    @property
    def blanks(self) -> set[str]:
        return {blank for said in self.body.values() for blank in _BLANK.findall(said)}


def unfilled(text: str, sentences: Iterable[ReadySentence]) -> str:
    """The first blank of these sentences that stands in a text as it came; nothing where all are filled in."""
    known = {blank for one in sentences for blank in one.blanks}
    return next((blank for blank in _BLANK.findall(text) if blank in known), "")


def load(directory: Path) -> dict[str, ReadySentence]:
    """By id, in the order of the file. Raises FactsError."""
    tables = read(directory / "ready_sentences.toml", "[[sentence]]").keyed("sentence")
    return {name: _sentence(table) for name, table in tables.items()}


def _sentence(table: Table) -> ReadySentence:
    table.origin()
    named = [table.names_in(key) for key in keys().values()]
    if named.count(named[0]) < len(named):
        remedy = "Name the same ones in each."
        raise table.wrong("its languages have different names in braces", remedy, list(keys().values())[-1])
    asked = [len(_BLANK.findall(table.text(key))) for key in keys().values()]
    if asked.count(asked[0]) < len(asked):
        remedy = "Leave as many open in each."
        raise table.wrong("its languages have different numbers of blanks", remedy, list(keys().values())[-1])
    sentence = ReadySentence(words(table, "label"), words(table, read=lambda key: _text(table, key)))
    table.refuse_unread()
    return sentence


def _text(table: Table, key: str) -> str:
    if unknown := table.names_in(key) - NAMES:
        remedy = f"Use those at the file's top: {', '.join(sorted(NAMES))}."
        raise table.wrong(f"{key} has a name that nothing replaces: {', '.join(sorted(unknown))}", remedy, key)
    if fact := _FACT.search(table.text(key)):
        remedy = "Say it without, or by a name in braces: facts stand in agency/ once."
        raise table.wrong(f"{key} says a figure or an address itself: {fact[0]}", remedy, key)
    return table.text(key)
