"""Keeps the database at the schema this code needs: runs the migrations, or says that they are missing."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from forms_app.database import Database
from forms_app.settings import ROOT, SettingsError


def upgrade(database: Database) -> None:
    """Run every migration that is missing, in one transaction."""
    with database.write() as connection:
        command.upgrade(_config(connection), "head")


def check(database: Database) -> None:
    """Raises SettingsError if the database has another schema than this code."""
    with database.read() as connection:
        have = MigrationContext.configure(connection).get_current_revision()
    want = ScriptDirectory.from_config(_config()).get_current_head()
    if have != want:
        raise SettingsError(
            f"DATABASE_URL: the schema is {have or 'empty'}, this version needs {want}. Run: flask migrate"
        )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config
