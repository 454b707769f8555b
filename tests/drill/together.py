"""Proves that writes that share a commit wait for it: python tests/drill/together.py [ROUNDS].

Every flush of the disk is held up by strace; eight people press Send at once, and none may be told that it is sent
before a flush can have ended. The same is done with an app that flushes nothing at a commit: it must be caught.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from drill import order  # noqa: E402
from support.running import HOST, running  # noqa: E402

from bench.visitor import Visitor  # noqa: E402

PEOPLE, ROUNDS = 8, 5
HELD = 0.15  # seconds
THREADS = ["--workers", "1", "--blocking-threads", "8"]
FLUSHES = ["-f", "-qq", "-e", "trace=fdatasync,fsync", "-e", f"inject=fdatasync,fsync:delay_enter={int(HELD * 1e6)}"]


def drill(folder: Path, app: str, rounds: int) -> tuple[list[float], int]:
    """Seconds until each answer to Send, and how many flushes there were for all of them."""
    with running(folder):
        pass  # makes keys and tables
    trace = folder / f"{app}.trace"
    took: list[float] = []
    with order.traced(folder, app, trace, FLUSHES, THREADS) as port, ThreadPoolExecutor(PEOPLE) as pool:
        flushes = 0
        for _ in range(rounds):
            people = [_filled(port) for _ in range(PEOPLE)]
            before = _flushes(trace)
            took.extend(pool.map(_sent, people))
            flushes += _flushes(trace) - before
    return took, flushes


def _filled(port: int) -> Visitor:
    person = Visitor(HOST, port)
    person.fill("pin-request")
    return person


def _sent(person: Visitor) -> float:
    began = time.monotonic()
    assert person.send().status == 303
    seconds = time.monotonic() - began
    person.close()
    return seconds


def _flushes(trace: Path) -> int:
    return trace.read_text("utf-8", "replace").count("sync(")


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    if not shutil.which("strace") and order.install():
        return 1
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        took, flushes = drill(Path(one), "FULL", rounds)
        control, _ = drill(Path(other), "NORMAL", 1)
    early, caught = sum(seconds < HELD for seconds in took), sum(seconds < HELD for seconds in control)
    print(f"{len(took)} sent with {flushes} flushes of {HELD} s, the first told after {min(took):.2f} s.")
    print(f"The control was told early {caught} of {len(control)} times." if caught else "The control was not caught.")
    print(f"{len(took) - early} passed, {early} failed")
    return 1 if early or not caught or flushes >= len(took) else 0


if __name__ == "__main__":
    sys.exit(main())
