"""Send from eight connections at once: how many a second beside raw inserts, on this disk and on a slow one, and how
long the slowest wait while the staff side is at work."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from support.running import HOST, ROOT, Running

from bench.peers.people import CHECK, ProductPerson, good
from bench.visitor import Visitor
from forms_app import settings
from forms_app.staff.accounts.accounts import add
from forms_app.staff.office import made
from forms_app.web import cookies
from forms_app.web.sign_in import sessions

CONNECTIONS = 8
PEOPLE = 160  # in one round
RAW_SECONDS = 1.0
LOOKS_AGAIN_SECONDS = 0.25
SLOW = ROOT / "build" / "peers" / "slowsync.so"


class Burst(NamedTuple):
    """What a round of people who all press Send found."""

    a_second: float
    waits: list[float]  # seconds, each


def burst(port: int) -> Burst:
    """Everybody fills in the form first; then they send, eight at a time."""
    with ThreadPoolExecutor(CONNECTIONS // 2) as filling:
        requests = list(filling.map(_before_send, [port] * PEOPLE))
    waits: list[float] = []
    started = time.perf_counter()
    senders = [threading.Thread(target=_send, args=(port, requests, waits)) for _ in range(CONNECTIONS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(waits) == PEOPLE, f"{len(waits)} of {PEOPLE} were stored"
    return Burst(PEOPLE / (time.perf_counter() - started), waits)


def _before_send(port: int) -> bytes:
    """The bytes by which this person's browser would send."""
    person = ProductPerson(port)
    person.filled()
    visitor = person.visitor
    visitor.close()
    body = urlencode([*visitor.hidden.items(), ("go", "send")])
    said = {"Host": f"{HOST}:{port}", **visitor.headers(), "Content-Length": str(len(body))}
    head = "".join(f"{name}: {text}\r\n" for name, text in said.items())
    return f"POST {person.home}{CHECK}/ HTTP/1.1\r\n{head}\r\n{body}".encode()


def _send(port: int, requests: list[bytes], waits: list[float]) -> None:
    with socket.create_connection((HOST, port)) as connection:
        while True:
            try:
                request = requests.pop()
            except IndexError:
                return
            began = time.perf_counter()
            connection.sendall(request)
            answer = _whole(connection)
            waited = time.perf_counter() - began
            if answer.startswith(b"HTTP/1.1 303") and b"/forms/receipt/" in answer:
                waits.append(waited)


def _whole(connection: socket.socket) -> bytes:
    """An answer's head, and as much of its body as is said to come."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    said = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    left = int(said[0].partition(b":")[2]) - len(body) if said else 0
    while left > 0:
        left -= len(connection.recv(left))
    return got


def raw(folder: Path, preloaded: Path | None = None) -> float:
    """Durable inserts a second from two processes."""
    before = ["env", f"LD_PRELOAD={preloaded}"] if preloaded else []
    command = [*before, sys.executable, "-m", "bench.peers.raw", str(folder), str(RAW_SECONDS)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def slow_disk() -> Path | None:
    """The library that makes a flush take 2 ms more, built if there is a compiler; None if there is none."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler:
        SLOW.parent.mkdir(parents=True, exist_ok=True)
        source = Path(__file__).with_name("slowsync.c")
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", SLOW, source, "-ldl"], check=True)
    return SLOW if compiler else None


@contextmanager
def staff_at_work(product: Running) -> Iterator[list[int]]:
    """A colleague who looks at the inbox again and again until the block ends; how often stands in the list."""
    looked, over = [0], threading.Event()
    colleague = _signed_in(product)

    def look() -> None:
        while not over.is_set():
            good(colleague.get("/inbox/"), 200)
            looked[0] += 1
            over.wait(LOOKS_AGAIN_SECONDS)

    working = threading.Thread(target=look)
    working.start()
    try:
        yield looked
    finally:
        over.set()
        working.join()
        colleague.close()


def _signed_in(product: Running) -> Visitor:
    office = made(settings.read(product.environment))
    try:
        add(office, "colleague@example.org", "supervisor", "a river of slow green glass")
        with office.database.write() as connection:
            known = sessions.begin(connection, office.sign_in, 1)
        visitor = Visitor(HOST, product.staff_port)
        realm = office.sign_in
        visitor.cookies[cookies.name_of(realm.name, behind_tls=realm.behind_tls)] = known
        return visitor
    finally:
        office.database.close()
