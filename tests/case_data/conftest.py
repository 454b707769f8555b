"""A case database of each test's own, on the engine it names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import case_loading
from support.case_loading import Loader
from support.postgres import Postgres


@pytest.fixture(scope="session")
def case_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two SQLite files, empty and with the newest tables, to be copied."""
    folder = tmp_path_factory.mktemp("cases") / "inside"
    case_loading.opened(f"sqlite:///{folder}/cases.sqlite").close()
    return folder


@pytest.fixture(scope="session")
def case_template(postgres_server: Postgres) -> str:
    postgres_server.run("CREATE DATABASE case_template")
    case_loading.opened(postgres_server.address("case_template")).close()
    return "case_template"


@pytest.fixture
def case_address(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> str:
    if engine == "postgresql":
        server: Postgres = request.getfixturevalue("postgres_server")
        return server.new_database(request.getfixturevalue("case_template"))
    shutil.copytree(request.getfixturevalue("case_files"), tmp_path / "inside")
    return f"sqlite:///{tmp_path}/inside/cases.sqlite"


@pytest.fixture
def loader(case_address: str, tmp_path: Path) -> Iterator[Loader]:
    (tmp_path / "packages").mkdir()
    made = Loader(case_loading.opened(case_address), tmp_path / "packages")
    yield made
    made.database.close()


@pytest.fixture
def another(loader: Loader, case_address: str) -> Iterator[Callable[[], Loader]]:
    """Another process on the same database, as far as connections go."""
    made: list[Loader] = []

    def open_again() -> Loader:
        made.append(Loader(case_loading.opened(case_address), loader.folder, seq=loader.seq))
        return made[-1]

    yield open_again
    for one in made:
        one.database.close()
