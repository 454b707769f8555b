"""Who is killed outright takes along what it started: a port that is still held would keep the next start from it."""

from __future__ import annotations

import subprocess
import sys

import pytest

A_WORKER_OF_A_SERVER = """
import os, pathlib, signal, sys, types
from forms_app.processes.server import _Loader
sys.modules["an_app"] = types.SimpleNamespace(app=None)
load = _Loader("an_app", pathlib.Path(os.devnull))
if not os.fork():
    load()
    print("up", flush=True)
    signal.pause()
os.wait()
"""
A_SERVER_OF_MAKE_RUN = """
import os, sys
from forms_app.cli import run
run._start([[sys.executable, "-c", "import signal; print('up', flush=True); signal.pause()"]])
os.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
@pytest.mark.parametrize("starts", [A_WORKER_OF_A_SERVER, A_SERVER_OF_MAKE_RUN])
def test_nothing_goes_on_without_the_process_that_started_it(starts: str) -> None:
    with subprocess.Popen([sys.executable, "-c", starts], stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603
        assert parent.stdout and parent.stdout.readline() == "up\n"
        parent.kill()

        assert parent.communicate(timeout=60)[0] == ""  # the end of what the child still held open
