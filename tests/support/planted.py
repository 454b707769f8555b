"""Answers with a word of their own in everything that is written by hand: where it stands, something leaked."""

from __future__ import annotations

from dataclasses import replace

from forms_app.forms import FORMS
from support.answers import CANARY, Filled, most

SHORTEST = 6  # shorter texts occur by chance


def planted_in(name: str, word: str) -> Filled:
    """The fullest answers to a form, with this word wherever something is written by hand."""
    filled = most(FORMS[name])
    raw = {
        slug: {key: [_marked(text, word) for text in texts] for key, texts in page.items()}
        for slug, page in filled.raw.items()
    }
    return replace(filled, raw=raw)


def _marked(text: str, word: str) -> str:
    local, at_sign, domain = text.partition("@")
    return f"{word.replace('á', 'a')}.{local}@{domain}" if at_sign else text.replace(CANARY, word)


def written(filled: Filled) -> set[str]:
    """Each line that was written by hand: no option's value, no part of a date."""
    lines = {
        line for page in filled.raw.values() for texts in page.values() for text in texts for line in text.split("\n")
    }
    ours = {line for line in lines if CANARY in line or "@" in line or any(map(str.isdigit, line))}
    return {line.strip() for line in ours if len(line) >= SHORTEST}
