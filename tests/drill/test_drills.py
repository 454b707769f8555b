"""The short forms of the long drills."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from drill import double_click, hanging, kill, library, phone_sip, stop
from support.running import ROOT, alive, running

pytestmark = pytest.mark.drill
ENDLESS = """
import pathlib, signal, sys
sys.path.append("tests")
from support.running import Running, free_ports
print(Running(pathlib.Path(sys.argv[1]), free_ports()).process.pid, flush=True)
signal.pause()
"""


def test_whatever_was_acknowledged_is_stored_whole_after_a_kill(tmp_path: Path) -> None:
    assert list(kill.drill(tmp_path, 2)) == [""] * 2


def test_pressing_send_twice_at_once_sends_once(tmp_path: Path) -> None:
    with running(tmp_path) as product:
        assert list(double_click.drill(product, 3)) == [""] * 3


@pytest.mark.parametrize("way", ["locked", "deleted"])
def test_while_the_database_hangs_or_is_gone_pages_come_and_posts_are_told_and_keep_their_words(way: str) -> None:
    assert hanging.WAYS[way]() == []


@pytest.mark.parametrize(("end", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_measurement_that_is_ended_or_killed_leaves_nothing_running(
    tmp_path: Path, end: signal.Signals, code: int
) -> None:
    line = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        assert program.stdout
        group = int(program.stdout.readline())
        program.send_signal(end)
        assert program.wait(60) == code
    assert is_gone(group)


def is_gone(group: int) -> bool:
    """Within ten seconds, as after Ctrl-C."""
    until = time.monotonic() + 10
    while alive(group) and time.monotonic() < until:
        time.sleep(0.05)
    return alive(group) == []


def test_ctrl_c_at_a_terminal_leaves_nothing_running(tmp_path: Path) -> None:
    assert list(stop.drill(tmp_path, 1)) == [""]


def test_people_behind_one_address_finish_their_forms_through_the_web_server(tmp_path: Path) -> None:
    assert list(library.drill(tmp_path, 2)) == [""] * 6


def test_a_second_start_is_refused_in_one_line_and_the_first_stops_whole_in_the_background(tmp_path: Path) -> None:
    second, wrong = stop.refused(tmp_path)
    told = [line for line in second.stderr.splitlines() if not line.startswith(("make: ", "make["))]
    assert second.returncode != 0 and second.stdout == "" and wrong == ""
    assert len(told) == 1 and told[0].startswith("Cannot start. PORT: another program listens on "), second.stderr


def test_the_real_calls_are_walks_of_both_languages_with_people_who_ring() -> None:
    called = [one.walk for one in phone_sip.calls()]
    assert len(called) >= 12 and {walk.language for walk in called} == {"en", "es"}
    assert {walk.transferred for walk in called} == {"local", "sdu", "none"}
    assert {act for walk in called for act, _ in walk.steps} >= {"key", "silence", "identify", "hangup", "not_answered"}
