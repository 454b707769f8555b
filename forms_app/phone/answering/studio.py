"""Takes over what a studio has recorded, by the names of the list that it was given: what is of no sentence stays."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from forms_app.phone.answering import machine_voice, sounds
from forms_app.phone.answering.sounds import NoSound, Recording
from forms_app.phone.line.overlay import Line


class Taken(NamedTuple):
    """`absent`: asked for and not delivered. `strange`: delivered under a name that no sentence of now has."""

    number: int
    absent: Sequence[Recording]
    strange: Sequence[Path]


def take_over(line: Line, given: Path, folder: Path) -> Taken:
    """Copy each recording under its name. Raises NoSound where nothing fits, or a file cannot be played."""
    sounds.write_manifest(line, folder)
    asked = sounds.recordings(line)
    delivered = [one for one in asked if one.path(given).is_file()]
    if not delivered:
        raise NoSound(f"{given}: nothing of the list is here. Put each file at en/NAME.wav, es/NAME.wav, as listed.")
    for one in delivered:
        _take(one.path(given), one.path(folder))
    known = {one.path(given) for one in asked}
    strange = sorted(path for path in given.glob(f"*/*{sounds.ENDING}") if path not in known)
    return Taken(len(delivered), [one for one in asked if one not in delivered], strange)


def _take(given: Path, target: Path) -> None:
    new = target.with_suffix(".new.wav")
    if not sounds.fault_of(given):
        shutil.copyfile(given, new)
    elif converter := shutil.which("sox"):
        machine_voice.convert(converter, given, new)
    else:
        raise NoSound(f"{given}: make it {sounds.LIKE}, or install sox, which does it here.")
    new.rename(target)  # whole or not at all
