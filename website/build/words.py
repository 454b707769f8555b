"""The words that the page frame itself says, in both languages, from website/words.toml."""

from __future__ import annotations

from pathlib import Path

from forms_app.facts.toml_file import Table, read

PATH = Path(__file__).parents[1] / "words.toml"
TABLES = ("frame", "sections", "forms", "errors")


def load() -> dict[str, dict[str, dict[str, str]]]:
    """Tables of `id → {language: words}`: `frame`, `sections` (of the navigation), `forms`, `errors`.

    Raises FactsError with the line of a word that lacks a language.
    """
    whole = read(PATH, *(f"[{name}]" for name in TABLES))
    tables = {name: _words(whole.inner(name)) for name in TABLES}
    tables["sections"] |= {words["en"]: words for words in tables["sections"].values()}
    return tables


def _words(table: Table) -> dict[str, dict[str, str]]:
    found = {}
    for key in table.values:
        words = table.inner(key)
        found[key] = words.words()
        words.refuse_unread()
    return found
