"""Spelling, in each text's own language, with a list of our own words beside each dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forms_app.facts.languages import others
from website.checks.pages import Finding, Site
from website.checks.words.english import english_lines, is_english
from website.checks.words.known import WORD, has_dictionary, knows, own_words, plain
from website.checks.words.spoken import Text, texts


def spelling(site: Site) -> Iterator[Finding]:
    english = {page.path: english_lines(site.root, page) for page in site.pages.values()}
    whole = {page.path for page in site.pages.values() if is_english(site, page)}
    for text in (text for text in texts(site) if has_dictionary(text.language)):
        lost = lost_accents(site.root / f"locales/lost-accents-{text.language}.txt")
        words = own_words(site.root / f"locales/words-{text.language}.txt")
        for line, word in _read(text, words):
            if text.path in whole or line in english.get(text.path, ()):
                continue
            if meant := lost.get(word.lower()):
                yield text.finding(line, f"“{word}” has lost its accent", f"write “{meant}”")
            elif not knows(text.language, word):
                yield text.finding(line, f"“{word}” is not in the dictionary", _remedy(text.language, word))


def _remedy(language: str, word: str) -> str:
    other = next((one for one in others(language) if knows(one.code, word)), None)
    if other and len(word) > 2:
        return f"it is {other.in_english}: translate it, or write *{word}* in italics if it stays so"
    return f"mend it, or add it to locales/words-{language}.txt"


def _read(text: Text, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The words to look up: none of our own, each once a line."""
    for line, said in text.lines:
        for word in dict.fromkeys(WORD.findall(words.sub(" ", plain(said)))):
            yield line, word


@cache
def lost_accents(path: Path) -> dict[str, str]:
    """Words that a dictionary knows without their accent, and that nobody means so here: wrong → right."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    return dict(line.split() for line in lines if line.strip())
