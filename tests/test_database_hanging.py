"""The whole product while its database hangs: pages that need none are answered, the others say so and lose nothing."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bench.running import HOST, Running, running
from bench.visitor import Visitor

MANY = 24
pytestmark = pytest.mark.drill


@contextmanager
def _held(product: Running) -> Iterator[None]:
    """Somebody else's tool holds SQLite's lock and does not let go."""
    file = next(Path(product.environment["DATA_DIR"]).glob("*.sqlite"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_while_the_database_hangs_pages_come_at_once_and_posts_are_told_and_keep_their_words(tmp_path: Path) -> None:
    with running(tmp_path) as product:
        person = Visitor(HOST, product.port)
        person.begin("complaint")
        filled = person.filled("complaint")
        crowd = [person.tab() for _ in range(MANY)]
        with ExitStack() as windows, _held(product), ThreadPoolExecutor(MANY) as pool:
            for one in (person, *crowd):
                windows.callback(one.close)
            began = time.monotonic()
            answers = [pool.submit(one.post, person.path, filled) for one in crowd]
            waits = list(_looks(product.port, lambda: all(answer.done() for answer in answers)))
            took = time.monotonic() - began
            assert {answer.result().status for answer in answers} == {503}
            told = answers[0].result().body
        assert all(status == 200 for status, _ in waits) and len(waits) > 3
        # Far more than a page takes, far less than a wait for the database: on a slow machine too.
        assert sorted(seconds for _, seconds in waits)[len(waits) // 2] < 1.0, waits
        assert took < 30
        kept = next(text for name, text in filled if name not in ("token", "version", "go") and len(text) > 3)
        assert kept in told
        assert person.post(person.path, filled).status == 303
        person.close()


def _looks(port: int, enough: object) -> Iterator[tuple[int, float]]:
    """The home page and the sign of life, again and again: status and seconds."""
    pause = threading.Event()
    while not enough():  # type: ignore[operator]
        for path in ("/", "/healthz"):
            began = time.monotonic()
            with closing(HTTPConnection(HOST, port, timeout=30)) as connection:
                connection.request("GET", path)
                response = connection.getresponse()
                status = response.status
                response.read()
            yield status, time.monotonic() - began
        pause.wait(0.05)
