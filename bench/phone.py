"""What the telephone takes: fifty callers at once beside one, and the CPU of a step, over FastAGI as an Asterisk asks.

A step is from a key to the first word that is said for it. People take a second and more between two keys; these take
a third of one.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from support.asterisk_side import GREETING
from support.called_line import tones
from support.running import HOST, OURS, ROOT, apart, free_ports

from bench.cpu import of_all_threads
from bench.figures import Figure

KEYS = "1261*2*19"  # of a call that hears of hours and of numbers
CALLERS, ROUNDS = 50, 5
ALONE = 10  # calls of one caller, one after the other
MOST_TIMES, MOST_MS = 5.0, 2.0
PAUSE = (0.1, 0.5)  # seconds between what is said and the next key
START_SECONDS, CALL_SECONDS = 30, 60
PLAYED, NOTHING = b"200 result=0 endpos=8000\n", b"200 result=0\n"


class Round(NamedTuple):
    """Milliseconds: the 99th of a hundred steps of one caller, and of fifty at once; CPU of a step of these."""

    alone: float
    together: float
    cpu: float


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, _line(Path(folder)) as (port, process):
        rounds = [_round(port, process) for _ in range(ROUNDS)]
    middle = sorted(rounds, key=lambda one: one.together / one.alone)[ROUNDS // 2]
    detail = f"p99 of a step: one {middle.alone:.1f} ms, {CALLERS} callers {middle.together:.1f} ms; median of {ROUNDS}"
    return [
        Figure("phone: fifty at once", middle.together / middle.alone, MOST_TIMES, "x", detail),
        Figure("phone: CPU of a step", middle.cpu, MOST_MS, " ms", f"{len(KEYS)} keys a call"),
    ]


@contextmanager
def _line(folder: Path) -> Iterator[tuple[int, int]]:
    """The telephone as a process of its own, with keys and databases: its port, and its number."""
    port, site = free_ports()
    told = {
        "AGI_PORT": str(port),
        "PORT": str(site),
        "STAFF_PORT": str(free_ports()[0]),
        "PHONE_SOUNDS": str(tones(folder / "sounds")),
        "PHONE": "1",
    }
    told |= {"PUBLIC_URL": f"http://{HOST}:{site}"}
    told |= {"DATA_DIR": f"{folder}/var", "KEYS_DIR": f"{folder}/keys", **apart(folder)}
    own = {name: text for name, text in os.environ.items() if name not in OURS} | told
    quiet, python = subprocess.DEVNULL, sys.executable
    subprocess.run([python, "-m", "forms_app.cli.preparation"], cwd=ROOT, env=own, stdout=quiet, check=True)
    with subprocess.Popen([python, "-m", "forms_app.phone"], cwd=ROOT, env=own, stderr=quiet) as process:
        try:
            asyncio.run(asyncio.wait_for(_until_up(port), START_SECONDS))
            yield port, process.pid
        finally:
            process.terminate()


async def _until_up(port: int) -> None:
    while True:
        try:
            await _call(port, "", random.Random())  # noqa: S311
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return


def _round(port: int, process: int) -> Round:
    alone = [step for _ in range(ALONE) for step in asyncio.run(_called(port, 1))]
    before = of_all_threads(process)
    together = asyncio.run(_called(port, CALLERS))
    return Round(_p99(alone), _p99(together), (of_all_threads(process) - before) / len(together) * 1000)


async def _called(port: int, callers: int) -> list[float]:
    """Milliseconds of every step of so many callers at once."""
    drawn = random.Random(callers)  # noqa: S311 - when they press is no secret
    calls = (_call(port, KEYS, drawn) for _ in range(callers))
    steps = await asyncio.wait_for(asyncio.gather(*calls), CALL_SECONDS)
    return [step for call in steps for step in call]


async def _call(port: int, keys: str, drawn: random.Random) -> list[float]:
    await asyncio.sleep(drawn.uniform(*PAUSE))
    reading, writing = await asyncio.open_connection(HOST, port)
    writing.write(GREETING)
    waiting, pressed_at, steps = list(keys), 0.0, list[float]()
    async for command in reading:
        if pressed_at:
            steps.append((time.perf_counter() - pressed_at) * 1000)
            pressed_at = 0.0
        if not command.startswith(b"WAIT"):
            writing.write(PLAYED if command.startswith(b"STREAM") else NOTHING)
        elif waiting:
            await asyncio.sleep(drawn.uniform(*PAUSE))
            pressed_at = time.perf_counter()
            writing.write(b"200 result=%d\n" % ord(waiting.pop(0)))
        else:
            break
    writing.close()
    return steps


def _p99(milliseconds: Sequence[float]) -> float:
    return sorted(milliseconds)[len(milliseconds) * 99 // 100 - 1]
