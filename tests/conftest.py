"""What the server-side tests stand on: a real database, real keys, the built site, a clock that the test sets."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import structlog
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import delete, make_url
from support import ready
from support.ground import SetClock, database_of
from support.postgres import Postgres, running_postgres
from support.visitor import Visitor

from forms_app import settings as settings_module
from forms_app.deadlines import clock as moment
from forms_app.public import create_app
from forms_app.sealing import key_sets, keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import ROOT, Settings
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.tables import metadata

pytest_plugins = (
    "support.watchdog",
    "support.shell",
    "support.staff_browsing",
    "support.customers",
)  # fixtures of more than one room
ready.keep_compiled_templates()
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
QUIET = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-auto-reload",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
]  # nothing that a test does not look at


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """A test that sends the logs elsewhere does so for itself."""
    yield
    structlog.reset_defaults()


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
def chromium() -> Iterator[Browser]:
    """One Chromium for every browser test of this run: Playwright can be started once per process."""
    wanted = CHROMIUM if os.environ.get("FULL") == "1" else (SHELL, *CHROMIUM)
    path = next(filter(None, map(shutil.which, wanted)), None)
    assert path, f"The browser tests need Chromium. On Debian: sudo apt-get install {wanted[0]}"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def keys_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all-keys") / "keys"
    key_sets.make(folder)
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A real PostgreSQL of this run's own."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres(postgres_server: Postgres) -> Callable[[], str]:
    """Each call gives the address of a new PostgreSQL database with the newest schema."""
    postgres_server.run("CREATE DATABASE migrated")
    _migrate(postgres_server.address("migrated"))
    return lambda: postgres_server.new_database("migrated")


@pytest.fixture
def postgres_stopped(postgres_server: Postgres) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def stopped() -> Iterator[None]:
        postgres_server.stop()
        try:
            yield
        finally:
            postgres_server.start()

    return stopped


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; ON_BOTH runs it on each."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a new database of an engine, with the newest schema."""

    def new(engine: str) -> str:
        if engine == "postgresql":
            return str(request.getfixturevalue("postgres")())
        file = tmp_path_factory.mktemp("var") / "test.sqlite"
        shutil.copy(request.getfixturevalue("migrated"), file)
        return f"sqlite:///{file}"

    return new


@pytest.fixture(scope="session")
def empty_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a new database of an engine, without any table."""

    def new(engine: str) -> str:
        if engine == "postgresql":
            return str(request.getfixturevalue("postgres_server").new_database())
        return f"sqlite:///{tmp_path_factory.mktemp('var') / 'empty.sqlite'}"

    return new


@pytest.fixture(scope="session")
def settings_for(built: Path, keys_dir: Path) -> Callable[..., Settings]:
    """Settings as the environment would give them, for a database and whatever else a test wants said."""

    def read(address: str, **wanted: str) -> Settings:
        folder = make_url(address).database if address.startswith("sqlite") else None
        data_dir = str(Path(folder).parent) if folder else str(keys_dir.parent / "var")
        given = {"DATA_DIR": data_dir, "KEYS_DIR": str(keys_dir), "DATABASE_URL": address}
        given["CASE_DATABASE_URL"] = f"sqlite:///{keys_dir.parent}/inside/cases.sqlite"
        return settings_module.read({**given, **wanted})

    return read


@pytest.fixture
def settings(engine: str, new_database: Callable[[str], str], settings_for: Callable[..., Settings]) -> Settings:
    return settings_for(new_database(engine))


@pytest.fixture
def new_app(clock: SetClock) -> Iterator[Callable[[Settings], Flask]]:
    """Apps of a test's own, for what must not be shared."""
    made: list[Flask] = []

    def new(settings: Settings) -> Flask:
        made.append(create_app(settings))
        return made[-1]

    yield new
    for app in made:
        database_of(app).close()


@pytest.fixture(scope="session")
def shared_apps() -> Iterator[dict[str, Flask]]:
    apps: dict[str, Flask] = {}
    yield apps
    for app in apps.values():
        database_of(app).close()


@pytest.fixture
def app(
    engine: str,
    shared_apps: dict[str, Flask],
    new_database: Callable[[str], str],
    settings_for: Callable[..., Settings],
    clock: SetClock,
) -> Flask:
    """The public app on an empty database. One per engine and run: making one costs more than most tests."""
    if engine not in shared_apps:
        shared_apps[engine] = create_app(settings_for(new_database(engine)))
    with database_of(shared_apps[engine]).write() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    return shared_apps[engine]


@pytest.fixture
def database(app: Flask) -> Database:
    """The app's own database."""
    return database_of(app)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def opening(app: Flask) -> OpeningKeys:
    """What only the staff app has."""
    return OpeningKeys(keys.private_pairs(app.extensions["services"].settings, "inbox"))


def _migrate(address: str) -> None:
    database = Database(settings_module.read({"DATABASE_URL": address}).database_url)
    schema.upgrade(database)
    database.close()
