"""Runs a command and says at its end how many CPU minutes it used, with every process that came of it.

    python tests/cpu_minutes.py COMMAND [ARGUMENT ...]

Servers and browsers that a test starts outlive whoever started them, so their time is lost to an ordinary count:
this process adopts them (Linux), counts what is still there when the command ends as well, and ends it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
WAIT_AT_MOST = 10  # seconds for what the command left behind to end by itself, and again once it was told to
RUN_AT_MOST = 75 * 60  # seconds for the command: what takes longer is no test run any more


def main(command: list[str]) -> int:
    """The command's own exit code, or 124 if it had to be ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command gets it too, and ends
    started = time.monotonic()
    code = _run(command)
    left = not _wait_for_the_rest()
    if left:
        print(f"Ended by force: {', '.join(_name(one) for one in _children())}", file=sys.stderr)
        _wait_for_the_rest(by_force=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} CPU minutes in {(time.monotonic() - started) / 60:.1f} minutes")
    return code


def _run(command: list[str]) -> int:
    with subprocess.Popen(command, preexec_fn=_listen_again) as program:  # noqa: S603
        try:
            return program.wait(RUN_AT_MOST)
        except subprocess.TimeoutExpired:
            print(f"Not done after {RUN_AT_MOST // 60} minutes: ended.", file=sys.stderr)
            program.terminate()
            with suppress(subprocess.TimeoutExpired):
                program.wait(WAIT_AT_MOST)
            program.kill()
            return 124


def _listen_again() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _wait_for_the_rest(by_force: bool = False) -> bool:
    """Take the time of adopted processes as they end, told to or by themselves; whether none is left in the end."""
    until = time.monotonic() + WAIT_AT_MOST
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            for child in _children() if by_force else ():
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        return False
    return True


def _children() -> Iterator[int]:
    """Those of this process: also whoever lost its parent."""
    for listed in Path("/proc/self/task").glob("*/children"):
        yield from map(int, listed.read_text().split())


def _name(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").strip() or str(process)
    return str(process)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
