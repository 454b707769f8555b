"""Proves with strace that no "it is sent" leaves before the disk has it: python tests/drill/order.py [N].

A kill keeps what the system holds in memory, so only the order of the system calls shows what a power cut would lose.
The control, the same app with synchronous=NORMAL, must be caught.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.running import HOST, dying_with_us, end_as_by_ctrl_c, free_ports, running  # noqa: E402

from bench.visitor import Visitor  # noqa: E402

MANY = 50
CALLS = "pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg"
WRITES = ["-f", "-y", "-s", "400", "-e", f"trace={CALLS}"]
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "4"]
ONE_THREAD = ["--workers", "1", "--blocking-threads", "1"]
APPS = {"FULL": "forms_app.public.wsgi:app", "NORMAL": "less_durable:app"}


def answers_before_the_disk(trace: Iterator[str]) -> tuple[int, int]:
    """How many answers to Send left in all, and how many while something written to the log was not flushed."""
    sent = early = 0
    flushed = True
    for line in trace:
        if "-wal>" in line and "pwrite64(" in line:
            flushed = False
        elif "-wal>" in line and re.search(r"f(data)?sync\(", line):
            flushed = True
        elif re.search(r"(write|writev|sendto|sendmsg)\(", line) and "location: /forms/receipt/" in line:
            sent, early = sent + 1, early + (not flushed)
    return sent, early


def drill(folder: Path, app: str, times: int) -> tuple[int, int]:
    with running(folder):
        pass  # makes keys and tables
    trace = folder / f"{app}.trace"
    with traced(folder, app, trace) as port:
        for _ in range(times):
            person = Visitor(HOST, port)
            person.fill("pin-request")
            assert person.send().status == 303
            person.close()
    with trace.open(encoding="utf-8", errors="replace") as lines:
        return answers_before_the_disk(lines)


@contextmanager
def traced(
    folder: Path, app: str, trace: Path, options: Sequence[str] = WRITES, threads: Sequence[str] = ONE_THREAD
) -> Iterator[int]:
    """The public app alone, by default one thread and every call that writes noted in order; its port."""
    port, _ = free_ports()
    places = {"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys"), "PORT": str(port)}
    path = {"PYTHONPATH": str(ROOT / "tests" / "drill" / "control")}
    # strace itself hears no other signal than this while it follows a program.
    strace = [*dying_with_us("KILL"), "strace", *options, "-o", str(trace), *dying_with_us()]
    server = [sys.executable, *GRANIAN, *threads, "--host", HOST, "--port", str(port), APPS[app]]
    end_as_by_ctrl_c()
    process = subprocess.Popen(
        [*strace, *server], cwd=ROOT, env={**os.environ, **places, **path}, start_new_session=True
    )
    try:
        _wait_for(process, port)
        yield port
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz"):  # noqa: S310 - loopback
                return
        except OSError:
            continue
    raise RuntimeError("the public app did not start under strace")


def install() -> int:
    """0 if strace is there now."""
    return subprocess.run(["sh", ROOT / "tests/install.sh", "strace"]).returncode


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    if not shutil.which("strace") and install():
        return 1
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        sent, early = drill(Path(one), "FULL", times)
        controls, caught = drill(Path(other), "NORMAL", times)
    good = sent - early if sent == times else 0
    print(f"The control left early {caught} of {controls} times." if caught else "The control was not caught.")
    print(f"{good} passed, {times - good} failed")
    return 0 if good == times and caught else 1


if __name__ == "__main__":
    sys.exit(main())
