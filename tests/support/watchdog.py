"""Ends a test process in which nothing moves any more, and says where each of its threads stands.

A limit that raises inside the test (pytest-timeout) was tried and does not do: it lets go once a test has failed, so a
hanging teardown hangs for good; and raised inside Playwright's loop it leaves a driver that hangs whoever uses it next.
pytest's own faulthandler_timeout lets go in the same way. So the process ends, and pytest-xdist says which test it was.
`make test` has no other process take its place: pytest-xdist would give it the same test again, eight times.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Generator
from typing import Any

import pytest

STANDSTILL_SECONDS = 300  # for one phase of one test; the longest takes about 30 on two busy cores
WRITES = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("standstill_seconds", "How long one phase of a test may take.", default=str(STANDSTILL_SECONDS))


def pytest_configure(config: pytest.Config) -> None:
    config.stash[WRITES] = os.dup(2)  # what pytest captures goes elsewhere


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    _wind(item.config)
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    _wind(item.config)
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    _wind(item.config)  # after pytest_exception_interact, which takes every timer of faulthandler away
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What a run leaves to its end is bounded too: threads, programs, what stands registered for the exit."""
    _wind(session.config)


def _wind(config: pytest.Config) -> None:
    seconds = float(config.getini("standstill_seconds"))
    faulthandler.dump_traceback_later(seconds, exit=True, file=config.stash[WRITES])
