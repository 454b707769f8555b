"""The tables of the case database are made by their migrations, on both kinds of database, and where they may lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, text
from support.case_loading import SMALL, Loader, opened
from support.ground import ON_BOTH

from forms_app import settings
from forms_app.case_data.store import tables
from forms_app.case_data.store.databases import ASIDE, CASES
from forms_app.settings import SettingsError
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.schema import Chain


def _chains(loader: Loader) -> Iterable[tuple[Database, Chain, MetaData]]:
    yield loader.database.view, CASES, tables.metadata
    yield loader.database.aside, ASIDE, tables.aside


@ON_BOTH
def test_the_migrations_make_exactly_the_tables_of_the_code(loader: Loader) -> None:
    for database, _, metadata in _chains(loader):
        names = set(metadata.tables)
        options = {"include_name": lambda name, kind, _: kind != "table" or name in names}  # noqa: B023
        with database.read() as connection:
            assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        assert names <= set(inspect(database.engine).get_table_names())


@ON_BOTH
def test_down_and_up_again(loader: Loader) -> None:
    for database, chain, _ in _chains(loader):
        with database.write() as connection:
            command.downgrade(schema._config(chain, connection), "base")
    with pytest.raises(SettingsError, match="^CASE_DATABASE_URL: the schema is empty.*case-data load"):
        loader.database.check()
    loader.database.upgrade()
    loader.database.check()
    assert loader.load(SMALL).loaded


@ON_BOTH
def test_tables_of_a_newer_version_are_refused_and_left_alone(loader: Loader) -> None:
    with loader.database.view.write() as connection:
        connection.execute(text("UPDATE case_data_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="^CASE_DATABASE_URL: the schema 9999 is newer"):
        loader.load(SMALL)


def test_case_data_lies_apart_from_what_the_public_app_keeps(tmp_path: Path) -> None:
    found = settings.read({"DATA_DIR": str(tmp_path / "var"), "KEYS_DIR": str(tmp_path / "keys")})
    assert str(found.case_database_url).endswith("/inside/cases.sqlite")
    for address, why in (
        (f"sqlite:///{tmp_path}/var/cases.sqlite", "lies under DATA_DIR"),
        (f"sqlite:///{tmp_path}/var/customer_connect.sqlite", "this is DATABASE_URL"),
    ):
        with pytest.raises(SettingsError, match=f"^CASE_DATABASE_URL: .*{why}"):
            settings.read({"DATA_DIR": str(tmp_path / "var"), "CASE_DATABASE_URL": address})


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="^CASE_DATABASE_URL: "):
        opened(f"sqlite:///{tmp_path}/file/cases.sqlite")
