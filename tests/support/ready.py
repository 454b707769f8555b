"""What is made once in a test process and used by every test: databases with the newest schema, compiled templates.

A test that gets them proves the same. The migrations are proved in tests/storage, and here they still look whether
something is missing; a template whose source or app differs is compiled as ever.
"""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import URL, make_url

from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.schema import Chain


def place(address: str | URL, chain: Chain = schema.MAIN) -> None:
    """Put a SQLite file with the newest schema where none is yet; another database gets its tables as ever."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or (file := Path(str(url.database))).exists():
        return
    shutil.copy(_made(chain), file)


def database(file: Path, chain: Chain = schema.MAIN) -> Database:
    """A new SQLite database with the newest schema."""
    address = make_url(f"sqlite:///{file}")
    place(address, chain)
    return Database(address)


@cache
def _made(chain: Chain) -> Path:
    file = _folder() / f"{'-'.join(chain.folder.parts[-2:])}.sqlite"
    database = Database(make_url(f"sqlite:///{file}"))
    schema.upgrade(database, chain)
    database.close()
    return file


@cache
def _folder() -> Path:
    folder = TemporaryDirectory(prefix="ready-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


class _Compiled(BytecodeCache):
    """Templates as code, by their source and by what of an app decides what it is compiled to."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(_named(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._kept[_named(bucket)] = bucket.code


def _named(bucket: Bucket) -> tuple[object, ...]:
    env = bucket.environment
    escaped = env.autoescape if isinstance(env.autoescape, bool) else "by name"
    written = env.trim_blocks, env.lstrip_blocks, escaped, getattr(env, "newstyle_gettext", None)
    return bucket.key, bucket.checksum, *written, *sorted(env.extensions), *sorted(env.filters)


COMPILED = _Compiled()


class _WarmEnvironment(Environment):
    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **{"bytecode_cache": COMPILED, **options})


def keep_compiled_templates() -> None:
    """For every app that is made from now on."""
    Flask.jinja_environment = _WarmEnvironment
