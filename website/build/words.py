"""The words that the page frame itself says, in both languages, from website/words.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

from website.build.languages import LANGUAGES

PATH = Path(__file__).parents[1] / "words.toml"


class WordsError(ValueError):
    """A word of the frame lacks a language."""


def load() -> dict[str, dict[str, dict[str, str]]]:
    """Tables of `id → {language: words}`: `frame`, `sections` for headings of the navigation, `forms` for its end."""
    tables: dict[str, dict[str, dict[str, str]]] = tomllib.loads(PATH.read_text("utf-8"))
    for table in tables.values():
        for key, words in table.items():
            if set(words) != set(LANGUAGES):
                raise WordsError(f"{PATH.name}: {key!r} needs {' and '.join(LANGUAGES)}")
    tables["sections"] |= {words["en"]: words for words in tables["sections"].values()}
    return tables
