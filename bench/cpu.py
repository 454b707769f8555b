"""CPU time, user and system, that a server's processes have used: not wall time, so a busy machine changes little."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

NANO = 1e9


def spent(processes: list[int]) -> float:
    """Seconds on the processor so far, of every thread of these processes."""
    return (
        sum(_on_cpu(path) for number in processes for path in Path(f"/proc/{number}/task").glob("*/schedstat")) / NANO
    )


def of_all_threads(number: int) -> float:
    """The same of one process with threads that come and go, in hundredths of a second."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def per_call(processes: list[int], calls: int, ask: Callable[[], object]) -> float:
    """Seconds of CPU that one call costs the server, on average."""
    before = spent(processes)
    for _ in range(calls):
        ask()
    return (spent(processes) - before) / calls


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    return [root, *(number for child in _children(root) for number in tree(child))]


def started_with(group: list[int], words: str) -> int:
    """The first process of a group whose command line holds these words and whose parent's does not."""
    named = [number for number in group if words in _command(number)]
    return next(number for number in named if _parent(number) not in named)


def _children(number: int) -> Iterator[int]:
    for path in Path(f"/proc/{number}/task").glob("*/children"):
        yield from map(int, path.read_text().split())


def _command(number: int) -> str:
    return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")


def _parent(number: int) -> int:
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])


def _on_cpu(path: Path) -> int:
    return int(path.read_text().split()[0])
