"""The recordings of the line: one for each fixed sentence or piece, and one for each word of a figure.

A file is named by a hash of its language and words, so a sentence that has changed never plays an old recording.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from itertools import chain
from pathlib import Path

from forms_app.errors import CannotStart
from forms_app.phone.line.overlay import Line
from forms_app.phone.menu.shape import SPOKEN
from forms_app.phone.said.figures import Code, Day, Figure, Money, Time
from forms_app.phone.said.numbers import CARDINALS
from forms_app.phone.said.sentences import Sentence, pieces

ENDING = ".wav"  # 8,000 samples a second, 16 bits, one channel: what Asterisk plays as it is
MANIFEST = "manifest.json"
VOICES: Mapping[str, str] = {"en": "en-us", "es": "es-419"}
PACE = "130"  # words a minute: for old ears
_ANY_DAY = date(2026, 1, 1)
_DAYS = 4 * 366


class NoSound(CannotStart):
    """A sentence of the line has no recording: where it stands, and what to do."""


def name_of(clip: str, language: str) -> str:
    return hashlib.sha256(f"{language}|{clip}".encode()).hexdigest()[:20]


def files(sentences: Iterable[Sentence], folder: Path) -> list[str]:
    """What to play, in a row, as paths without their ending."""
    said = ((sentence.language, clip) for sentence in sentences for clip in sentence.clips)
    return [str(folder / language / name_of(clip, language)) for language, clip in said]


def manifest(line: Line) -> dict[str, dict[str, dict[str, str]]]:
    """By language and file: the words to record, and where they stand. It is the list for a studio."""
    return {language: dict(_recorded(line, language)) for language in SPOKEN}


def _recorded(line: Line, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    for node, prompt in line.prompts.items():
        yield name_of(prompt[language], language), {"words": prompt[language], "at": node}
    for name, sentence in line.sentences.items():
        for piece in pieces(sentence[language]):
            yield name_of(piece, language), {"words": piece, "at": name}
    for word in sorted(set(_words_of_figures(language))):
        yield name_of(word, language), {"words": word, "at": "figures"}


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
    """Raises NoSound for the first sentence without a recording, naming it, its place and how many there are."""
    lacking = [
        (language, one)
        for language, recorded in manifest(line).items()
        for name, one in recorded.items()
        if not (folder / language / f"{name}{ENDING}").is_file()
    ]
    if lacking:
        language, one = lacking[0]
        raise NoSound(
            f"{folder}: {one['at']}: no recording of “{one['words']}” ({language}); {len(lacking)} are missing. "
            "Make them: flask --app forms_app phone sounds"
        )


def write(line: Line, folder: Path) -> int:
    """The manifest, and every recording that is missing, spoken by espeak-ng; how many were made. Raises NoSound."""
    listed = manifest(line)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", "utf-8")
    made = 0
    for language, recorded in listed.items():
        (folder / language).mkdir(exist_ok=True)
        for name, one in recorded.items():
            target = folder / language / f"{name}{ENDING}"
            if not target.is_file():
                _speak(one["words"], language, target)
                made += 1
    return made


def _speak(words: str, language: str, target: Path) -> None:
    speaker, converter = shutil.which("espeak-ng"), shutil.which("sox")
    if not (speaker and converter):
        raise NoSound(
            f"{target.parent.parent / MANIFEST} lists what is to be recorded. To have a machine speak it, install "
            "espeak-ng and sox; or put a studio's recordings under the names it gives."
        )
    raw, whole = target.with_suffix(".raw.wav"), target.with_suffix(".new.wav")
    subprocess.run([speaker, "-v", VOICES[language], "-s", PACE, "-w", str(raw), words], check=True)  # noqa: S603
    subprocess.run([converter, str(raw), "-r", "8000", "-c", "1", "-b", "16", str(whole)], check=True)  # noqa: S603
    raw.unlink()
    whole.rename(target)  # whole or not at all
