"""One sentence of the line: with its figures as they are written, and in the words in which they are spoken."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import Formatter

from forms_app.phone.said.figures import Figure


@dataclass(frozen=True, slots=True)
class Sentence:
    """`clips`: what is spoken in a row; each fixed piece has a recording, figures are spoken word by word."""

    language: str
    text: str
    spoken: str
    clips: tuple[str, ...] = field(repr=False, default=())

    def __str__(self) -> str:
        return self.text


def plain(text: str, language: str) -> Sentence:
    return Sentence(language, text, text, (text,))


def fill(template: str, language: str, **figures: Figure) -> Sentence:
    """The sentence of the menu with its figures in it."""
    if not figures:
        return plain(template, language)
    written = {name: figure.written(language) for name, figure in figures.items()}
    spoken = {name: figure.words(language) for name, figure in figures.items()}
    clips: list[str] = []
    for fixed, name, _, _ in Formatter().parse(template):
        clips += [fixed.strip()] if fixed.strip(" .,") else []
        clips += spoken[name].replace(",", "").split() if name else []
    return Sentence(language, template.format(**written), template.format(**spoken), tuple(clips))


def pieces(template: str) -> tuple[str, ...]:
    """The fixed pieces of a sentence, each of which needs its recording."""
    fixed = (literal.strip() for literal, *_ in Formatter().parse(template))
    return tuple(piece for piece in fixed if piece.strip(" .,"))
