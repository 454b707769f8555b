"""Which words a language has: its dictionary, and the list of our own words beside it."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from spylls.hunspell import Dictionary

from forms_app.facts.languages import BY_CODE

DICTIONARIES = Path(__file__).parents[3] / "locales" / "dictionaries"
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NOT_READ = re.compile(r"\S+@\S+|\b\w*\d\w*\b|\b\w+(?:\.\w+)+\b")
_HALF_DAY = re.compile(r"\b[ap]\. ?m\.", re.I)


def plain(said: str) -> str:
    """The words to look up: no number, no address, straight apostrophes."""
    return _NOT_READ.sub(" ", _HALF_DAY.sub(" ", said.replace("’", "'")))


def has_dictionary(language: str) -> bool:
    return bool(BY_CODE[language].dictionary)


def knows(language: str, word: str) -> bool:
    """Whether a language has a word; of one without a dictionary nobody knows."""
    return has_dictionary(language) and dictionary(language)(word)


@cache
def dictionary(language: str) -> Callable[[str], bool]:
    """Whether a word is in the language's dictionary; each word is looked up once."""
    with warnings.catch_warnings():
        # The library leaves its files to the collector, which would complain somewhere else.
        warnings.simplefilter("ignore", ResourceWarning)
        lookup = Dictionary.from_files(str(DICTIONARIES / BY_CODE[language].dictionary)).lookup
        gc.collect()
    return cache(lambda word: bool(lookup(word)))


@cache
def own_words(path: Path) -> re.Pattern[str]:
    """Our own words and names, one a line, as one pattern."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    names = sorted(filter(None, map(str.strip, lines)), key=len, reverse=True)
    if not names:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?:'s)?", re.I)
