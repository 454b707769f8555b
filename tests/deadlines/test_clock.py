"""The clock is one, so that all that a request says and checks goes by it; and all of it is used."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

from forms_app import deadlines
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


def test_every_function_of_the_clock_has_a_caller() -> None:
    code = [path for folder in ("forms_app", "website") for path in (ROOT / folder).rglob("*.*")]
    read = [
        path for path in code if path.suffix in (".py", ".html") and path != ROOT / "forms_app/deadlines/__init__.py"
    ]
    named = Counter(word for path in read for word in re.findall(r"\w+", path.read_text("utf-8")))
    functions = [name for name in deadlines.__all__ if isinstance(getattr(deadlines, name), FunctionType)]
    assert len(functions) > 10
    assert [name for name in functions if named[name] < 2] == []  # once where it is defined
