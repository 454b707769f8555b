"""The codes of case data that have words: agency/case_words.toml, every code in every language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from forms_app.facts import toml_file
from forms_app.facts.languages import LANGUAGES

LISTS = ("attend", "bring", "title", "step")
Words = Mapping[str, Mapping[str, Mapping[str, str]]]


def load(directory: Path) -> Words:
    """List, code, language to words. Raises FactsError with file, line and remedy."""
    whole = toml_file.read(directory / "case_words.toml", *(f"[[{name}]]" for name in LISTS))
    return {name: {code: _words(table) for code, table in whole.keyed(name).items()} for name in LISTS}


def _words(table: toml_file.Table) -> dict[str, str]:
    table.get("id")
    words = {language: table.text(language) for language in LANGUAGES}
    table.refuse_unread()
    return words
