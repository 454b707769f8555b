"""What is not checked in a language, because nobody has given it the means: said, so that nobody takes it for right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from forms_app.facts.languages import LISTED
from website.checks.facts.literals import NUMBER_WORDS
from website.checks.words.terms import WORDS, languages_of


def notes(root: Path) -> Iterator[str]:
    """A line for each language and each thing that it lacks."""
    ruled = languages_of(root / WORDS)
    for language in LISTED:
        lacking = {
            "dictionary, so its spelling is not checked": not language.dictionary,
            "measure of reading, so its ease is not checked": not language.reading,
            f"column in {WORDS}, so its terms are not checked": language.code not in ruled,
            "names of numbers, so days in words are not looked for": language.code not in NUMBER_WORDS,
        }
        for what in (what for what, lacks in lacking.items() if lacks):
            yield f"locales/languages.toml: note: {language.in_english} ({language.code}) has no {what}."
