"""How much of the disk half-finished forms may take: all drafts and the copies behind codes together.

Whoever has time fills any disk with what nobody sends. Before that, first no new copies are taken, then no new forms
begun, so that the forms that are begun still go on to Send; at the very end nothing may grow.
"""

from __future__ import annotations

import threading
import time
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from forms_app.storage.database import Database
from forms_app.storage.database.failures import Unavailable
from forms_app.storage.tables import drafts, pickups, workers

BUDGET = 1024**3  # bytes: two hundred thousand forms as people fill them in
COPIES, BEGUN = 0.5, 0.8  # of the budget: from there on no new copies, no new forms
AGAIN = 5.0  # seconds after which it is measured again; meanwhile each process adds what it writes


class Full(Unavailable):
    """The budget is used up; what is there stays, and time makes room."""


class Room:
    """What is taken of the budget, as this process knows it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mutex = threading.Lock()
        self._taken, self._measured_at = 0, -AGAIN

    def expect_begin(self) -> None:
        """Raises Full."""
        if self.taken() >= BEGUN * BUDGET:
            raise Full("no room for another form")

    def has_room_for_copies(self) -> bool:
        return self.taken() < COPIES * BUDGET

    def expect(self, more: int) -> None:
        """Room for a draft that grows by so many bytes, and its copy, which are counted. Raises Full."""
        taken = self.taken()
        if more > 0 and taken + more > BUDGET:
            raise Full("no room for a longer draft")
        with self._mutex:
            self._taken += max(more, 0)

    def taken(self) -> int:
        """In bytes."""
        with self._mutex:
            if time.monotonic() - self._measured_at >= AGAIN:
                self._measure()
            return self._taken

    def _measure(self) -> None:
        with self._database.read() as connection:
            self._taken = bytes_used(connection)
        self._measured_at = time.monotonic()

    def fault(self) -> str | None:
        """For the operator's monitor, before anybody loses anything by it."""
        taken = self.taken()
        if taken < COPIES * BUDGET:
            return None
        megabytes = f"{taken // 1024**2} of {BUDGET // 1024**2} MB"
        return f"half-finished forms take {megabytes}: no new copies are kept for later. Look who begins so many"


def bytes_used(connection: Connection) -> int:
    """In bytes."""
    sizes = [select(func.coalesce(func.sum(func.length(table.c.box)), 0)) for table in (drafts, pickups)]
    return sum(int(connection.execute(size).scalar_one()) for size in sizes)


class Alarm(NamedTuple):
    """So much is used that somebody loses by it: nobody keeps a form for later or, further on, begins one."""

    percent: int
    none_begins: bool


def alarm(connection: Connection) -> Alarm | None:
    """For staff, whose process may not look at drafts: as the worker saw it, half a minute ago at most."""
    bytes_told = connection.execute(select(func.max(workers.c.draft_bytes))).scalar_one() or 0
    return Alarm(100 * bytes_told // BUDGET, bytes_told >= BEGUN * BUDGET) if bytes_told >= COPIES * BUDGET else None
