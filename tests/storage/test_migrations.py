"""The schema goes up and down over a database that is full, on both kinds of database, and is what the code says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import func, inspect, select, text, update
from support.ground import ON_BOTH
from support.journey import at, begin, send
from support.visitor import Visitor

from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, metadata, submissions


@pytest.fixture
def full(settings: Settings, new_app: Callable[[Settings], Flask]) -> Database:
    """A database with a draft and a submission in it."""
    app = new_app(settings)
    send(at(Visitor(app), "complaint", "es"))
    begin(Visitor(app), "complaint", "en")
    database: Database = app.extensions["services"].database
    return database


def revisions() -> list[str]:
    """From the newest to the first."""
    return [script.revision for script in ScriptDirectory.from_config(schema._config(schema.MAIN)).walk_revisions()]


def go(database: Database, where: str) -> None:
    with database.write() as connection:
        step = command.downgrade if where != "head" else command.upgrade
        step(schema._config(schema.MAIN, connection), where)


@ON_BOTH
def test_each_step_down_and_up_again_keeps_what_was_sent(full: Database, engine: str) -> None:
    first = revisions()[-1]
    for revision in revisions()[1:]:
        go(full, revision)
        assert kept(full) == (1, 1), revision
        if revision != first:
            with pytest.raises(SettingsError, match="^DATABASE_URL: .*migrate"):
                schema.check(full)
    go(full, "head")
    schema.check(full)
    assert kept(full) == (1, 1)


@ON_BOTH
def test_a_schema_of_a_newer_version_is_refused_and_left_alone(full: Database, engine: str) -> None:
    with full.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for refuse in (schema.check, schema.upgrade):
        with pytest.raises(SettingsError, match="^DATABASE_URL: the schema 9999 is newer"):
            refuse(full)
    assert kept(full) == (1, 1)


@ON_BOTH
def test_all_the_way_down_leaves_nothing_and_up_again_everything(full: Database, engine: str) -> None:
    go(full, "base")
    assert set(inspect(full.engine).get_table_names()) == {"alembic_version"}
    schema.upgrade(full)
    schema.check(full)
    assert {table.name for table in metadata.sorted_tables} <= set(inspect(full.engine).get_table_names())


@ON_BOTH
def test_the_migrations_make_exactly_the_tables_of_the_code(full: Database, engine: str) -> None:
    with full.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@ON_BOTH
def test_a_language_may_be_named_with_its_script(full: Database, engine: str) -> None:
    with full.write() as connection:
        connection.execute(update(submissions).values(language="zh-Hans"))
        assert connection.execute(select(submissions.c.language)).scalars().all() == ["zh-Hans"]


@ON_BOTH
def test_migrating_twice_changes_nothing(full: Database, engine: str) -> None:
    schema.upgrade(full)
    assert kept(full) == (1, 1)


def kept(database: Database) -> tuple[int, int]:
    with database.read() as connection:
        sent = connection.execute(select(func.count()).select_from(submissions)).scalar_one()
        begun = connection.execute(select(func.count()).select_from(drafts)).scalar_one()
    return sent, begun
