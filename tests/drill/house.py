"""Measures the house: python tests/drill/house.py prints each figure beside its limit, and fails where one is short."""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("forms_app", "website")
TOP_LEVEL = {"__init__.py", "settings.py", "errors.py"}
TRIVIAL = 3  # lines; a function that short says by its name what it does
ROOM = 15


class Figure(NamedTuple):
    name: str
    value: float
    limit: str
    holds: bool

    def __str__(self) -> str:
        return f"{'ok   ' if self.holds else 'SHORT'} {self.name:<52} {self.value:8.2f}   ({self.limit})"


def figures() -> Iterator[Figure]:
    files = [path for top in PRODUCT for path in sorted((ROOT / top).rglob("*.py"))]
    trees = {path: ast.parse(path.read_text("utf-8")) for path in files}
    loose = [path.name for path in (ROOT / "forms_app").glob("*.py") if path.name not in TOP_LEVEL]
    yield Figure("top-level modules beyond settings and errors", len(loose), "0", not loose)
    fullest = max(rooms(files).values())
    yield Figure("modules of the fullest room", fullest, f"at most {ROOM}", fullest <= ROOM)
    yield Figure("lines of the longest file", max(map(_lines, files)), "at most 300", max(map(_lines, files)) <= 300)
    yield from _functions(trees)
    yield from _prose(files, trees)
    product, tests = (sum(map(_lines, paths)) for paths in (files, sorted((ROOT / "tests").rglob("*.py"))))
    yield Figure("lines of tests for one of code", tests / product, "at least 1.2", tests / product >= 1.2)
    loose_rows = sum(len(re.findall(r"\bRow\[Any\]", path.read_text("utf-8"))) for path in files)
    yield Figure("Row[Any]", loose_rows, "0", loose_rows == 0)


def rooms(files: list[Path]) -> dict[Path, int]:
    """Each folder and how many modules stand in it, with the one that says what the room is."""
    found: dict[Path, int] = {}
    for path in files:
        found[path.parent] = found.get(path.parent, 0) + 1
    return found


def _functions(trees: dict[Path, ast.Module]) -> Iterator[Figure]:
    lengths = sorted(_length(node) for tree in trees.values() for node in _defined(tree))
    median, most = statistics.median(lengths), lengths[-1]
    ninth = lengths[int(len(lengths) * 0.9)]
    yield Figure("lines of a function, median", median, "at most 6", median <= 6)
    yield Figure("lines of a function, 90th percentile", ninth, "at most 15", ninth <= 15)
    yield Figure("lines of the longest function", most, "at most 40", most <= 40)


def _prose(files: list[Path], trees: dict[Path, ast.Module]) -> Iterator[Figure]:
    comments = sum(map(_comments, files))
    code = sum(len([line for line in path.read_text("utf-8").splitlines() if line.strip()]) for path in files)
    part = comments * 100 / code
    yield Figure("comments in a hundred lines", part, "3 to 8", 3 <= part <= 8)
    public = [
        node
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _length(node) > TRIVIAL
    ]
    told = sum(bool(ast.get_docstring(node)) for node in public) * 100 / len(public)
    yield Figure("public functions with a docstring, percent", told, "where types do not say it", told >= 60)


def _defined(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def _comments(path: Path) -> int:
    """Comments that are sentences for a reader, not words for a tool."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    return sum(
        token.type == tokenize.COMMENT and not re.match(r"#\s*(noqa|type:|fmt:)", token.string) for token in tokens
    )


def main() -> int:
    found = list(figures())
    print("\n".join(map(str, found)))
    return 0 if all(figure.holds for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
