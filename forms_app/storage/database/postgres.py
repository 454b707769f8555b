"""PostgreSQL's driver, so that no wait for the server is without end."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors
from sqlalchemy import Engine, event


def bound(engine: Engine, patience: float) -> None:
    """Nothing waits longer, not even for a server that is frozen and says nothing.

    A page may meet it twice: a pooled connection that does not answer, and the new one that is tried in its place.
    """
    each = patience / 2

    class Bounded(psycopg.Connection[Any]):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, each if timeout is None else timeout)
            except errors._WaitTimeout:
                self.pgconn.finish()  # what it still had to say must not be taken for the answer to the next question
                raise errors.OperationalError("the database did not answer in time") from None

    def connect(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
        # Two seconds are the least that the driver takes; 0 would be without end.
        waits = {"connect_timeout": max(2, int(each)), "options": f"-c lock_timeout={int(each * 1000)}"}
        return Bounded.connect(*arguments, **{**waits, **options})

    event.listen(engine, "do_connect", connect)
