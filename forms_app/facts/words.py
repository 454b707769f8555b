"""A text in every language of the product: read from a table of facts by the codes of locales/languages.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from forms_app.facts.languages import LANGUAGES
from forms_app.facts.toml_file import Table

Words = Mapping[str, str]  # by language, each of the list: words["es"]


def keys(part: str = "") -> dict[str, str]:
    """Language to the key under which a table has its words: es, or of a part such as `label` label_es."""
    return {language: f"{part}_{language}" if part else language for language in LANGUAGES}


def words(table: Table, part: str = "", read: Callable[[str], str] | None = None) -> Words:
    """The texts of all languages, each taken by `read` from its key. Raises FactsError for a missing one."""
    return {language: (read or table.text)(key) for language, key in keys(part).items()}


def has(table: Table, part: str) -> bool:
    """Whether a part is said in any language; then it must be in all."""
    return table.has(*keys(part).values())
