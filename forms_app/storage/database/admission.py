"""Keeps a few threads of a server free while the database hangs: pages that need none of it are answered at once."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager, nullcontext
from queue import Empty, SimpleQueue

from forms_app.storage.database.failures import TooLong

AT_ONCE = 6  # of a server's threads, which are more (serving.py)
STILL = 0.75  # seconds without anybody coming or going, after which the database is taken to hang


class Admission:
    """How many threads of this process may be in the database, or wait for it, at once; without a number all may.

    A slow database is not a hanging one: as long as anybody comes through, the next ones wait.
    """

    def __init__(self, most: int | None, patience: float) -> None:
        self._limited = most is not None
        self._free: SimpleQueue[None] = SimpleQueue()  # a place is one of its entries: a fifth of a semaphore's cost
        for _ in range(most or 0):
            self._free.put(None)
        self._patience = patience
        self._mine = threading.local()
        self._moved_at = 0.0

    def place(self) -> AbstractContextManager[object]:
        """Raises TooLong when all places are taken and none comes free. Who has a place already needs no other."""
        return _NO_PLACE if not self._limited or getattr(self._mine, "has", False) else self

    def __enter__(self) -> None:
        self._take()
        self._mine.has = True

    def __exit__(self, *_failure: object) -> None:
        self._mine.has = False
        self._moved_at = time.monotonic()
        self._free.put(None)

    def _take(self) -> None:
        until = time.monotonic() + self._patience
        while not self._is_taken(max(0.0, min(self._moved_at + STILL, until) - time.monotonic())):
            if time.monotonic() >= min(self._moved_at + STILL, until):
                raise TooLong("all places at the database are taken")
        self._moved_at = time.monotonic()

    def _is_taken(self, within: float) -> bool:
        try:
            self._free.get(timeout=within)
        except Empty:
            return False
        return True


_NO_PLACE = nullcontext()
