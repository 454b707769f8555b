"""A test in which nothing moves any more ends the run, which says where it stood and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.running import ROOT, alive

COUNTED = "import sys, cpu_minutes as run; run.WAIT_AT_MOST = 0.5; sys.exit(run.main(sys.argv[1:]))"
HANGS = """
import subprocess
import threading
import pytest

@pytest.fixture
def ends_never():
    yield subprocess.Popen(["sleep", "200"])
    threading.Event().wait()

def test_that_fails(ends_never):
    raise AssertionError("as it should")
"""


def test_a_teardown_that_hangs_after_a_failure_ends_the_run_with_its_stack(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(HANGS, "utf-8")
    known = os.environ | {"PYTHONPATH": str(ROOT / "tests")}
    run = [sys.executable, "-c", COUNTED, sys.executable, "-m", "pytest", "-p", "support.watchdog"]
    line = [*run, "-p", "no:xdist", "-o", "standstill_seconds=0.5", str(tmp_path)]
    with subprocess.Popen(
        line, cwd=tmp_path, env=known, stdout=-1, stderr=-2, text=True, start_new_session=True
    ) as program:
        said, _ = program.communicate(timeout=60)
    assert program.returncode == 1 and "test_it.py" in said and "in ends_never" in said, said
    assert "Ended by force: sleep 200" in said and "CPU minutes" in said and not alive(program.pid)
