"""Keeps the database at the schema this code needs: runs the migrations, or says that they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from forms_app.settings import ROOT, SettingsError
from forms_app.storage.database import Database
from forms_app.storage.refusals import reason

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = ROOT / "migrations"


def upgrade(database: Database) -> None:
    """Run every migration that is missing, in one transaction. Raises CannotStart, if only for a newer schema."""
    if (have := current_revision(database)) == newest():
        return
    _refuse_newer(have)
    from alembic import command  # only here: a process that merely checks starts without it

    with _open(database), database.write() as connection:
        command.upgrade(_config(connection), "head")


def check(database: Database) -> None:
    """Raises CannotStart if the database cannot be opened or has another schema than this code."""
    have, want = current_revision(database), newest()
    if have != want:
        _refuse_newer(have)
        found = f"the schema is {have or 'empty'}, this version needs {want}"
        raise SettingsError(f"DATABASE_URL: {found}. Run: flask --app forms_app migrate")


def _refuse_newer(have: str | None) -> None:
    if have and have > newest():
        raise SettingsError(
            f"DATABASE_URL: the schema {have} is newer than this version, which knows {newest()}. "
            "Start the newer version again, or go back to the backup made before it."
        )


@contextmanager
def _open(database: Database) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as wrong:
        raise reason(wrong, database.engine.url) from None


def current_revision(database: Database) -> str | None:
    """The number of the last migration that was run, if any. Raises CannotStart."""
    with _open(database), database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def newest() -> str:
    """The number of the last migration: they are numbered in a row."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _config(connection: Connection | None = None) -> Config:
    """What Alembic works with, on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
