"""Spelling, in each text's own language, with a list of our own words beside each dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from website.checks.pages import Finding, Site
from website.checks.words.english import english_lines, is_english
from website.checks.words.known import knows, own_words, plain
from website.checks.words.spoken import Text, texts

_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+(?:'[A-Za-z]+)?")
_OTHER = {"en": ("es", "Spanish"), "es": ("en", "English")}


def spelling(site: Site) -> Iterator[Finding]:
    lost = lost_accents(site.root / "locales/lost-accents.txt")
    english = {page.path: english_lines(site.root, page) for page in site.pages.values()}
    whole = {page.path for page in site.pages.values() if is_english(site, page)}
    for text in texts(site):
        known = own_words(site.root / f"locales/words-{text.language}.txt")
        for line, word in _read(text, known):
            if text.path in whole or line in english.get(text.path, ()):
                continue
            if text.language == "es" and (meant := lost.get(word.lower())):
                yield text.finding(line, f"“{word}” has lost its accent", f"write “{meant}”")
            elif not knows(text.language, word):
                yield text.finding(line, f"“{word}” is not in the dictionary", _remedy(text.language, word))


def _remedy(language: str, word: str) -> str:
    other, name = _OTHER[language]
    if knows(other, word) and len(word) > 2:
        return f"it is {name}: translate it, or write *{word}* in italics if it stays so"
    return f"mend it, or add it to locales/words-{language}.txt"


def _read(text: Text, known: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The words to look up: none of our own, each once a line."""
    for line, said in text.lines:
        for word in dict.fromkeys(_WORD.findall(known.sub(" ", plain(said)))):
            yield line, word


@cache
def lost_accents(path: Path) -> dict[str, str]:
    """Words that a dictionary knows without their accent, and that nobody means so here: wrong → right."""
    return dict(line.split() for line in path.read_text("utf-8").splitlines() if line.strip())
