"""Whose turn it is to write: first come, first served among the processes that share one SQLite file.

SQLite starves writers that only retry, and `flock` wakes whoever comes first. Here each process draws a number and
waits for the one before it: a lock on one byte of the lock file, which the system gives back whenever a process ends,
however it ends. Order is all that this gives; that only one writes at a time is SQLite's own lock.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import time
from pathlib import Path

from forms_app.storage.database.failures import TooLong

ORDERED = sys.platform == "linux"  # elsewhere SQLite's own lock must do: whoever tries at the right moment is next
GATE, FIRST = 0, 1 << 20  # the byte that guards the counter; the byte of number 0
NUMBERS = 1 << 40
SHORTEST_WAIT, LONGEST_WAIT = 0.0001, 0.002  # seconds between two looks at the number before
_FLOCK = struct.Struct("hhqqi4x")  # struct flock: l_type, l_whence, l_start, l_len, l_pid
_COUNTER = struct.Struct("=q")


class Turns:
    """One process's place in the queue; its threads take turns among themselves before they come here.

    Locks belong to this open file, not to the process, so that two of these in one process wait for each other too.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._number = 0

    def take(self, until: float) -> None:
        """Wait for the turn, at most to this moment of time.monotonic(). Raises TooLong, and OSError for the file."""
        if not ORDERED:
            return
        file = self._open()
        _patiently(file, GATE, until)
        try:
            self._number = _draw(file)
            _try(file, fcntl.F_WRLCK, self._number + FIRST)
        finally:
            _unlock(file, GATE)
        try:
            _wait_for(file, (self._number - 1) % NUMBERS + FIRST, until)
        except TooLong:
            self.give()
            raise

    def give(self) -> None:
        """The next one's turn."""
        if not ORDERED:
            return
        _unlock(self._open(), self._number + FIRST)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._file


def _draw(file: int) -> int:
    """The next number, from the file itself; a new or damaged file begins anew."""
    kept = os.pread(file, _COUNTER.size, 0)
    number = _COUNTER.unpack(kept)[0] % NUMBERS if len(kept) == _COUNTER.size else 0
    os.pwrite(file, _COUNTER.pack((number + 1) % NUMBERS), 0)
    return int(number)


def _patiently(file: int, byte: int, until: float) -> None:
    wait = SHORTEST_WAIT
    while not _try(file, fcntl.F_WRLCK, byte):
        wait = _sleep(wait, until)


def _wait_for(file: int, byte: int, until: float) -> None:
    wait = SHORTEST_WAIT
    while _is_locked(file, byte):
        wait = _sleep(wait, until)


def _sleep(wait: float, until: float) -> float:
    if time.monotonic() >= until:
        raise TooLong("the turn to write did not come in time")
    time.sleep(wait)
    return min(wait * 2, LONGEST_WAIT)


def _try(file: int, kind: int, byte: int) -> bool:
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _FLOCK.pack(kind, os.SEEK_SET, byte, 1, 0))
    except BlockingIOError:
        return False
    return True


def _unlock(file: int, byte: int) -> None:
    _try(file, fcntl.F_UNLCK, byte)


def _is_locked(file: int, byte: int) -> bool:
    """By another open file: one's own locks never stand in one's way."""
    asked = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
    kind: int = _FLOCK.unpack(fcntl.fcntl(file, fcntl.F_OFD_GETLK, asked))[0]
    return kind != fcntl.F_UNLCK
