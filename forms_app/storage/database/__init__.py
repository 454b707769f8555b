"""The way to the database: short reads, and writes that are on disk when they return.

What is acknowledged has been flushed: SQLite with WAL and synchronous=FULL, writes in fair turns and in groups;
PostgreSQL as it is. Every wait ends, and a database that hangs leaves threads to whoever needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL

from forms_app.storage.database.admission import AT_ONCE, Admission
from forms_app.storage.database.engines import PATIENCE, PRAGMAS, Place, engine_for
from forms_app.storage.database.failures import Unavailable
from forms_app.storage.database.groups import Groups
from forms_app.storage.database.turns import Turns

__all__ = ["AT_ONCE", "PATIENCE", "PRAGMAS", "Database", "Unavailable", "storable"]


class Database:
    """One process's connections. Make it after the process has forked."""

    def __init__(
        self, url: URL, turns: int | None = None, *, patience: float | None = PATIENCE, at_once: int | None = None
    ) -> None:
        """Writes of all that name the same `turns` take turns on PostgreSQL too: where one transaction changes many
        rows, two would otherwise wait for each other until the database ends one of them.

        `patience`: seconds that anything here waits; None for work that may take long on PostgreSQL. `at_once`: of a
        server with more threads than this, how many may be here.
        """
        self.engine = engine_for(url, patience)
        # SQLite's driver begins nothing by itself: a write says so. A read in AUTOCOMMIT would cost twice as much.
        sqlite = url.get_backend_name() == "sqlite"
        self._reading = self.engine if sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turns = None if sqlite else turns
        self._file_turns = Turns(Path(f"{url.database}.lock"))
        self._admission = Admission(at_once, patience or PATIENCE)
        self._groups = None
        if sqlite:
            self._groups = Groups(self.engine, self._file_turns, Place(self.engine).verify, patience or PATIENCE)

    def admitted(self) -> AbstractContextManager[object]:
        """A place among those who may wait for the database. Raises TooLong."""
        return self._admission.place()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose every statement stands alone."""
        with self.admitted(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, undone when it raises."""
        with self.admitted(), self._groups.write() if self._groups else self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            if self._turns is not None:
                connection.execute(select(func.pg_advisory_xact_lock(self._turns)))
            yield connection

    def close(self) -> None:
        self.engine.dispose()
        self._file_turns.close()


def storable(text: str) -> bool:
    """Whether a row can hold this text: PostgreSQL takes no NUL, and fails where one is only asked for."""
    return "\0" not in text
