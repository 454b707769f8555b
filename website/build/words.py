"""The words that the page frame itself says, in every language, from website/words.toml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from forms_app.facts.languages import DEFAULT
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, words

PATH = Path(__file__).parents[1] / "words.toml"
TABLES = ("frame", "sections", "counties", "forms", "pages", "errors")


def load() -> dict[str, dict[str, Words]]:
    """Tables of `id → {language: words}`: `frame`, `sections` (of the navigation), `counties` (what search
    says of one), `forms`, `pages` (what is worked out there), `errors`.

    Raises FactsError with the line of a word that lacks a language, or names something else in braces in one of them.
    """
    return _read(PATH.stat().st_mtime_ns)


@lru_cache(maxsize=1)  # asked for with every period of days on every page
def _read(_changed_at: int) -> dict[str, dict[str, Words]]:
    whole = read(PATH, *(f"[{name}]" for name in TABLES))
    tables = {name: _read_table(whole.inner(name)) for name in TABLES}
    tables["sections"] |= {said[DEFAULT]: said for said in tables["sections"].values()}
    return tables


def _read_table(table: Table) -> dict[str, Words]:
    found = {}
    for key in table.values:
        inner = table.inner(key)
        found[key] = words(inner)
        inner.refuse_unread()
        for language in found[key]:
            inner.placeholders(language, frozenset(inner.names_in(DEFAULT)))
    return found
