"""Runs a command and says at its end how many CPU minutes it used, with every process that came of it.

    python tests/cpu_minutes.py COMMAND [ARGUMENT ...]

Servers and browsers that a test starts outlive whoever started them, so their time is lost to an ordinary count:
this process adopts them (Linux), and counts what is still there when the command ends as well.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress

PR_SET_CHILD_SUBREAPER = 36
WAIT_AT_MOST = 10  # seconds for what the command left behind to end by itself


def main(command: list[str]) -> int:
    """The command's own exit code."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command gets it too, and ends
    started = time.monotonic()
    with subprocess.Popen(command, preexec_fn=_listen_again) as program:  # noqa: S603
        code = program.wait()
    left = _wait_for_the_rest(time.monotonic() + WAIT_AT_MOST)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} CPU minutes in {(time.monotonic() - started) / 60:.1f} minutes")
    if left:
        print("Processes of this run are still there, and their time is not counted.", file=sys.stderr)
    return code


def _listen_again() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _wait_for_the_rest(until: float) -> bool:
    """Take the time of adopted processes as they end; whether any is left at `until`."""
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
