"""The operator's commands about a copy of the databases: made while the product runs, put back while it does not.

A copy holds what the database holds: no answer that can be read without `keys/staff`, but references, dates and
counties. So it is its owner's alone, like the database.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.engine import URL

from forms_app import settings
from forms_app.case_data.store import databases
from forms_app.cli import other_databases, targets
from forms_app.deadlines import clock
from forms_app.errors import CannotStart
from forms_app.processes import ports
from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.database import Database

WITH_IT = ("", "-wal", "-shm")  # what SQLite keeps beside a database belongs to it
LOCK_SECONDS = 30.0
_PATH = click.argument("path", type=click.Path(dir_okay=False, path_type=Path))


def install(app: Flask) -> None:
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@_PATH
def backup(path: Path) -> None:
    """Copy every SQLite database of this machine to new files that only their owner may read, also while it runs."""
    try:
        config = _sqlite("pg_dump, after umask 077")
        places = {path: Path(str(config.database_url.database)), **_others(config, path)}
        _copy_all({target: source for target, source in places.items() if target == path or _is_ours(source)})
    except (CannotStart, OSError, sqlite3.Error) as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"Copied to {path}: {_count(path)} submissions. Keep it apart from the keys.")
    for target, source in places.items():
        if target != path:
            click.echo(f"Beside it: {target}" if target.is_file() else f"Not copied, not there or another's: {source}")
    for name in _elsewhere(config):
        click.echo(f"{name} is not SQLite: copy it with pg_dump, after umask 077, at the same hour.")


@click.command()
@_PATH
def restore(path: Path) -> None:
    """Put copies in the place of the databases. The product must be stopped; what was there is kept beside them."""
    try:
        config = _sqlite("pg_restore")
        ports.expect_free("PORT", config.port)
        ports.expect_free("STAFF_PORT", config.staff_port)
        if config.has_account:
            ports.expect_free("ACCOUNT_PORT", config.account_port)
        place = Path(str(config.database_url.database))
        there = {copy: to for copy, to in _others(config, path).items() if copy.is_file()}
        _expect_whole(path)
        for copy in there:
            _expect_whole(copy)
        kept = [_put_back(copy, to) for copy, to in {path: place, **there}.items()]
        _migrate(config)
    except (CannotStart, OSError, sqlite3.Error) as wrong:
        raise click.ClickException(str(wrong)) from None
    remark = f" What was there is {kept[0]}; delete it when you have looked." if kept[0] else ""
    click.echo(f"Put back {path}: {_count(place)} submissions.{remark}")
    for copy, to in there.items():
        click.echo(f"Put back {copy} as {to}.")


def _sqlite(instead: str) -> Settings:
    config = settings.read()
    targets.name(config)
    if config.database_url.get_backend_name() != "sqlite":
        more = "".join(f" So is {name}." for name in _elsewhere(config))
        raise SettingsError(f"DATABASE_URL: this command copies SQLite. For PostgreSQL use {instead}.{more}")
    return config


def _is_ours(place: Path) -> bool:
    """Whether it is there and this user may look into it and hold it still."""
    return os.access(place, os.R_OK | os.W_OK)


def _others(config: Settings, path: Path) -> dict[Path, Path]:
    """Where the copy of each other SQLite database lies beside `path`, and where that database is."""
    urls = _urls(config)
    found = {name: Path(str(url.database)) for name, url in urls.items() if url.get_backend_name() == "sqlite"}
    return {path.with_name(f"{path.stem}.{name}{path.suffix}"): place for name, place in found.items()}


def _urls(config: Settings) -> dict[str, URL]:
    cases = config.case_database_url
    urls = {"account": config.account_database_url, "cases": cases, "cases-beside": databases.beside(cases)}
    phone = {"phone": config.phone_database_url} if config.has_phone else {}
    return {**urls, **phone} if config.has_account else {}


def _elsewhere(config: Settings) -> list[str]:
    """The settings that name a database of another kind."""
    names = {"account": "ACCOUNT_DATABASE_URL", "cases": "CASE_DATABASE_URL", "phone": "PHONE_DATABASE_URL"}
    kinds = {name: url.get_backend_name() for name, url in _urls(config).items()}
    return [names[name] for name, kind in kinds.items() if kind != "sqlite" and name in names]


def _copy_all(places: Mapping[Path, Path]) -> None:
    """All as they are at one moment, in which nobody writes to any: as after a stop at that moment, which each process
    outlives. Whole and on disk when it returns; the files are private from their first byte on."""
    for target, source in places.items():
        _make_private(source, target)
    with ExitStack() as held:
        seen = _seen_at_once(held, list(places.values()))
        for target, before in zip(places, seen, strict=True):
            with closing(sqlite3.connect(target)) as copy:
                before.backup(copy)
            _sync(target)
            _expect_whole(target)


def _seen_at_once(held: ExitStack, files: list[Path]) -> list[sqlite3.Connection]:
    """Connections that go on seeing what was there; writers wait only until all have looked."""
    with ExitStack() as waiting:
        for file in files:
            lock = waiting.enter_context(closing(sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)))
            lock.execute("BEGIN IMMEDIATE")
        seen = [held.enter_context(closing(sqlite3.connect(file, isolation_level=None))) for file in files]
        for connection in seen:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return seen


def _put_back(copy: Path, place: Path) -> Path | None:
    """What was there, under its other name."""
    kept = _move_aside(place)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _copy_all({place: copy})
    return kept


def _make_private(source: Path, target: Path) -> None:
    if not source.is_file():
        raise SettingsError(f"There is no file {source}.")
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise SettingsError(f"{target} is there already. Name a new file.") from None


def _sync(target: Path) -> None:
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
    if config.has_account:
        other_databases.upgrade(config)


def _count(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        (count,) = copy.execute("SELECT count(*) FROM submissions").fetchone()
    return int(count)
