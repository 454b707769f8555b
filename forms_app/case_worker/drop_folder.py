"""The watched folder: packages that the agency's system lays there are loaded by themselves, one after another.

A package is a folder in it. It is taken once its descriptor is there and nothing in it has changed for a few seconds.
What was loaded moves to `loaded`, what was refused to `refused`, with the reasons beside it in a text. Urgent packages
wait for no other: they are loaded while a large one is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from forms_app.deadlines import clock

DESCRIPTOR, LOADED, REFUSED = "datapackage.json", "loaded", "refused"
QUIET_SECONDS = 10.0
COMMAND = (sys.executable, "-m", "flask", "--app", "forms_app", "case-data", "load")


@dataclass
class DropFolder:
    """`at_work`: the packages that are being loaded now, each in a process of its own."""

    path: Path
    quiet_seconds: float = QUIET_SECONDS
    at_work: dict[Path, subprocess.Popen[bytes]] = field(default_factory=dict)

    def work_off(self) -> int:
        """Put away what has ended, begin what is there; how many ended."""
        ended = [folder for folder, process in self.at_work.items() if process.poll() is not None]
        for folder in ended:
            self._put_away(folder, self.at_work.pop(folder))
        for folder in self._ready():
            if folder not in self.at_work and (_is_urgent(folder) or not self._is_busy()):
                self._begin(folder)
        return len(ended)

    def stop(self) -> None:
        """A load that is ended leaves what was there; the package is taken up again at the next start."""
        for process in self.at_work.values():
            process.terminate()
        for process in self.at_work.values():
            process.wait()

    def _is_busy(self) -> bool:
        return any(not _is_urgent(folder) for folder in self.at_work)

    def _ready(self) -> Iterator[Path]:
        """Urgent ones first, then by their numbers."""
        places = (LOADED, REFUSED)
        folders = [one for one in self.path.iterdir() if one.is_dir() and one.name not in places]
        whole = [folder for folder in folders if (folder / DESCRIPTOR).is_file() and self._is_quiet(folder)]
        yield from sorted(whole, key=lambda folder: (not _is_urgent(folder), _number(folder), folder.name))

    def _is_quiet(self, folder: Path) -> bool:
        newest = max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
        return clock.utc_now().timestamp() - newest >= self.quiet_seconds

    def _begin(self, folder: Path) -> None:
        with self._words_of(folder).open("w") as words:
            command = [*COMMAND, str(folder)]
            self.at_work[folder] = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT)  # noqa: S603

    def _words_of(self, folder: Path) -> Path:
        """Where the load says what it finds, while it is at work."""
        return self.path / f".{folder.name}.txt"

    def _put_away(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        place = self.path / (REFUSED if process.returncode else LOADED)
        place.mkdir(mode=0o700, exist_ok=True)
        target = place / f"{folder.name}-{clock.utc_now():%Y%m%dT%H%M%S}"
        folder.rename(target)
        self._words_of(folder).rename(place / f"{target.name}.txt")
        log = structlog.get_logger()
        (log.error if process.returncode else log.info)("a package was put away", kind=place.name)


def _is_urgent(folder: Path) -> bool:
    return _said(folder).get("kind") == "urgent"


def _number(folder: Path) -> int:
    number = _said(folder).get("seq")
    return number if isinstance(number, int) else 0


def _said(folder: Path) -> dict[str, object]:
    """What the descriptor says; nothing of one that cannot be read, which the load will refuse with the reason."""
    try:
        said = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
