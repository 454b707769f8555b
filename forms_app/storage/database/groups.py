"""Group commit for SQLite: writes that wait for each other anyway share one transaction and one flush to the disk.

A write runs alone on the connection, inside a savepoint of its own where others came before it in the transaction;
the last one commits for all. Nobody returns before that commit has: what is acknowledged is on disk. If it fails,
all fail. Meanwhile the next ones gather, so that a slow disk makes larger groups, not longer waits.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from forms_app.storage.database.engines import BUSY_MS
from forms_app.storage.database.failures import TooLong, Undone
from forms_app.storage.database.turns import Turns

MOST = 16  # writes in a group
OPEN_FOR = 0.01  # seconds after its begin in which another write may still join a group


class Group:
    """One transaction that several writes share, one after another."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.began_at = time.monotonic()
        self.writes = 0
        self.broken = False
        self.failure: BaseException | None = None
        self.ended = threading.Event()

    @property
    def may_grow(self) -> bool:
        return not self.broken and self.writes < MOST and time.monotonic() < self.began_at + OPEN_FOR

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """One write: whole, or as if it had never begun."""
        joins = self.writes > 0
        self.writes += 1
        try:
            if joins:
                self.connection.exec_driver_sql("SAVEPOINT part")
            yield self.connection
            if joins:
                self.connection.exec_driver_sql("RELEASE part")
        except BaseException:
            self._undo(joins)
            raise

    def _undo(self, joins: bool) -> None:
        """Some failures, such as a full disk, make SQLite undo the whole transaction: then nobody's part is left."""
        if not (joins and self._driver.in_transaction):
            self.broken = True
            return
        try:
            self.connection.exec_driver_sql("ROLLBACK TO part")
            self.connection.exec_driver_sql("RELEASE part")
        except SQLAlchemyError:
            self.broken = True

    def commit(self) -> None:
        """Raises what keeps it from the disk; then nothing of the group is left."""
        if not self.broken and self._driver.in_transaction:
            self._commit()
            return
        self.connection.rollback()
        if self.writes > 1:
            raise Undone("a write of the same group failed and ended the transaction")

    def _commit(self) -> None:
        """After a failed commit SQLite's transaction may still be open: nobody else may get this connection."""
        try:
            self.connection.commit()
        except BaseException:
            self.connection.invalidate()
            raise

    @property
    def _driver(self) -> Any:
        return self.connection.connection.driver_connection


class Groups:
    """How the threads of one process write to its SQLite file. `verify` raises if a committed connection cannot be
    believed; its failure is the failure of the group."""

    def __init__(self, engine: Engine, turns: Turns, verify: Callable[[Connection], None], patience: float) -> None:
        self._engine, self._turns, self._verify, self._patience = engine, turns, verify, patience
        self._baton = _Baton()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Waits are bounded: raises TooLong. Durable when the block ends, undone when it raises."""
        group = self._join_or_begin(time.monotonic() + self._patience)
        try:
            with group.part() as connection:
                yield connection
        finally:
            if not (group.may_grow and self._baton.hand_over(group)):
                self._end(group)
            self._settle(group)

    def _join_or_begin(self, until: float) -> Group:
        if group := self._baton.take(until):
            return group
        try:
            return self._begin(until)
        except BaseException:
            self._baton.put_down()
            raise

    def _begin(self, until: float) -> Group:
        self._turns.take(until)
        try:
            connection = self._engine.connect()
            try:
                _begin_immediate(connection, until)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            self._turns.give()
            raise
        return Group(connection)

    def _end(self, group: Group) -> None:
        try:
            group.commit()
            self._verify(group.connection)
        except BaseException as failure:  # noqa: BLE001 - every member of the group raises it
            group.failure = failure
        finally:
            with suppress(SQLAlchemyError):
                group.connection.close()  # undoes what a failed commit left open
            self._turns.give()
            self._baton.put_down()
            group.ended.set()

    def _settle(self, group: Group) -> None:
        if not group.ended.wait(self._patience):
            raise TooLong("the commit does not come to an end")
        if group.failure:
            raise group.failure


def _begin_immediate(connection: Connection, until: float) -> None:
    """SQLite's own wait, for whoever writes without drawing a number, ends when ours would."""
    left = max(1, int((until - time.monotonic()) * 1000))
    if left > BUSY_MS * 0.9:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


class _Baton:
    """The right to write, handed from thread to thread of one process in the order in which they came for it."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._taken = False
        self._queue: deque[_Waiter] = deque()

    def take(self, until: float) -> Group | None:
        """Wait for it. With a group: go on with its transaction. Raises TooLong."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return None
            waiter = _Waiter()
            self._queue.append(waiter)
        if not waiter.called.wait(until - time.monotonic()) and self._gives_up(waiter):
            raise TooLong("too many writes before this one, or one that hangs")
        return waiter.group

    def _gives_up(self, waiter: _Waiter) -> bool:
        """Whether it leaves the queue; not if it was called at the last moment."""
        with self._mutex:
            waits = waiter in self._queue
            if waits:
                self._queue.remove(waiter)
            return waits

    def hand_over(self, group: Group) -> bool:
        """To the next one, who joins this group. False if nobody waits."""
        with self._mutex:
            if not self._queue:
                return False
            waiter = self._queue.popleft()
        waiter.group = group
        waiter.called.set()
        return True

    def put_down(self) -> None:
        """For the next one, who begins anew."""
        with self._mutex:
            if not self._queue:
                self._taken = False
                return
            waiter = self._queue.popleft()
        waiter.called.set()


class _Waiter:
    """A thread in the queue."""

    def __init__(self) -> None:
        self.called = threading.Event()
        self.group: Group | None = None
