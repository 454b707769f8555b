"""The product as a newcomer starts it, in a folder of its own: for measurements, drills and the browser."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
POLL_SECONDS = 0.02
PATIENCE_SECONDS = 120  # only how long a failing start may take before it is called one
OURS = ("DATABASE_URL", "SMTP_URL", "AGENCY_DIR", "TRUSTED_HOSTS")


class Running:
    """One running product: public app, staff app and outbox worker in one process group."""

    def __init__(
        self,
        folder: Path,
        ports: tuple[int, int],
        wrapper: tuple[str, ...] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        """`more`: settings beside those that give it its own folder and ports."""
        self.more = dict(more or {})
        self.folder, (self.port, self.staff_port) = folder, ports
        self.url, self.staff_url = f"http://{HOST}:{self.port}", f"http://{HOST}:{self.staff_port}"
        self.apart = apart(folder)
        self.account_url = f"http://localhost:{self.apart['ACCOUNT_PORT']}"
        self.log: list[str] = []
        self._up = threading.Event()
        end_as_by_ctrl_c()
        started = time.monotonic()
        self.process = self._start(wrapper)
        atexit.register(self.kill)  # however this program ends, nothing goes on without it
        self.start_seconds = self._wait(started)

    @property
    def environment(self) -> dict[str, str]:
        """For a command of the product that shall meet this one's data."""
        return {name: text for name, text in os.environ.items() if name not in OURS} | {
            "DATA_DIR": str(self.folder / "var"),
            "KEYS_DIR": str(self.folder / "keys"),
            "PORT": str(self.port),
            "STAFF_PORT": str(self.staff_port),
            "PUBLIC_URL": self.url,
            **self.apart,
            **self.more,
        }

    def _start(self, wrapper: tuple[str, ...]) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*dying_with_us(), *wrapper, sys.executable, "-m", "forms_app.cli.run"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        with process.stdout as said:
            for line in said:
                self.log.append(line)
                if "is running" in line:
                    self._up.set()
        self._up.set()

    def _wait(self, started: float) -> float:
        self._up.wait(PATIENCE_SECONDS)
        took = time.monotonic() - started
        if not any("is running" in line for line in self.log):
            self.kill()
            raise RuntimeError("the product did not start:\n" + "".join(self.log))
        return took

    @property
    def group(self) -> list[int]:
        """The ids of all its processes."""
        return alive(self.process.pid)

    def kill(self) -> None:
        """SIGKILL to everything at once, as when the power of the process fails."""
        _signal(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE_SECONDS)
        until = time.monotonic() + PATIENCE_SECONDS
        while left := self.group:
            assert time.monotonic() < until, f"killed, and still there: {left}"
            time.sleep(POLL_SECONDS)
        atexit.unregister(self.kill)

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE_SECONDS)
        finally:
            self.kill()

    def rows(self, question: str, given: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """What the database holds."""
        connection = sqlite3.connect(self.folder / "var" / "customer_connect.sqlite")
        try:
            return connection.execute(question, given or {}).fetchall()
        finally:
            connection.close()

    def command(self, *words: str, typed: str = "") -> str:
        """What `flask --app forms_app ...` prints."""
        line = [sys.executable, "-m", "flask", "--app", "forms_app", *words]
        done = subprocess.run(  # noqa: S603 - our own command
            line,
            cwd=ROOT,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
        return done.stdout


@contextmanager
def running(folder: Path, wrapper: tuple[str, ...] = ()) -> Iterator[Running]:
    """A product that is stopped at the end of the block."""
    product = Running(folder, free_ports(), wrapper)
    try:
        yield product
    finally:
        product.stop()


def dying_with_us(end: str = "TERM") -> list[str]:
    """Before a command: where the system can, it ends the command even when this program is killed outright."""
    return ["setpriv", "--pdeathsig", end] if shutil.which("setpriv") else []


def end_as_by_ctrl_c() -> None:
    """SIGTERM alone would end this program at once, and leave behind what it started."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def apart(folder: Path) -> dict[str, str]:
    """Where a product of its own has its account and its case data."""
    return {"ACCOUNT_PORT": str(free_ports()[0]), "CASE_DATABASE_URL": f"sqlite:///{folder}/inside/cases.sqlite"}


def free_ports() -> tuple[int, int]:
    """Two ports that nobody listens on."""
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until a server that was started answers. RuntimeError if it ended instead, or says nothing for two minutes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < until:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(POLL_SECONDS)
        finally:
            connection.close()
    raise RuntimeError(f"{process.args!r} did not start")


def alive(group: int) -> list[int]:
    """The ids of the processes of a group; what has ended and only waits to be noticed does not count."""
    ids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [number for number in ids if _standing(number) == (group, True)]


def _standing(number: int) -> tuple[int, bool]:
    """The group of a process, and whether it lives."""
    try:
        state, _, group = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return 0, False
    return int(group), state != "Z"


def _signal(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
