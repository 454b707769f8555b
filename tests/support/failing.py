"""A database that does not take anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from forms_app.storage.database import Database

READ_ONLY = "PRAGMA query_only=1"


@contextmanager
def broken(database: Database, pragma: str) -> Iterator[None]:
    """Every connection of the app meets a real failure of SQLite's own: a full disk, or one that cannot be written."""

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(pragma)

    with database.read() as connection:
        connection.execute(text("VACUUM"))  # no free page is left inside the file
    database.engine.dispose()
    event.listen(database.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(database.engine, "connect", limit)
        database.engine.dispose()


@contextmanager
def gone(database: Database) -> Iterator[None]:
    """The disk on which it lies went away, and comes back."""
    database.engine.dispose()
    path = Path(str(database.engine.url.database))
    folder = path.parent / f"{path.stem} gone"
    folder.mkdir()
    parts = [Path(f"{path}{end}") for end in ("", "-wal", "-shm") if Path(f"{path}{end}").exists()]
    for part in parts:
        part.rename(folder / part.name)
    path.mkdir()  # nothing can be opened there, for reading either
    try:
        yield
    finally:
        database.engine.dispose()
        path.rmdir()
        for part in parts:
            part_away = folder / part.name
            if part_away.exists():
                part_away.rename(part)
        folder.rmdir()
