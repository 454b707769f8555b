"""The voice of a trial: espeak-ng speaks slowly what has no recording yet, and sox makes of it what Asterisk plays."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from forms_app.phone.answering import sounds
from forms_app.phone.answering.sounds import NoSound, Recording
from forms_app.phone.line.overlay import Line

VOICES: Mapping[str, str] = {"en": "en-us", "es": "es-419"}
PACE = "130"  # words a minute: for old ears
# As people say it: the machine would spell the first, and read the second by the rules of Spanish.
SAID_AS: Mapping[str, tuple[str, str]] = {
    "en": ("PIN", "pin"),
    "es": ("Participant ID", '<voice xml:lang="en-us">Participant ID</voice>'),
}
MOST_SECONDS = 60  # for one sentence; each takes a fraction of one
_FORM = ("-r", str(sounds.RATE), "-c", str(sounds.CHANNELS), "-b", str(8 * sounds.BYTES))
_QUIET = ("silence", "1", "0.02", "0.3%")
# Without the silence at both ends, so that the words of a figure follow on each other; loud, and never cut off.
_EFFECTS = ("gain", "-n", "-3", *_QUIET, "reverse", *_QUIET, "reverse", "pad", "0.03", "0.09")


def speak_missing(line: Line, folder: Path) -> int:
    """Write the list, and every recording that is missing; how many were made. Raises NoSound."""
    listed = sounds.write_manifest(line, folder)
    missing = [one for one in sounds.recordings(line) if sounds.fault_of(one.path(folder))]
    if not missing:
        return 0
    speaker, converter = shutil.which("espeak-ng"), shutil.which("sox")
    if not (speaker and converter):
        raise NoSound(
            f"{listed} lists what is to be recorded. To have a machine speak it, install espeak-ng and sox "
            "(on Debian: apt-get install espeak-ng sox); or take over a studio's recordings: make sounds STUDIO=folder"
        )
    for one in missing:
        _speak([speaker, "-m", "-v", VOICES[one.language], "-s", PACE], converter, _aloud(one), one.path(folder))
    return len(missing)


def _aloud(one: Recording) -> str:
    """A piece after which more follows is not spoken as if the sentence ended there."""
    words = escape(one.words.strip(" .,")).replace(*SAID_AS[one.language])
    return words if words.endswith(("?", "!")) else f"{words},"


def _speak(speaker: list[str], converter: str, words: str, target: Path) -> None:
    raw, whole = target.with_suffix(".raw.wav"), target.with_suffix(".new.wav")
    _run([*speaker, "-w", str(raw), words])
    convert(converter, raw, whole, *_EFFECTS)
    raw.unlink()
    whole.rename(target)  # whole or not at all


def convert(converter: str, given: Path, made: Path, *effects: str) -> None:
    """Into what a telephone plays. Raises NoSound."""
    _run([converter, "-V1", "-G", "-D", str(given), *_FORM, str(made), *effects])


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, timeout=MOST_SECONDS, capture_output=True)  # noqa: S603 - ours
    except (OSError, subprocess.SubprocessError) as wrong:
        raise NoSound(f"{command[0]} could not make {command[-1]}: {type(wrong).__name__}. Try it by hand.") from None
