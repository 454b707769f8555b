"""Every staff test has a desk of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from support.desk import Desk, new_app, opened, prepared
from support.ground import SetClock

from forms_app.web.sign_in import passwords


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Making an account and signing in are done hundreds of times; the real slowness has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def prepared_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def staff_app(prepared_desk: Path) -> Flask:
    return new_app(prepared_desk)


@pytest.fixture
def desk(
    engine: str,
    prepared_desk: Path,
    staff_app: Flask,
    tmp_path: Path,
    clock: SetClock,
    request: pytest.FixtureRequest,
) -> Iterator[Desk]:
    folder = tmp_path / "desk"
    shutil.copytree(prepared_desk, folder)
    address = request.getfixturevalue("postgres")() if engine == "postgresql" else ""
    desk = opened(staff_app, folder, clock, address)
    yield desk
    desk.office.database.close()
