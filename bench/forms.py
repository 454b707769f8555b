"""What a request to a form costs in CPU, against a bare Flask "hello" under the same server, in turns in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from support.answers import most
from support.public_forms import FORMS
from support.running import HOST, ROOT, Running, free_ports, running, wait_for

from bench.cpu import per_call, started_with, tree
from bench.figures import Figure
from bench.visitor import Visitor

FORM = "complaint"
ROUNDS = 7
GRANIAN = ["--interface", "wsgi", "--no-ws", "--log-level", "warning", "--workers", "2", "--blocking-threads", "8"]
# What is measured: the most it may cost as a multiple of "hello", and the calls in a round.
LIMITS = {"form page": (3.0, 300), "start page": (3.0, 300), "page posted": (12.0, 120), "sending": (16.0, 30)}


def figures() -> list[Figure]:
    """Each kind of request as a multiple of "hello"."""
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product, hello() as bare:
        rounds = [_round(product, bare) for _ in range(ROUNDS + 1)][1:]  # the first one warms up
    return [_figure(name, [each[name] for each in rounds], [each["hello"] for each in rounds]) for name in LIMITS]


def _figure(name: str, ours: list[float], theirs: list[float]) -> Figure:
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    detail = f"{statistics.median(ours) * 1000:.2f} ms CPU, hello {statistics.median(theirs) * 1000:.2f} ms"
    return Figure(f"forms: {name}", ratio, LIMITS[name][0], "x", detail)


def _round(product: Running, bare: tuple[int, int]) -> dict[str, float]:
    """Seconds of CPU per request, of every kind."""
    public = tree(started_with(product.group, "forms_app.processes.server public"))
    port, process = bare
    person = _at_first_page(product)
    found = {"hello": _cost(tree(process), 1000, asks(port))}
    found["form page"] = _cost(public, LIMITS["form page"][1], lambda: person.get(person.path))
    filled = person.filled(FORM)
    found["page posted"] = _cost(public, LIMITS["page posted"][1], lambda: _is(303, person.post(person.path, filled)))
    stranger = Visitor(HOST, product.port)
    found["start page"] = _cost(public, LIMITS["start page"][1], lambda: _is(200, stranger.get(f"/forms/{FORM}/")))
    waiting = [_before_send(product) for _ in range(LIMITS["sending"][1])]
    found["sending"] = _cost(public, len(waiting), lambda: _is(303, _sent(waiting.pop())))
    person.close()
    stranger.close()
    return found


def _cost(processes: list[int], calls: int, ask: Callable[[], object]) -> float:
    return per_call(processes, calls, ask)


def _at_first_page(product: Running) -> Visitor:
    person = Visitor(HOST, product.port)
    person.begin(FORM)
    return person


def _before_send(product: Running) -> Visitor:
    """A person who has filled in everything and looks at the check page. Pages are posted without looking at each."""
    person = _at_first_page(product)
    for slug in most(FORMS[FORM]).asked:
        person.path = f"/forms/{FORM}/{slug}/"
        _is(303, person.post(person.path, person.filled(FORM)))
    person.open(f"/forms/{FORM}/check/")
    return person


def _sent(person: Visitor) -> object:
    answer = person.send()
    person.close()
    return answer


def _is(status: int, answer: object) -> None:
    assert getattr(answer, "status", 0) == status, answer


def asks(port: int) -> Callable[[], object]:
    connection = HTTPConnection(HOST, port)

    def ask() -> bytes:
        connection.request("GET", "/")
        return connection.getresponse().read()

    return ask


@contextmanager
def hello() -> Iterator[tuple[int, int]]:
    """Port and process of the bare app, served as the public app is."""
    port, _ = free_ports()
    command = [sys.executable, "-m", "granian", *GRANIAN, "--host", HOST, "--port", str(port), "bench.hello:app"]
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own command
    try:
        wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()
