"""`make run`: the public app, the staff app and the outbox worker, started together and stopped together.

Ctrl-C reaches every process of a terminal at once, and a server that is told twice to stop hangs. So the children do
not hear it: this process does, and tells each of them once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

from forms_app import settings
from forms_app.errors import STOP_SECONDS, CannotStart, report
from forms_app.facts.languages import DEFAULT
from forms_app.facts.languages import others as others_than
from forms_app.processes import parent
from forms_app.processes.ports import HOST

POLL_SECONDS = 0.2
PATIENCE_SECONDS = STOP_SECONDS + 2  # then whatever still runs is ended, and all is over within ten seconds
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a service manager, a terminal that is closed
Children = Sequence[subprocess.Popen[bytes]]


def main() -> int:
    """Check everything that can be wrong, start, and wait for Ctrl-C or for a process to fail."""
    _stop_when_told()
    children: Children = []
    try:
        if not _is_prepared():
            return 1
        addresses = settings.addresses()
        commands = _commands()
        children = _start(commands)
        if _wait_until_up(addresses, children):
            _greet(addresses)
        while all(child.poll() is None for child in children):
            time.sleep(POLL_SECONDS)
        for line in _what_ended(children, commands):
            print(line, file=sys.stderr, flush=True)
        return 1
    except CannotStart as wrong:
        report(wrong)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(children)


def _is_prepared() -> bool:
    """In a process of its own, so that what it needs for a moment is not held for as long as the servers run."""
    with _unheard():
        return subprocess.run([sys.executable, "-m", "forms_app.cli.preparation"]).returncode == 0  # noqa: S603


def _stop_when_told() -> None:
    """Also where a shell had Ctrl-C ignored for a program in the background; `nohup` keeps its meaning."""
    for number in STOPPING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop_waiting)


def _stop_waiting(_number: int, _frame: FrameType | None) -> None:
    for number in STOPPING:  # the first is enough: a second must not cut short the stopping
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _commands() -> list[list[str]]:
    forms = [
        [sys.executable, "-m", "forms_app.processes.server", "public"],
        [sys.executable, "-m", "forms_app.processes.server", "staff"],
        [sys.executable, "-m", "forms_app.worker"],
    ]
    account = [
        [sys.executable, "-m", "forms_app.processes.server", "account"],
        [sys.executable, "-m", "forms_app.case_worker"],
    ]
    return [*forms, *(account if settings.has_account() else []), *_telephone(os.environ)]


def _telephone(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """With PHONE=1 the line for an Asterisk on this machine, and with an address the webhooks of a hosted number."""
    if not settings.has_line(environ):
        return
    yield [sys.executable, "-m", "forms_app.phone"]
    if environ.get("PHONE_URL", "").strip():
        yield [sys.executable, "-m", "forms_app.processes.server", "phone"]


def _start(commands: Sequence[Sequence[str]]) -> Children:
    with _unheard():
        with_us = partial(parent.end_with, os.getpid())
        return [subprocess.Popen(command, preexec_fn=with_us) for command in commands]  # noqa: S603 - our own commands


@contextmanager
def _unheard() -> Iterator[None]:
    """What is started here does not hear the terminal, nor do its own children: only SIGTERM stops them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait_until_up(addresses: settings.Addresses, children: Children) -> bool:
    waiting = [addresses.port, addresses.staff_port]
    if settings.has_account():
        waiting.append(addresses.account_port)
    while waiting and all(child.poll() is None for child in children):
        waiting = [port for port in waiting if not _answers(port)]
        time.sleep(POLL_SECONDS / 4)
    return not waiting


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)
    except OSError:
        return False


def _what_ended(children: Children, commands: Sequence[Sequence[str]]) -> Iterator[str]:
    """A line for each process that could not say why it ended, as one that the system killed for want of memory."""
    for child, command in zip(children, commands, strict=True):
        status = child.poll()
        if status is not None and status <= 0:
            how = f"was killed by {signal.Signals(-status).name}" if status else "ended"
            yield f"{' '.join(command[2:])} {how}. All of it is stopped; start it again."


def _greet(addresses: settings.Addresses) -> None:
    others = "".join(f"   and in {one.in_english} {addresses.public_url}{one.start}" for one in others_than(DEFAULT))
    print(
        f"Customer Connect is running.\n"
        f"  Site and forms   {addresses.public_url}/{others}\n"
        f"{_account(addresses)}"
        f"  Staff            {addresses.staff_url_here}/\n"
        f"  First staff account (asks for a password of 15 characters or more):\n"
        f"    .venv/bin/flask --app forms_app staff add you@example.org --role supervisor\n"
        f"Ctrl-C stops everything.",
        flush=True,
    )


def _account(addresses: settings.Addresses) -> str:
    if not settings.has_account():
        return "  Account          not here: with https it needs PostgreSQL (handbook/operators.md)\n"
    return (
        f"  Account          {addresses.account_url}/   for made-up people, on a trial: one user runs all of it\n"
        f"    .venv/bin/flask --app forms_app case-data demo             who they are\n"
        f"    .venv/bin/flask --app forms_app case-data demo --code ID   the code of their letter\n"
    )


def _stop(children: Children) -> None:
    """Tell each once; what does not end in time is killed with its own children, so that none is left alone."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    until = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    workers = list(_workers(child.pid))
    child.kill()
    child.wait()
    for number in workers:
        os.kill(number, signal.SIGKILL)


def _workers(parent: int) -> Iterator[int]:
    for path in Path(f"/proc/{parent}/task").glob("*/children"):
        yield from map(int, path.read_text().split())


if __name__ == "__main__":
    os.chdir(settings.ROOT)
    sys.exit(main())
