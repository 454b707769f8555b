"""The staff side with many submissions beside the same with 1 000, on SQLite and PostgreSQL, and a worker's memory.

Every question goes by HTTP to a staff worker as `make run` starts it. What counts is the CPU of the worker and of the
database together, in turns small and large in one run; the time on the clock stands beside it.
SCALE=1000000 asks at a million.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from support.postgres import Postgres, running_postgres
from support.running import HOST, ROOT, free_ports, wait_for

from bench import cpu
from bench.figures import Figure
from bench.memory import megabytes
from bench.staff_filling import COMMON, PERSON, SHELTER, Filled, fill
from bench.visitor import Answer, Visitor
from forms_app import settings as settings_module
from forms_app.sealing import key_sets
from forms_app.staff.office import Office, made
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.web import cookies
from forms_app.web.sign_in import sessions

SMALL, SCALE = 1000, int(os.environ.get("SCALE", "50000"))
ENGINES = ("sqlite", "postgresql")
LIMIT, LIMIT_MB = 1.5, 150.0
ROUNDS, CALLS = 9, 3
SERVER = ["--interface", "wsgi", "--no-ws", "--log-level", "warning", "--workers", "1", "--blocking-threads", "4"]


class Desk(NamedTuple):
    """A staff worker over a filled database, and the people who are signed in there."""

    processes: Callable[[], list[int]]
    worker: int
    people: dict[str, Visitor]
    filled: Filled


Ask = Callable[[Desk], Answer]


def figures() -> list[Figure]:
    found: list[Figure] = []
    for engine in ENGINES:
        with ExitStack() as stack:
            small, large = (stack.enter_context(desk) for desk in _desks(stack, engine))
            for ask in QUESTIONS.values():  # the first round warms up
                ask(small), ask(large)
            found += [_figure(engine, name, ask, small, large) for name, ask in QUESTIONS.items()]
            found.append(Figure(f"staff: worker on {engine}", megabytes(large.worker), LIMIT_MB, " MB", "PSS"))
    return found


def _figure(engine: str, name: str, ask: Ask, small: Desk, large: Desk) -> Figure:
    pairs = [(_cost(small, ask), _cost(large, ask)) for _ in range(ROUNDS)]
    (few, few_wall), (many, many_wall) = (
        [statistics.median(each) * 1000 for each in zip(*side, strict=True)] for side in zip(*pairs, strict=True)
    )
    detail = (
        f"{many:.1f} ÷ {few:.1f} ms CPU; on the clock {many_wall:.1f} ÷ {few_wall:.1f}, {many_wall / few_wall:.2f}x"
    )
    return Figure(f"staff: {name}, {engine}", many / few, LIMIT, "x", detail)


def _cost(desk: Desk, ask: Ask) -> tuple[float, float]:
    """Seconds of CPU and on the clock that one call takes."""
    for visitor in desk.people.values():
        visitor.close()  # the server may have given up a connection that waited
    processes, started = desk.processes(), time.perf_counter()
    spent = cpu.per_call(processes, CALLS, lambda: ask(desk))
    return spent, (time.perf_counter() - started) / CALLS


def _page(path: str, role: str = "caseworker") -> Ask:
    def ask(desk: Desk) -> Answer:
        return _good(desk.people[role].get(path))

    return ask


def _deep(path: str) -> Ask:
    """The third page of a list."""
    where: dict[int, str] = {}

    def ask(desk: Desk) -> Answer:
        person = desk.people["caseworker"]
        if desk.worker not in where:
            where[desk.worker] = _next(person, _next(person, path))
        return _good(person.get(where[desk.worker]))

    return ask


def _next(person: Visitor, path: str) -> str:
    return _good(person.get(path)).body.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")


def _search(typed: str, status: int = 200) -> Ask:
    def ask(desk: Desk) -> Answer:
        person = desk.people["caseworker"]
        token = ("form_token", person.hidden["form_token"])
        answer = person.post("/inbox/search/", [token, ("find", typed or desk.filled.references[0])])
        assert answer.status == status, (typed, answer.status)
        return answer

    return ask


def _submission(desk: Desk) -> Answer:
    return _good(desk.people["caseworker"].get(f"/submissions/{desk.filled.references[0]}/"))


def _good(answer: Answer) -> Answer:
    assert answer.status == 200, answer
    return answer


QUESTIONS: dict[str, Ask] = {
    "inbox": _page("/inbox/"),
    "inbox, supervisor": _page("/inbox/", "supervisor"),
    "inbox, newcomer": _page("/inbox/", "newcomer"),
    "deep page": _deep("/inbox/"),
    "one form": _page("/inbox/?form=enrollment"),
    "one state": _page("/inbox/?state=waiting"),
    "closed": _page("/inbox/?state=closed"),
    "late": _page("/inbox/?due=late"),
    "late, deep page": _deep("/inbox/?due=late"),
    "late of one form": _page("/inbox/?form=enrollment&due=late"),
    "due soon": _page("/inbox/?due=soon"),
    "with nobody": _page("/inbox/?owner=none"),
    "with me": _page("/inbox/?owner=me"),
    "mine, closed, newcomer": _page("/inbox/?owner=me&state=closed", "newcomer"),
    "mine, late, newcomer": _page("/inbox/?owner=me&due=late", "newcomer"),
    "search: reference": _search("", 303),
    "search: name": _search(PERSON[0]),
    "search: telephone": _search(PERSON[1]),
    "search: case number": _search(PERSON[2]),
    "search: common name": _search(COMMON[0]),
    "search: two, never together": _search(" ".join(COMMON)),
    "search: shared telephone": _search(SHELTER),
    "submission": _submission,
    "reports": _page("/reports/", "supervisor"),
    "queue as a file": _page("/inbox/inbox.csv?owner=me&state=closed", "newcomer"),
}


def _desks(stack: ExitStack, engine: str) -> Iterator[AbstractContextManager[Desk]]:
    """First both databases are filled, then the workers started and people signed in: nobody idles meanwhile."""
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="staff-")))
    postgres = stack.enter_context(running_postgres()) if engine == "postgresql" else None
    key_sets.make(scratch / "keys")
    filled = [_filled(scratch, many, postgres) for many in (SMALL, SCALE)]
    for environment, who in filled:
        yield _desk(environment, who, postgres)


def _filled(scratch: Path, many: int, postgres: Postgres | None) -> tuple[dict[str, str], Filled]:
    """The environment of a worker over a filled database, and who is in there."""
    folder, started = scratch / str(many), time.monotonic()
    folder.mkdir()
    address = postgres.new_database() if postgres else f"sqlite:///{folder / 'filled.sqlite'}"
    environment = {"DATABASE_URL": address, "DATA_DIR": str(folder), "KEYS_DIR": str(scratch / "keys")}
    with closing(Database(settings_module.read(environment).database_url)) as database:
        schema.upgrade(database)
    with _office(environment) as office:
        filled = fill(office, many)
        if postgres:  # as autovacuum does by itself after a while
            with office.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
    print(f"  {many} submissions filled in, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return environment, filled


@contextmanager
def _desk(environment: dict[str, str], filled: Filled, postgres: Postgres | None) -> Iterator[Desk]:
    port, _ = free_ports()
    command = [
        sys.executable,
        "-m",
        "granian",
        *SERVER,
        "--host",
        HOST,
        "--port",
        str(port),
        "forms_app.staff.wsgi:app",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)
    try:
        wait_for(port, process)
        worker = cpu.tree(process.pid)[-1]
        with ExitStack() as stack:
            people = {name: stack.enter_context(closing(Visitor(HOST, port))) for name in filled.accounts}
            _sign_in(environment, filled, people)
            yield Desk(lambda: [worker, *(cpu.tree(postgres.process) if postgres else [])], worker, people, filled)
    finally:
        process.terminate()
        process.wait()


def _sign_in(environment: dict[str, str], filled: Filled, people: dict[str, Visitor]) -> None:
    with _office(environment) as office, office.database.write() as connection:
        realm = office.sign_in
        cookie = cookies.name_of(realm.name, behind_tls=realm.behind_tls)
        for name, visitor in people.items():
            visitor.cookies[cookie] = sessions.begin(connection, realm, filled.accounts[name])


@contextmanager
def _office(environment: dict[str, str]) -> Iterator[Office]:
    office = made(settings_module.read(environment))
    try:
        yield office
    finally:
        office.database.close()
