"""Settings that nobody reads: a name that is nearly one of ours would otherwise be passed over in silence, and
DATBASE_URL would begin an empty database."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NEAR = 0.85  # of the letters in common, in their order: one or two slips in a name
SHORT = 6  # letters; PORT is near to too many words that mean something else


def meant(given: Iterable[str], known: Iterable[str]) -> tuple[str, str] | None:
    """The first name that is none of the known ones, and the one that was probably meant."""
    ours = {_letters(name): name for name in known}
    for name in sorted(set(given) - set(ours.values())):
        letters = _letters(name)
        near = get_close_matches(letters, ours, 1, NEAR) if len(letters) >= SHORT else [letters]
        if near and near[0] in ours:
            return name, ours[near[0]]
    return None


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.upper()))
