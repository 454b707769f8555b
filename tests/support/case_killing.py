"""A load in a process of its own that ends itself with SIGKILL just before its nth statement, wherever that is.

    python -m support.case_killing ADDRESS FOLDER KEY N

N of 0 is never: the number of its statements is printed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from forms_app.case_data.loading.load import Load
from support.case_loading import CODES, YES, opened

ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = ("execute", "executemany", "commit", "write_row", "write")


class Countdown:
    """Counts what goes to a database, by the names of the functions that send it, in C or in Python."""

    def __init__(self, at: int) -> None:
        self.count, self._at = 0, at

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        if event not in ("call", "c_call"):
            return
        name = frame.f_code.co_name if event == "call" else getattr(argument, "__name__", "")
        if name in STATEMENTS:
            self.count += 1
            if self.count == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def main(address: str, folder: str, key: str, at: str) -> None:
    database = opened(address)
    countdown = Countdown(int(at))
    sys.setprofile(countdown)
    outcome = Load(database, Path(folder), CODES, Path(key), YES, print).run()
    sys.setprofile(None)
    assert outcome.loaded, outcome
    print(countdown.count)


def run(address: str, folder: Path, key: Path, at: int = 0) -> int:
    """The number of statements of a whole load; 0 if it was killed."""
    line = [sys.executable, "-m", "support.case_killing", address, str(folder), str(key), str(at)]
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(line, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    assert done.returncode == (-signal.SIGKILL if at else 0), done.stderr
    return 0 if at else int(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main(*sys.argv[1:])
