"""Keeps a few threads of a server free while the database hangs: pages that need none of it are answered at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from forms_app.storage.database.failures import TooLong

AT_ONCE = 6  # of a server's threads, which are more (serving.py)
STILL = 0.75  # seconds without anybody coming or going, after which the database is taken to hang


class Admission:
    """How many threads of this process may be in the database, or wait for it, at once; without a number all may.

    A slow database is not a hanging one: as long as anybody comes through, the next ones wait.
    """

    def __init__(self, most: int | None, patience: float) -> None:
        self._places = threading.Semaphore(most) if most else None
        self._patience = patience
        self._mine = threading.local()
        self._moved_at = 0.0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Raises TooLong when all places are taken and none comes free. Who has a place already needs no other."""
        if self._places is None or getattr(self._mine, "has", False):
            yield
            return
        self._take(self._places)
        self._mine.has = True
        try:
            yield
        finally:
            self._mine.has = False
            self._moved_at = time.monotonic()
            self._places.release()

    def _take(self, places: threading.Semaphore) -> None:
        until = time.monotonic() + self._patience
        while not places.acquire(timeout=max(0.0, min(self._moved_at + STILL, until) - time.monotonic())):
            if time.monotonic() >= min(self._moved_at + STILL, until):
                raise TooLong("all places at the database are taken")
        self._moved_at = time.monotonic()
