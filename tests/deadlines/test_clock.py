"""The time is read in one place, so that all that one request says and checks goes by the same clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from forms_app.settings import ROOT

READS_THE_TIME = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_only_the_clock_reads_the_time() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "forms_app").rglob("*.py")
        for call in calls(path)
        if any(call == name or call.endswith(f".{name}") for name in READS_THE_TIME)
    }
    assert found == {"forms_app/deadlines/clock.py"}
