"""`make run` ends as a whole, and says because of which of its processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from forms_app.cli import run

WAITS = [sys.executable, "-c", "import time; time.sleep(60)"]


def main_with(monkeypatch: pytest.MonkeyPatch, *commands: list[str]) -> int:
    monkeypatch.setattr(run, "_commands", lambda: list(commands))
    monkeypatch.setattr(run, "_is_prepared", lambda: True)
    monkeypatch.setattr(run, "_stop_when_told", lambda: None)
    return run.main()


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was killed by SIGKILL."),
        ("", "ended."),
        ("raise SystemExit('Cannot start. A reason.')", "Cannot start. A reason."),
    ],
)
def test_the_process_that_ended_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], ending: str, said: str
) -> None:
    assert main_with(monkeypatch, WAITS, [sys.executable, "-c", ending]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert said in line


def test_nothing_is_left_that_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = run._start

    def kept(commands: Sequence[Sequence[str]]) -> run.Children:
        started.extend(start(commands))
        return started

    monkeypatch.setattr(run, "_start", kept)
    main_with(monkeypatch, WAITS, [sys.executable, "-c", ""])
    assert [child.poll() is None for child in started] == [False, False]
