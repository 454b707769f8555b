"""One product, one Chromium; each test opens windows of its own, and every window is watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser
from support.person import Opens, Person, Setting
from support.running import Running, running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("product")) as started:
        yield started


@pytest.fixture
def opens(product: Running, chromium: Browser) -> Iterator[Opens]:
    """Opens a window as a person has it; at the end each must have been quiet and have kept nothing."""
    with ExitStack() as windows:
        people: list[Person] = []

        def open_one(setting: Setting) -> Person:
            people.append(Person(product, chromium, setting))
            windows.callback(people[-1].close)
            return people[-1]

        yield open_one
        for person in people:
            person.must_have_been_quiet()
