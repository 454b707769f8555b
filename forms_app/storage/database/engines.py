"""Engines whose connections are durable and whose every wait ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from forms_app.storage.database.failures import Misplaced

PATIENCE = 5.0  # seconds for which a page waits for the database before it says that it cannot store
BUSY_MS = int(PATIENCE * 1000)
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": BUSY_MS,
    "secure_delete": 1,  # a deleted draft leaves nothing in the file
}


def engine_for(url: URL, patience: float | None) -> Engine:
    """hide_parameters: otherwise an exception's text would carry what a person typed."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    engine = create_engine(url, hide_parameters=True, pool_size=8, pool_pre_ping=True)
    if patience is not None:
        from forms_app.storage.database import postgres  # only here: on SQLite no process loads the driver

        postgres.bound(engine, patience)
    return engine


def _sqlite(url: URL) -> Engine:
    _make_private(url)
    engine = create_engine(url, hide_parameters=True, pool_size=16)
    event.listen(engine, "do_connect", _connect_to_what_is_there)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _make_private(url: URL) -> None:
    """Only its owner may read the file, whatever folder an operator gave it; SQLite's own files beside it follow."""
    with suppress(OSError):  # a folder that is missing or read-only is reported when the file is used
        os.close(os.open(str(url.database), os.O_RDWR | os.O_CREAT, 0o600))


def _connect_to_what_is_there(dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
    """A file that vanished while the process runs is not made anew: an empty one would take what is sent and lose
    what was there from sight."""
    address = Path(arguments[0]).absolute().as_uri() + "?mode=rw"
    return dialect.loaded_dbapi.connect(address, uri=True, **options)


def _set_pragmas(connection: Any, record: Any) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
        got = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if got != value:
            raise RuntimeError(f"SQLite would not set {name}: {got!r}")


class Place:
    """Which file stands at the path of a database, and beside it its log of what was written last.

    SQLite goes on writing to a file that was deleted or moved, and everything it acknowledges is gone. So each
    connection remembers the files it has open, and after a commit they must still be the ones at the path.
    """

    def __init__(self, engine: Engine) -> None:
        self._path = str(engine.url.database)
        event.listen(engine, "connect", self._remember)

    def verify(self, connection: Connection) -> None:
        """Raises Misplaced; the connections of the engine are then made anew."""
        pooled = connection.connection
        try:
            log = _identity(self._path + "-wal")
            if pooled.info["file"] == _identity(self._path) and pooled.info.setdefault("log", log) == log:
                return
        except OSError:
            pass
        connection.engine.dispose()
        raise Misplaced("the database file is not at its path any more")

    def _remember(self, _connection: Any, record: Any) -> None:
        record.info["file"] = _identity(self._path)


def _identity(path: str) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 - twice for every write
    return found.st_dev, found.st_ino
