"""The first language, left on a page of another one: told as that and once, not as words that a dictionary lacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from forms_app.facts.languages import BY_CODE, DEFAULT
from website.checks.pages import Finding, Page, Site
from website.checks.words.known import WORD, has_dictionary, knows, own_words, plain
from website.checks.words.prose import lines_of

FEWEST = 2  # words; one may be a name
_FIRST = BY_CODE[DEFAULT].in_english


def find_untranslated(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if lines := english_lines(site.root, page):
            more = f" and {len(lines) - 1} more lines" if len(lines) > 1 else ""
            what = f"this line{more} {'are' if more else 'is'} {_FIRST}"
            remedy = f"say it in {page.spoken}; a word that stays {_FIRST} stands in *italics*"
            yield page.finding(lines[0], what, remedy)


def is_english(site: Site, page: Page) -> bool:
    """Whether so much of a page is English that nothing else can be said of its words."""
    lines = [line for line, said in lines_of(page) if len(WORD.findall(said)) >= FEWEST]
    return bool(lines) and len(english_lines(site.root, page)) * 2 > len(lines)


@cache
def english_lines(root: Path, page: Page) -> tuple[int, ...]:
    if page.language == DEFAULT or not (has_dictionary(DEFAULT) and has_dictionary(page.language)):
        return ()
    ours = own_words(root / f"locales/words-{page.language}.txt")
    lines = ((line, ours.sub(" ", plain(said))) for line, said in lines_of(page))
    return tuple(dict.fromkeys(line for line, said in lines if _reads_english(said, page.language)))


def _reads_english(said: str, language: str) -> bool:
    """Most of its words are English, and a few of them can be nothing else."""
    words = WORD.findall(said)
    english = [word for word in words if knows(DEFAULT, word)]
    only = sum(not knows(language, word) for word in english)
    return only >= FEWEST and len(english) * 4 >= len(words) * 3
