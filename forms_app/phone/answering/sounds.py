"""The recordings of the line: one for each fixed sentence or piece, and one for each word of a figure.

A file is named by a hash of its language and words, so a sentence that has changed never plays an old recording. What
is told of a case is put together from recorded words: nothing that speaks runs during a call, and none of it is heard
by a program that is not ours.
"""

from __future__ import annotations

import hashlib
import json
import wave
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from forms_app.errors import CannotStart
from forms_app.phone.line.overlay import Line
from forms_app.phone.menu.shape import SPOKEN
from forms_app.phone.said.figures import Code, Day, Figure, Money, Time
from forms_app.phone.said.numbers import CARDINALS
from forms_app.phone.said.sentences import Sentence, pieces

ENDING = ".wav"
RATE, CHANNELS, BYTES = 8000, 1, 2  # what Asterisk plays as it is
LIKE = "a WAV file of 8,000 samples a second, 16 bits, one channel"
MANIFEST = "manifest.json"
FIGURES = "figures"
_ANY_DAY = date(2026, 1, 1)
_DAYS = 4 * 366


class NoSound(CannotStart):
    """A sentence of the line has no recording: where it stands, and what to do."""


class Recording(NamedTuple):
    """One file: the words in it, and the entry of the menu in which they stand, such as "prompts: payments"."""

    language: str
    name: str
    words: str
    at: str

    def path(self, folder: Path) -> Path:
        return folder / self.language / f"{self.name}{ENDING}"


def name_of(clip: str, language: str) -> str:
    return hashlib.sha256(f"{language}|{clip}".encode()).hexdigest()[:20]


def files(sentences: Iterable[Sentence], folder: Path) -> list[str]:
    """What to play, in a row, as paths without their ending."""
    said = ((sentence.language, clip) for sentence in sentences for clip in sentence.clips)
    return [str(folder / language / name_of(clip, language)) for language, clip in said]


def recordings(line: Line) -> list[Recording]:
    """All that the line can say, each once, by language and in the order of its file."""
    every = {(one.language, one.name): one for language in SPOKEN for one in reversed([*_recorded(line, language)])}
    return list(reversed(every.values()))


def manifest(line: Line) -> dict[str, dict[str, dict[str, str]]]:
    """By language and file: the words to record, and where they stand. It is the list for a studio."""
    listed: dict[str, dict[str, dict[str, str]]] = {language: {} for language in SPOKEN}
    for one in recordings(line):
        listed[one.language][one.name] = {"words": one.words, "at": one.at}
    return listed


def write_manifest(line: Line, folder: Path) -> Path:
    for language in SPOKEN:
        (folder / language).mkdir(parents=True, exist_ok=True)
    text = json.dumps(manifest(line), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", "utf-8")
    return folder / MANIFEST


def _recorded(line: Line, language: str) -> Iterator[Recording]:
    for node, prompt in line.prompts.items():
        yield _of(prompt[language], language, f"prompts: {node}")
    for name, sentence in line.sentences.items():
        for piece in pieces(sentence[language]):
            yield _of(piece, language, f"sentences: {name}")
    for word in _figure_words(language):
        yield _of(word, language, FIGURES)


def _of(words: str, language: str, at: str) -> Recording:
    return Recording(language, name_of(words, language), words, at)


@cache
def _figure_words(language: str) -> tuple[str, ...]:
    return tuple(sorted(set(_words_of_figures(language))))


def _words_of_figures(language: str) -> Iterator[str]:
    """Every word that money, a day, a time or a code can have."""
    for figure in _figures():
        yield from figure.words(language).replace(",", "").split()
    for number in chain(range(1000), (1_000, 2_000, 1_000_000, 2_000_000)):
        yield from CARDINALS[language](number).split()


def _figures() -> Iterator[Figure]:
    yield Code("0123456789")
    yield from map(Money, (-1, 1, 2, 100, 101, 2_100, 2_102, 100_000_000, 200_000_000))
    yield from (Day(_ANY_DAY + timedelta(days=number)) for number in range(_DAYS))
    yield from (Time(time(hour, minute)) for hour in range(24) for minute in (0, 1, 15))


def expect(line: Line, folder: Path) -> None:
    """Raises NoSound for the first sentence without a recording: file and line of its words, its place, and how many
    there are."""
    lacking = [(one, fault) for one in recordings(line) if (fault := fault_of(one.path(folder)))]
    if lacking:
        one, fault = lacking[0]
        raise NoSound(
            f"{_where(line, one)}: {fault} of “{one.words}” ({one.language}) in {folder}; {len(lacking)} are missing. "
            "Make them: make sounds"
        )


def _where(line: Line, one: Recording) -> str:
    """File, line and place of the words; figures stand in no line of the menu."""
    return f"{line.path}:{line.lines[one.at]}: {one.at}" if one.at in line.lines else one.at


def fault_of(path: Path) -> str:
    """What keeps a file from being played; empty where nothing does."""
    try:
        with wave.open(str(path), "rb") as read:
            form = (read.getframerate(), read.getnchannels(), read.getsampwidth())
            return "" if form == (RATE, CHANNELS, BYTES) and read.getnframes() else f"this is not {LIKE}: the recording"
    except FileNotFoundError:
        return "no recording"
    except (OSError, EOFError, wave.Error):
        return f"this is not {LIKE}: the recording"
