"""Stops `make run` as Ctrl-C does, with and without a terminal; counts what is left: python tests/drill/stop.py [N].

Every second start has a terminal, and Ctrl-C is typed into it; the others were started in the background, where a shell
has Ctrl-C ignored, and the signal is sent to their group. Half of them are stopped while visitors hold connections.
"""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.running import HOST, OURS, ROOT, alive, apart, free_ports

MANY = 20
WITHIN_SECONDS = 10.0
PATIENCE_SECONDS = 120  # only how long a start may take before it is called a failure
CTRL_C = b"\x03"
HALF_A_POST = b"POST /forms/complaint/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"
AN_ANSWERED_GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Started:
    """`make run` as somebody starts it: in a session of its own, at a terminal or not."""

    def __init__(self, folder: Path, ports: tuple[int, int], terminal: bool) -> None:
        self.ports, self.terminal = ports, terminal
        ours, theirs = pty.openpty() if terminal else (-1, -1)
        self.keyboard = ours
        self.process = subprocess.Popen(  # noqa: S603, S607 - our own command
            command(folder, ports),
            cwd=ROOT,
            env={name: text for name, text in os.environ.items() if name not in OURS},
            stdin=theirs if terminal else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_take_terminal if terminal else _in_the_background,  # noqa: PLW1509 - there are no threads yet
        )
        if terminal:
            os.close(theirs)
        self.said = self._until_it_runs()

    def _until_it_runs(self) -> str:
        assert self.process.stdout
        said, until = "", time.monotonic() + PATIENCE_SECONDS
        while "Ctrl-C stops everything" not in said:
            line = self.process.stdout.readline()
            said += line
            if not line or time.monotonic() > until:
                raise RuntimeError(f"it did not start:\n{said}")
        return said

    def stop(self) -> float:
        """Seconds until no process of it is left."""
        began = time.monotonic()
        if self.terminal:
            os.write(self.keyboard, CTRL_C)
        else:
            os.killpg(self.process.pid, signal.SIGINT)
        while self.left() and time.monotonic() < began + 3 * WITHIN_SECONDS:
            self.process.poll()
            time.sleep(0.05)
        return time.monotonic() - began

    def left(self) -> list[int]:
        return alive(self.process.pid)

    def end(self) -> None:
        for number in self.left():
            os.kill(number, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        if self.terminal:
            os.close(self.keyboard)


def command(folder: Path, ports: tuple[int, int]) -> list[str]:
    """For the address that the site was built for, so that nothing is built anew."""
    address = (ROOT / "build" / "public-url").read_text("ascii")
    given = {"PORT": ports[0], "STAFF_PORT": ports[1], "DATA_DIR": folder / "var", "KEYS_DIR": folder / "keys"}
    given |= apart(folder)
    return ["make", "-s", "run", f"PUBLIC_URL={address}", *(f"{name}={text}" for name, text in given.items())]


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _in_the_background() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def drill(folder: Path, times: int) -> Iterator[str]:
    """What went wrong, one line for each stop; an empty line for each that left nothing in time."""
    for number in range(times):
        started = Started(folder, free_ports(), terminal=number % 2 == 0)
        try:
            with ExitStack() as visitors:
                if number % 4 < 2:
                    _hold_on(started.ports, visitors)
                seconds = started.stop()
            yield _verdict(started, seconds)
        finally:
            started.end()


def _hold_on(ports: tuple[int, int], visitors: ExitStack) -> None:
    for port in ports:
        for words in (HALF_A_POST, AN_ANSWERED_GET):
            visitors.enter_context(socket.create_connection((HOST, port))).sendall(words)


def _verdict(started: Started, seconds: float) -> str:
    where = "at a terminal" if started.terminal else "in the background"
    if left := started.left():
        return f"{where}: {len(left)} processes are left"
    return f"{where}: it took {seconds:.1f} s" if seconds > WITHIN_SECONDS else ""


def refused(folder: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """A second start while the first runs in the background, and what was wrong when the first was then stopped."""
    started = Started(folder, free_ports(), terminal=False)
    try:
        second = subprocess.run(  # noqa: S603 - our own command
            command(folder, started.ports), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        with ExitStack() as visitors:
            _hold_on(started.ports, visitors)
            return second, _verdict(started, started.stop())
    finally:
        started.end()


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        found = list(drill(Path(folder), times))
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{times - len(wrong)} of {times} stops left nothing within {WITHIN_SECONDS:g} s"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
