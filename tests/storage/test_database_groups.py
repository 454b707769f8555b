"""Writes that share a commit: each whole or not at all, none acknowledged before the disk has it, none starved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from forms_app.deadlines.clock import utc_now
from forms_app.settings import ROOT, Settings
from forms_app.storage.database import Database
from forms_app.storage.database.failures import TooLong
from forms_app.storage.database.turns import Turns
from forms_app.storage.tables import throttles

FOLLOWERS = 5
HOLDS_A_TURN = """
import pathlib, sys, time
from forms_app.storage.database.turns import Turns
turns = Turns(pathlib.Path(sys.argv[1]))
turns.take(time.monotonic() + 5)
print("mine", flush=True)
sys.stdin.read()
"""
ENDS_ALL = """CREATE TRIGGER ends_all BEFORE INSERT ON throttles WHEN NEW.tries = 9
BEGIN SELECT RAISE(ROLLBACK, 'the disk is full'); END"""


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with closing(Database(settings.database_url)) as own:
        yield own


def _insert(connection: Connection, number: int) -> None:
    connection.execute(throttles.insert().values(id=bytes([number]) * 32, tries=number, started_at=utc_now()))


def _stored(database: Database) -> set[int]:
    with database.read() as connection:
        return set(connection.execute(select(throttles.c.tries)).scalars())


def _behind_one_another(
    database: Database, followers: list[Callable[[Connection], None]], first: str = "SELECT 1"
) -> tuple[list[Future[None]], int]:
    """The first write lasts until the others wait behind it; what became of each, and how often was committed."""
    commits = 0

    def count(_connection: Connection) -> None:
        nonlocal commits
        commits += 1

    def write(change: Callable[[Connection], None]) -> None:
        with database.write() as connection:
            change(connection)

    event.listen(database.engine, "commit", count)
    baton = database._groups._baton  # type: ignore[union-attr]
    with ThreadPoolExecutor(len(followers)) as pool, database.write() as connection:
        connection.execute(text(first))
        _insert(connection, 1)
        told = []
        for change in followers:
            told.append(pool.submit(write, change))
            while len(baton._queue) < len(told):
                time.sleep(0.001)
    event.remove(database.engine, "commit", count)
    return told, commits


def _inserting(number: int) -> Callable[[Connection], None]:
    return lambda connection: _insert(connection, number)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow this machine is just now, who waits may join."""
    monkeypatch.setattr("forms_app.storage.database.groups.OPEN_FOR", 60)


@pytest.mark.usefixtures("unhurried")
def test_writes_that_wait_for_each_other_share_one_commit(database: Database) -> None:
    told, commits = _behind_one_another(database, [_inserting(number) for number in range(2, 2 + FOLLOWERS)])
    assert [one.exception() for one in told] == [None] * FOLLOWERS and commits == 1
    assert _stored(database) == set(range(1, 2 + FOLLOWERS))


@pytest.mark.usefixtures("unhurried")
def test_a_write_that_fails_takes_back_its_own_part_only(database: Database) -> None:
    def half(connection: Connection) -> None:
        _insert(connection, 9)
        raise KeyError("a fault of this one")

    told, commits = _behind_one_another(database, [_inserting(2), half, _inserting(3)])
    assert [type(one.exception()) for one in told] == [type(None), KeyError, type(None)] and commits == 1
    assert _stored(database) == {1, 2, 3}


@pytest.mark.usefixtures("unhurried")
def test_when_sqlite_undoes_the_whole_transaction_nobody_of_the_group_is_told_that_it_is_stored(
    database: Database,
) -> None:
    with database.write() as connection:
        connection.execute(text(ENDS_ALL))
    with pytest.raises(SQLAlchemyError):
        _behind_one_another(database, [_inserting(2), _inserting(9), _inserting(3)])
    assert _stored(database) == {3}  # who came after it began anew


@pytest.mark.usefixtures("unhurried")
def test_when_the_commit_fails_all_of_the_group_fail(database: Database) -> None:
    def leave_a_debt(connection: Connection) -> None:
        connection.execute(text("INSERT INTO recovery_codes (id, account_id) VALUES (x'00', 4711)"))

    with pytest.raises(SQLAlchemyError):
        _behind_one_another(database, [_inserting(2), leave_a_debt], "PRAGMA defer_foreign_keys=1")
    assert _stored(database) == set()
    with database.write() as connection:
        _insert(connection, 4)
    assert _stored(database) == {4}


def test_a_write_is_not_acknowledged_before_its_group_is_committed(database: Database) -> None:
    """Another connection sees what was acknowledged the moment it is."""
    seen: list[bool] = []

    def write(number: int) -> None:
        with database.write() as connection:
            _insert(connection, number)
        seen.append(number in _stored(database))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(1, 100)))
    assert seen == [True] * 99


def test_processes_have_their_turns_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with ExitStack() as files, ThreadPoolExecutor(FOLLOWERS) as pool:
        queue = [files.enter_context(closing(Turns(lock))) for _ in range(FOLLOWERS + 1)]
        order: list[int] = []

        def take(number: int) -> None:
            queue[number].take(time.monotonic() + 30)
            order.append(number)
            queue[number].give()

        queue[0].take(time.monotonic())
        waiting = []
        for number in range(1, FOLLOWERS + 1):
            waiting.append(pool.submit(take, number))
            while lock.read_bytes()[0] < number + 1:  # it has drawn its number
                time.sleep(0.001)
        queue[0].give()
        for one in waiting:
            one.result()
    assert order == list(range(1, FOLLOWERS + 1))


def test_a_process_that_is_killed_in_its_turn_keeps_nobody_waiting(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    line = [sys.executable, "-c", HOLDS_A_TURN, str(lock)]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "mine\n"
        with closing(Turns(lock)) as ours:
            with pytest.raises(TooLong):
                ours.take(time.monotonic() + 0.05)
            os.kill(other.pid, signal.SIGKILL)
            other.wait()
            ours.take(time.monotonic() + 30)
            ours.give()


@pytest.mark.parametrize("held", ["the turn", "the file"])
def test_whoever_holds_the_database_keeps_a_write_waiting_for_a_bounded_time_only(
    settings: Settings, held: str
) -> None:
    """A colleague's process that hangs, or an operator's tool that draws no number."""
    with (
        closing(Database(settings.database_url, patience=0.2)) as ours,
        closing(Database(settings.database_url)) as theirs,
        theirs.read() as connection,
    ):
        turns = Turns(Path(f"{settings.database_url.database}.lock"))
        if held == "the turn":
            turns.take(time.monotonic() + 5)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(SQLAlchemyError), ours.write():
            pytest.fail("it wrote")
        connection.exec_driver_sql("ROLLBACK")
        turns.close()
        with ours.write() as write:
            _insert(write, 1)
        assert _stored(ours) == {1}


def test_of_a_server_with_more_threads_some_stay_free_while_the_database_hangs(settings: Settings) -> None:
    with closing(Database(settings.database_url, at_once=2)) as ours, ThreadPoolExecutor(2) as pool:
        let_go = threading.Event()

        def hold() -> None:
            with ours.read():
                let_go.wait()

        held = [pool.submit(hold) for _ in range(2)]
        while ours._admission._free.qsize():
            time.sleep(0.001)
        with pytest.raises(TooLong), ours.read():
            pass
        let_go.set()
        for one in held:
            one.result()
        with ours.read() as outer, ours.write() as inner:  # who is in may go on
            assert outer.execute(select(func.count()).select_from(throttles)).scalar_one() == 0
            _insert(inner, 1)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_postgresql_that_is_frozen_keeps_a_page_waiting_for_a_bounded_time_only(
    settings: Settings, frozen: Callable[[], None]
) -> None:
    with closing(Database(settings.database_url, patience=0.3)) as ours:
        assert _stored(ours) == set()
        frozen()
        with pytest.raises(SQLAlchemyError):
            _stored(ours)
        with pytest.raises(SQLAlchemyError), ours.write() as connection:
            _insert(connection, 1)


@pytest.fixture
def frozen(postgres_server: object) -> Iterator[Callable[[], None]]:
    """Freezes every process of PostgreSQL, as a machine does that is out of memory or of disk."""
    from bench.cpu import tree

    numbers: list[int] = []

    def freeze() -> None:
        numbers.extend(tree(postgres_server.process))  # type: ignore[attr-defined]
        for number in numbers:
            os.kill(number, signal.SIGSTOP)

    yield freeze
    for number in numbers:
        os.kill(number, signal.SIGCONT)


@pytest.mark.parametrize("gone", ["deleted", "moved", "replaced", "log deleted"])
def test_nothing_is_acknowledged_once_the_open_file_is_not_the_one_at_the_path(
    database: Database, settings: Settings, gone: str
) -> None:
    file = Path(str(settings.database_url.database))
    with database.write() as connection:
        _insert(connection, 1)
    _take_away(file, gone)
    for _ in range(2):
        with pytest.raises(SQLAlchemyError), database.write() as connection:
            _insert(connection, 2)


def _take_away(file: Path, how: str) -> None:
    if how == "log deleted":
        file.with_name(file.name + "-wal").unlink()
        file.unlink()
        return
    if how == "deleted":
        file.unlink()
        return
    away = file.rename(file.with_suffix(".away"))
    if how == "replaced":
        file.write_bytes(b"")
    assert away.exists()
