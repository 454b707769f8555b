"""Counts tries, so that guessing stays slow: sign-in and code look-ups ask here before they do any work.

The table names nobody (keyed hashes). A refused try is not counted, so a lock never outlasts its window.
If the count cannot be stored, the database's error goes on and the try is refused: it fails closed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Connection, MetaData, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from forms_app.storage.database import Database
from forms_app.storage.database.statements import Change, Find
from forms_app.storage.tables import throttles

KEPT = timedelta(days=1)
SWEEPERS = 4  # of 256 new counters, by their ids, which are as good as drawn: one of so many sweeps for the others
PROBE = b"readiness probe".ljust(32, b"\0")
_ROW = throttles.c.id == bindparam("row")
_TRIES = Find(select(throttles.c.tries, throttles.c.started_at).where(_ROW))
_COUNT = Change(
    update(throttles)
    .where(_ROW, throttles.c.started_at > bindparam("opened_after"), throttles.c.tries < bindparam("most"))
    .values(tries=throttles.c.tries + 1)
)
_RENEW = Change(
    update(throttles)
    .where(_ROW, throttles.c.started_at <= bindparam("opened_after"))
    .values(tries=1, started_at=bindparam("now"))
)
_START = {
    "sqlite": Change(sqlite.insert(throttles).on_conflict_do_nothing(), "id", "tries", "started_at"),
    "postgresql": Change(postgresql.insert(throttles).on_conflict_do_nothing(), "id", "tries", "started_at"),
}
_LESS = Change(update(throttles).where(_ROW, throttles.c.tries > 0).values(tries=throttles.c.tries - 1))
_SWEEP = Change(delete(throttles).where(throttles.c.started_at < bindparam("oldest")))


@dataclass(frozen=True)
class Limit:
    """At most `tries` within `within`, counted from the first one."""

    name: str
    tries: int
    within: timedelta


class TooMany(Exception):
    """A limit is used up; `wait` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many tries")
        self.wait = wait


def table_of(metadata: MetaData) -> Table:
    """The counters as a table of another database, for a process that counts where no other can."""
    return throttles.to_metadata(metadata)


def network(address: str | None) -> str:
    """Whom a limit per address counts. Of IPv6 the first half: who has one address there has all of its other half.

    An address of IPv4 written as one of IPv6 is that address, not one of a network that all of them share.
    """
    try:
        address_read = ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(address_read, IPv6Address):
        return str(address_read.ipv4_mapped or ip_network((address_read, 64), strict=False))
    return str(address_read)


def try_to_store(connection: Connection, now: datetime) -> None:
    """Write and remove a row that counts nothing: raises where nothing can be stored."""
    probe = throttles.c.id == PROBE
    connection.execute(delete(throttles).where(probe))
    connection.execute(insert(throttles).values(id=PROBE, tries=0, started_at=now))
    connection.execute(delete(throttles).where(probe))


class Throttle:
    """The counters of one process, kept in the database that all processes share."""

    def __init__(self, database: Database, key: bytes, now: Callable[[], datetime]) -> None:
        self._database, self._key, self._now = database, key, now

    def spend(self, tries: Sequence[tuple[Limit, str]]) -> None:
        """Count one try against each (limit, subject), or none of them. Raises TooMany."""
        with self._database.write() as connection:
            for limit, subject in tries:
                self._spend_one(connection, limit, self._id(limit, subject))

    def is_over(self, connection: Connection, limit: Limit, subject: str) -> bool:
        """Count one in the caller's transaction; whether there were as many as the limit before."""
        try:
            self._spend_one(connection, limit, self._id(limit, subject))
        except TooMany:
            return True
        return False

    def give_back(self, tries: Sequence[tuple[Limit, str]]) -> None:
        """Uncount a try that turned out to be the right person's."""
        with self._database.write() as connection:
            self.uncount(connection, tries)

    def uncount(self, connection: Connection, tries: Sequence[tuple[Limit, str]]) -> None:
        """As `give_back`, in the caller's transaction."""
        for limit, subject in tries:
            _LESS.run(connection, row=self._id(limit, subject))

    def is_used_up(self, connection: Connection, limit: Limit, subject: str) -> bool:
        """Whether no try is left now; none is counted."""
        row = _TRIES.first(connection, row=self._id(limit, subject))
        return row is not None and row[0] >= limit.tries and row[1] > self._now() - limit.within

    def _spend_one(self, connection: Connection, limit: Limit, row_id: bytes) -> None:
        now = self._now()
        if _start(connection, row_id, now):
            return
        values = {"row": row_id, "opened_after": now - limit.within}
        if _COUNT.run(connection, **values, most=limit.tries) or _RENEW.run(connection, **values, now=now):
            return
        # Counted once more: on PostgreSQL another try at the same moment may have opened the window.
        if _COUNT.run(connection, **values, most=limit.tries):
            return
        started_at = connection.execute(select(throttles.c.started_at).where(throttles.c.id == row_id)).scalar_one()
        raise TooMany(started_at + limit.within - now)

    def _id(self, limit: Limit, subject: str) -> bytes:
        return hmac.digest(self._key, f"{limit.name}|{subject}".encode("utf-8", "surrogatepass"), hashlib.sha256)


def _start(connection: Connection, row_id: bytes, now: datetime) -> bool:
    """Open a new counter; False if there is one already."""
    started = _START[connection.dialect.name].run(connection, id=row_id, tries=1, started_at=now) == 1
    if started and row_id[0] < SWEEPERS:
        _SWEEP.run(connection, oldest=now - KEPT)
    return started
