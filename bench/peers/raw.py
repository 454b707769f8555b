"""`python -m bench.peers.raw FOLDER SECONDS`: durable inserts a second from two processes that do nothing else.

Each is a transaction of its own, flushed: 2 KB of noise as a sealed submission, and a mail to send because of it.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import sys
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

PROCESSES = 2
TABLES = """
create table submission(id integer primary key, ref text not null unique, kind text not null, created real not null,
  due text, status text not null, ssn_bidx blob, payload blob not null);
create index ix_bidx on submission(ssn_bidx);
create index ix_inbox on submission(status, due);
create table outbox(id integer primary key, submission_id integer not null, kind text not null, state text not null,
  run_at real not null, attempts integer not null default 0);
create index ix_out on outbox(state, run_at);
"""
ADD = "insert into submission(ref, kind, created, due, status, ssn_bidx, payload) values(?, ?, ?, ?, ?, ?, ?)"
ADD_MAIL = "insert into outbox(submission_id, kind, state, run_at) values(?, 'email', 'new', ?)"


def main(folder: Path, seconds: float) -> float:
    """Inserts a second, of all processes together."""
    path = folder / f"raw-{time.monotonic_ns()}.sqlite"
    first = _connection(path)
    first.executescript(TABLES)
    forked = multiprocessing.get_context("fork")
    together, counts = forked.Barrier(PROCESSES), forked.Queue()
    writers = [forked.Process(target=_write, args=(path, seconds, together, counts)) for _ in range(PROCESSES)]
    for writer in writers:
        writer.start()
    found = sum(counts.get() for _ in writers)
    for writer in writers:
        writer.join()
    stored = first.execute("select count(*) from submission").fetchone()[0]
    first.close()
    assert stored == found, (stored, found)
    return float(found / seconds)


def _write(path: Path, seconds: float, together: Barrier, counts: Queue[int]) -> None:
    connection, many = _connection(path), 0
    together.wait()
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        connection.execute("BEGIN IMMEDIATE")
        row = (os.urandom(10).hex(), "complaint", now, "2026-12-22", "new", os.urandom(32), os.urandom(2048))
        connection.execute(ADD_MAIL, (connection.execute(ADD, row).lastrowid, now))
        connection.execute("COMMIT")
        many += 1
    connection.close()
    counts.put(many)


def _connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), float(sys.argv[2])))
