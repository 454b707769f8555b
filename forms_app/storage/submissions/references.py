"""References: what a person writes down, reads out and types in again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

SEED_BYTES = 32
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = frozenset(ALPHABET[8:])
_HALF = 4
_ITS_NAME = re.compile(
    r"\W*(?:(?:my|your|mi|su|the|la|el|de|reference|referencia|ref|number|n[uú]mero|n[uú]m|no|nº|code)\b\W*)+",
    re.IGNORECASE,
)


def new_reference() -> str:
    """A random reference such as 7KQ2-M4XD."""
    return made_of(secrets.token_bytes(SEED_BYTES))


def made_of(seed: bytes) -> str:
    """Of the same random bytes the same reference. A letter in each half keeps it from being read as a date or a sum:
    there are thirteen halves in the bytes, and of a thousand five have none."""
    halves = (half for half in _halves(int.from_bytes(seed)) if _LETTERS.intersection(half))
    return f"{next(halves)}-{next(halves)}"


def read_reference(typed: str) -> str:
    """The reference that a person typed, in any case, with or without its hyphen and what stands before it on paper.

    Raises ValueError.
    """
    letters = _alphanumeric(typed)
    if len(letters) > 2 * _HALF:
        letters = _alphanumeric(_ITS_NAME.sub("", typed))
    halves = letters[:_HALF], letters[_HALF:]
    if len(letters) != 2 * _HALF or not set(letters) <= set(ALPHABET) or not all(map(_LETTERS.intersection, halves)):
        raise ValueError("not a reference")
    return "-".join(halves)


def _alphanumeric(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum())


def _halves(number: int) -> Iterator[str]:
    while number:
        number, half = divmod(number, len(ALPHABET) ** _HALF)
        yield "".join(ALPHABET[half // len(ALPHABET) ** place % len(ALPHABET)] for place in range(_HALF))
