"""The house keeps its own rules: types, style, sizes, and which room may know which."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms_app.settings import ROOT
from house.toml_files import kept
from house.tools import TOOLS, run

MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION_LINES = 300, 400, 40
MOST_MODULES = 15  # in a room
OURS = [
    path
    for folder in ("forms_app", "website", "bench", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "__pycache__" not in path.parts
]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_finds_nothing_to_change(tool: str) -> None:
    result = run(tool)
    assert result.passed, result.output


def test_no_file_and_no_function_is_too_long() -> None:
    assert len(OURS) > 100
    long = [found for path in OURS for found in _too_long(path)]
    assert not long, "\n".join(long)


def test_no_room_has_too_many_modules_and_none_stands_outside_a_room() -> None:
    rooms = Counter(path.parent for path in OURS if path.is_relative_to(ROOT / "forms_app") and path.stem[0] != "_")
    rooms |= Counter(path.parent for path in OURS if path.is_relative_to(ROOT / "website") and path.stem[0] != "_")
    assert len(rooms) > 30 and max(rooms.values()) <= MOST_MODULES, rooms.most_common(3)
    assert {path.name for path in (ROOT / "forms_app").glob("*.py")} == {"__init__.py", "errors.py", "settings.py"}


def test_every_module_says_its_place_in_one_sentence_and_nothing_is_left_to_do() -> None:
    silent = [str(path.relative_to(ROOT)) for path in OURS if not _says_what_it_is(path)]
    assert not silent


def test_no_file_is_empty_but_what_makes_a_folder_a_package() -> None:
    files = kept("*")
    assert len(files) > 500
    assert not [str(path) for path in files if not path.stat().st_size and path.name != "__init__.py"]


def test_no_mark_of_unfinished_work() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    left = [str(path) for path in OURS for mark in marks if mark in path.read_text("utf-8")]
    assert not left


def _too_long(path: Path) -> Iterator[str]:
    source, name = path.read_text("utf-8"), path.relative_to(ROOT)
    lines, most = source.count("\n"), MOST_TEST_LINES if name.parts[0] == "tests" else MOST_LINES
    if lines > most:
        yield f"{name} has {lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                yield f"{name}: {node.name} has {length} lines"


def _says_what_it_is(path: Path) -> bool:
    source = path.read_text("utf-8")
    return not source.strip() or bool(ast.get_docstring(ast.parse(source)))
