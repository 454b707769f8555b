"""Hangs and takes away the database under the running product: python tests/drill/hanging.py [WAY ...].

Pages that need no database must come within a second, a post must be told within six and keep its words, and nothing
may be acknowledged that is not in the file at the path. Ways: locked, frozen, deleted, moved, unmounted.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.postgres import running_postgres
from support.running import HOST, Running, free_ports

from bench.cpu import tree
from bench.visitor import Answer, Visitor

MANY = 24
PAGE_SECONDS, POST_SECONDS = 1.0, 6.0
FORM = "complaint"


def _file(product: Running) -> Path:
    return product.folder / "var" / "customer_connect.sqlite"


@contextmanager
def locked(product: Running) -> Iterator[None]:
    """Somebody else's tool holds SQLite's lock and does not let go."""
    with closing(sqlite3.connect(_file(product), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def deleted(product: Running) -> Iterator[None]:
    file = _file(product)
    kept = file.with_suffix(".kept")
    os.link(file, kept)
    file.unlink()
    yield
    kept.rename(file)


@contextmanager
def moved(product: Running) -> Iterator[None]:
    file = _file(product)
    away = file.rename(file.with_suffix(".away"))
    yield
    away.rename(file)


def drill(product: Running, way: Callable[[Running], object]) -> list[str]:
    """What went wrong."""
    person = Visitor(HOST, product.port)
    person.begin(FORM)
    filled = person.filled(FORM)
    crowd = [person.tab() for _ in range(MANY)]
    with ExitStack() as ends:
        for one in (person, *crowd):
            ends.callback(one.close)
        pool = ends.enter_context(ThreadPoolExecutor(MANY))
        with way(product):  # type: ignore[attr-defined]
            answers = [pool.submit(_timed, one, person.path, filled) for one in crowd]
            looks = list(_looks(product.port, lambda: all(answer.done() for answer in answers)))
            told = [answer.result() for answer in answers]
        return [*_wrong(told, looks, _typed(filled)), *_comes_back(person, filled)]


def _timed(one: Visitor, path: str, filled: list[tuple[str, str]]) -> tuple[Answer, float]:
    began = time.monotonic()
    return one.post(path, filled), time.monotonic() - began


def _typed(filled: list[tuple[str, str]]) -> str:
    return next(text for name, text in filled if name not in ("token", "version", "go") and len(text) > 3)


def _wrong(told: list[tuple[Answer, float]], looks: list[tuple[str, int, float]], typed: str) -> Iterator[str]:
    posts, pages = sorted(seconds for _, seconds in told), sorted(seconds for *_, seconds in looks)
    print(f"  {len(posts)} posts, the longest {posts[-1]:.2f} s; {len(pages)} pages, the longest {pages[-1]:.2f} s")
    yield from (f"a post was answered {answer.status}" for answer, _ in told if answer.status != 503)
    yield from ("a post lost its words" for answer, _ in told if typed not in answer.body)
    yield from (f"{path} was answered {status}" for path, status, _ in looks if status != 200)
    if os.environ.get("FULL"):  # in `make test` other work may hold the machine up
        yield from (f"a post took {seconds:.1f} s" for seconds in posts if seconds > POST_SECONDS)
        yield from (f"a page took {seconds:.1f} s" for seconds in pages if seconds > PAGE_SECONDS)


def _comes_back(person: Visitor, filled: list[tuple[str, str]]) -> Iterator[str]:
    """Afterwards everything goes on, and what was not acknowledged can be sent."""
    until = time.monotonic() + 30
    while (status := person.post(person.path, filled).status) == 503 and time.monotonic() < until:
        time.sleep(0.2)
    if status != 303:
        yield f"afterwards a post was answered {status}"


def _looks(port: int, enough: Callable[[], bool]) -> Iterator[tuple[str, int, float]]:
    """The home page and the sign of life, again and again: status and seconds."""
    pause = threading.Event()
    while not enough():
        for path in ("/", "/healthz"):
            began = time.monotonic()
            with closing(HTTPConnection(HOST, port, timeout=60)) as connection:
                connection.request("GET", path)
                response = connection.getresponse()
                response.read()
            yield path, response.status, time.monotonic() - began
        pause.wait(0.05)


def _on_sqlite(way: Callable[[Running], object]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        product = Running(Path(folder), free_ports())
        try:
            return drill(product, way)
        finally:
            product.stop()


def _frozen() -> list[str]:
    """Every process of PostgreSQL stands still, as on a machine that is out of memory."""
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:

        @contextmanager
        def frozen(_product: Running) -> Iterator[None]:
            processes = tree(server.process)
            for number in processes:
                os.kill(number, signal.SIGSTOP)
            try:
                yield
            finally:
                for number in processes:
                    os.kill(number, signal.SIGCONT)

        product = Running(Path(folder), free_ports(), more={"DATABASE_URL": server.new_database()})
        try:
            return drill(product, frozen)
        finally:
            product.stop()


def _unmounted() -> list[str]:
    """The disk with the database goes away; only root can try it."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        print("  not tried: it needs root and a system that lets it mount")
        return []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "var"
        place.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=False).returncode:
            print("  not tried: nothing can be mounted here")
            return []
        product = Running(Path(folder), free_ports())

        @contextmanager
        def unmounted(_product: Running) -> Iterator[None]:
            subprocess.run(["umount", "-l", place], check=True)
            yield

        try:
            return [line for line in drill(product, unmounted) if not line.startswith("afterwards")]
        finally:
            product.stop()


WAYS: dict[str, Callable[[], list[str]]] = {
    "locked": lambda: _on_sqlite(locked),
    "frozen": _frozen,
    "deleted": lambda: _on_sqlite(deleted),
    "moved": lambda: _on_sqlite(moved),
    "unmounted": _unmounted,
}


def main(wanted: list[str]) -> int:
    failed = 0
    for name in wanted or WAYS:
        print(f"{name}:", flush=True)
        wrong = WAYS[name]()
        failed += bool(wrong)
        print("\n".join(f"  {line}" for line in wrong) or "  nothing wrong", flush=True)
    print(f"{len(wanted or WAYS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
