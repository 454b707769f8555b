"""Keeps the database at the schema this code needs: runs the migrations, or says that they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from forms_app.settings import ROOT, SettingsError
from forms_app.storage.database import Database
from forms_app.storage.refusals import reason

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True)
class Chain:
    """The migrations of one database, numbered in a row, and by which setting and command it is meant.

    `version_table` notes the last one: two chains in one database need two.
    """

    folder: Path
    setting: str
    command: str
    version_table: str = "alembic_version"

    @property
    def newest(self) -> str:
        """The number of the last migration."""
        return max(path.name[:4] for path in (self.folder / "versions").glob("[0-9]*.py"))


MAIN = Chain(ROOT / "migrations", "DATABASE_URL", "flask --app forms_app migrate")


def upgrade(database: Database, chain: Chain = MAIN) -> None:
    """Run every migration that is missing, in one transaction. Raises CannotStart, if only for a newer schema."""
    if (have := current_revision(database, chain)) == chain.newest:
        return
    _refuse_newer(have, chain)
    from alembic import command  # only here: a process that merely checks starts without it

    with _open(database, chain), database.write() as connection:
        command.upgrade(_config(chain, connection), "head")


def check(database: Database, chain: Chain = MAIN) -> None:
    """Raises CannotStart if the database cannot be opened or has another schema than this code."""
    have, want = current_revision(database, chain), chain.newest
    if have != want:
        _refuse_newer(have, chain)
        found = f"the schema is {have or 'empty'}, this version needs {want}"
        raise SettingsError(f"{chain.setting}: {found}. Run: {chain.command}")


def _refuse_newer(have: str | None, chain: Chain) -> None:
    if have and have > chain.newest:
        raise SettingsError(
            f"{chain.setting}: the schema {have} is newer than this version, which knows {chain.newest}. "
            "Start the newer version again, or go back to the backup made before it."
        )


@contextmanager
def _open(database: Database, chain: Chain) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as wrong:
        raise reason(wrong, database.engine.url, chain.setting) from None


def current_revision(database: Database, chain: Chain = MAIN) -> str | None:
    """The number of the last migration that was run, if any. Raises CannotStart."""
    with _open(database, chain), database.read() as connection:
        if not inspect(connection).has_table(chain.version_table):
            return None
        statement: Select[str] = select(column("version_num")).select_from(table(chain.version_table))
        found: str | None = connection.execute(statement).scalar()
        return found


def _config(chain: Chain, connection: Connection | None = None) -> Config:
    """What Alembic works with, on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(chain.folder))
    config.attributes["connection"] = connection
    return config
