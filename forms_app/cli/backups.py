"""The operator's commands about a copy of the database: made while the product runs, put back while it does not.

A copy holds what the database holds: no answer that can be read without `keys/staff`, but references, dates and
counties. So it is its owner's alone, like the database.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click
from flask import Flask

from forms_app import settings
from forms_app.cli import targets
from forms_app.deadlines import clock
from forms_app.errors import CannotStart
from forms_app.processes import ports
from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.database import Database

WITH_IT = ("", "-wal", "-shm")  # what SQLite keeps beside a database belongs to it
_PATH = click.argument("path", type=click.Path(dir_okay=False, path_type=Path))


def install(app: Flask) -> None:
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@_PATH
def backup(path: Path) -> None:
    """Copy the database to a new file that only its owner may read, also while the product runs (SQLite)."""
    try:
        config = _sqlite("pg_dump, after umask 077")
        _copy(Path(str(config.database_url.database)), path)
    except (CannotStart, OSError, sqlite3.Error) as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"Copied to {path}: {_count(path)} submissions. Keep it apart from the keys.")


@click.command()
@_PATH
def restore(path: Path) -> None:
    """Put a copy in the place of the database. The product must be stopped; what was there is kept beside it."""
    try:
        config = _sqlite("pg_restore")
        ports.expect_free("PORT", config.port)
        ports.expect_free("STAFF_PORT", config.staff_port)
        _expect_whole(path)
        place = Path(str(config.database_url.database))
        kept = _move_aside(place)
        _copy(path, place)
        _migrate(config)
    except (CannotStart, OSError, sqlite3.Error) as wrong:
        raise click.ClickException(str(wrong)) from None
    remark = f" What was there is {kept}; delete it when you have looked." if kept else ""
    click.echo(f"Put back {path}: {_count(place)} submissions.{remark}")


def _sqlite(instead: str) -> Settings:
    config = settings.read()
    targets.name(config)
    if config.database_url.get_backend_name() != "sqlite":
        raise SettingsError(f"DATABASE_URL: this command copies SQLite. For PostgreSQL use {instead}.")
    return config


def _copy(source: Path, target: Path) -> None:
    """Whole and on disk when it returns; the file is private from its first byte on."""
    if not source.is_file():
        raise SettingsError(f"There is no file {source}.")
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise SettingsError(f"{target} is there already. Name a new file.") from None
    with closing(sqlite3.connect(source)) as before, closing(sqlite3.connect(target)) as after:
        before.backup(after)
    handle = os.open(target, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _expect_whole(path: Path) -> None:
    if not path.is_file():
        raise SettingsError(f"There is no file {path}.")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        (said,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise SettingsError(f"{path} is damaged: take another copy.")


def _move_aside(place: Path) -> Path | None:
    if not place.exists():
        return None
    aside = place.with_name(f"{place.name}.before-{clock.utc_now():%Y%m%dT%H%M%S}")
    for ending in WITH_IT:
        if (file := Path(f"{place}{ending}")).exists():
            file.rename(f"{aside}{ending}")
    return aside


def _migrate(config: Settings) -> None:
    database = Database(config.database_url)
    try:
        schema.upgrade(database)
    finally:
        database.close()


def _count(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        (count,) = copy.execute("SELECT count(*) FROM submissions").fetchone()
    return int(count)
