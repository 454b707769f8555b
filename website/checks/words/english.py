"""English that was left on a Spanish page, told as that and once, not as words that a dictionary lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from website.checks.pages import Finding, Page, Site
from website.checks.words.known import knows, own_words, plain
from website.checks.words.prose import lines_of

FEWEST = 2  # words; one may be a name
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+(?:'[A-Za-z]+)?")


def untranslated(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if lines := english_lines(site.root, page):
            more = f" and {len(lines) - 1} more lines" if len(lines) > 1 else ""
            what = f"this line{more} {'are' if more else 'is'} English"
            yield page.finding(lines[0], what, "say it in Spanish; a word that stays English stands in *italics*")


def is_english(site: Site, page: Page) -> bool:
    """Whether so much of a page is English that nothing else can be said of its words."""
    lines = [line for line, said in lines_of(page) if len(_WORD.findall(said)) >= FEWEST]
    return bool(lines) and len(english_lines(site.root, page)) * 2 > len(lines)


@cache
def english_lines(root: Path, page: Page) -> tuple[int, ...]:
    if page.language != "es":
        return ()
    ours = own_words(root / "locales/words-es.txt")
    return tuple(dict.fromkeys(line for line, said in lines_of(page) if _reads_english(ours.sub(" ", plain(said)))))


def _reads_english(said: str) -> bool:
    """Most of its words are English, and a few of them can be nothing else."""
    words = _WORD.findall(said)
    english = [word for word in words if knows("en", word)]
    only = sum(not knows("es", word) for word in english)
    return only >= FEWEST and len(english) * 4 >= len(words) * 3
