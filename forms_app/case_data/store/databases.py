"""The two places of case data: the view that loads change, and beside it what is written while one runs.

On SQLite they are two files, because a file has one writer at a time; on PostgreSQL tables of one database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from forms_app.settings import ROOT, SettingsError
from forms_app.storage import schema
from forms_app.storage.database import PATIENCE, Database
from forms_app.storage.schema import Chain

_SETTING, _COMMAND = "CASE_DATABASE_URL", "flask --app forms_app case-data load FOLDER"
CASES = Chain(ROOT / "migrations" / "cases", _SETTING, _COMMAND, "case_data_version")
ASIDE = Chain(ROOT / "migrations" / "aside", _SETTING, _COMMAND, "case_data_aside_version")
WRITE_TURNS = 0x63617365  # numbers of the words beside the loads are given one after another


class CaseDatabase:
    """One process's connections. `patience`: None for a load, which may take long on PostgreSQL."""

    def __init__(self, url: URL, *, patience: float | None = PATIENCE) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            _make_folder(Path(str(url.database)))
        self._made = False
        self.view = Database(url, patience=patience)
        self.aside = Database(beside(url), WRITE_TURNS, patience=patience)

    def upgrade(self) -> None:
        """Make or renew the tables. Raises CannotStart."""
        schema.upgrade(self.view, CASES)
        schema.upgrade(self.aside, ASIDE)

    def check(self) -> None:
        """Raises CannotStart if the tables are not those of this version."""
        schema.check(self.view, CASES)
        schema.check(self.aside, ASIDE)

    def is_made(self) -> bool:
        """Whether the tables are there: the first load makes them, and nothing takes them away, so that it is asked
        until they are. Raises CannotStart if they cannot be looked for."""
        self._made = self._made or all(schema.current_revision(place, chain) for place, chain in self._places())
        return self._made

    def _places(self) -> tuple[tuple[Database, Chain], ...]:
        return (self.view, CASES), (self.aside, ASIDE)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one load, whatever is loaded meanwhile."""
        with self.view.admitted(), self.view.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            try:
                yield connection
            finally:
                connection.rollback()

    def close(self) -> None:
        self.view.close()
        self.aside.close()


def beside(url: URL) -> URL:
    """Where that lies which is written beside the loads."""
    if url.get_backend_name() != "sqlite":
        return url
    path = Path(str(url.database))
    return url.set(database=str(path.with_name(f"{path.stem}.aside{path.suffix}")))


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as wrong:
        raise SettingsError(f"{_SETTING}: cannot make the folder {path.parent} ({wrong.strerror}).") from None
