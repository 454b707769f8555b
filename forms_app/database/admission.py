"""Keeps a few threads of a server free while the database hangs: pages that need none of it are answered at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from forms_app.database.failures import TooLong

AT_ONCE = 6  # of a server's eight threads (serving.py)
SHORT = 0.25  # seconds for which one more may wait for a place: far longer than a healthy database ever needs
STUCK_FOR = 1.0  # seconds for which, after one waited in vain, the next ones do not wait at all


class Admission:
    """How many threads of this process may be in the database, or wait for it, at once; without a number all may."""

    def __init__(self, most: int | None) -> None:
        self._places = threading.Semaphore(most) if most else None
        self._mine = threading.local()
        self._stuck_until = 0.0

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
            self._places.release()

    def _take(self, places: threading.Semaphore) -> None:
        wait = SHORT if time.monotonic() >= self._stuck_until else 0
        if not places.acquire(blocking=wait > 0, timeout=wait or None):
            self._stuck_until = time.monotonic() + STUCK_FOR
            raise TooLong("all places at the database are taken")
