"""The words of letters about accounts, out of agency/account_letters.toml: what they may say, and what they must."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from forms_app.facts.files import FactsError
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, words

OF_A_CODE = frozenset({"code", "until"})
NAMES = {
    "code": OF_A_CODE | {"account_page", "phone"},
    "notice": frozenset({"phone"}),
    "notice-phone": frozenset({"phone"}),
    "recovery": OF_A_CODE | {"recovery_page", "phone"},
}


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Of one letter, in every language: what staff call it, its heading and its text with names in braces."""

    label: Words
    heading: Words
    body: Words


def load(directory: Path) -> dict[str, LetterWords]:
    """By kind. Raises FactsError."""
    path = directory / "account_letters.toml"
    tables = read(path, "[[letter]]").keyed("letter")
    if tables.keys() != NAMES.keys():
        remedy = f"Write [[letter]] for each of: {', '.join(NAMES)}."
        raise FactsError(path, 1, "other letters than there are", remedy)
    return {kind: _letter(table, NAMES[kind]) for kind, table in tables.items()}


def _letter(table: Table, names: frozenset[str]) -> LetterWords:
    table.origin()
    letter = LetterWords(
        label=words(table, "label"),
        heading=words(table, "heading"),
        body=words(table, read=lambda key: table.placeholders(key, names)),
    )
    table.refuse_unread()
    return letter
