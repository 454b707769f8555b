"""The tools that the house is held to: named once, for `make check`, the tests and the hooks before a commit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # git's name for a folder with nothing in it
# Kept to the byte, the examples as spreadsheets write them; Babel ends its files itself.
OTHERS_TEXTS = ("locales/dictionaries", "forms_app/pdf/fonts/OFL.txt", "handbook/case-data-example/*.csv")

# The longest first, so that two cores end together.
TOOLS: dict[str, tuple[str, ...]] = {
    "types": ("mypy",),
    "content": ("python", "-m", "house.content"),
    "catalogues": ("python", "locales/check.py"),
    "templates": ("djlint", "--lint", "--quiet", "forms_app/templates", "website/theme/templates"),
    "template-names": ("python", "-m", "house.templates"),
    "style": ("ruff", "check", "--quiet", "."),
    "layout": ("ruff", "format", "--check", "--quiet", "."),
    "rooms": ("lint-imports", "--no-cache"),
    "scripts": ("oxlint", "--deny-warnings", "website/theme/js", "build/site/assets/*.js"),
    "stylesheets": ("python", "-m", "house.stylesheets"),
    "licences": ("python", "-m", "house.licences"),
    "toml": ("python", "-m", "house.toml_files"),
    "yaml": ("yamllint", "--strict", "."),
    "blanks": ("git", "diff", "--check", EMPTY_TREE, "--", ".", ":!*.po", *(f":!{path}" for path in OTHERS_TEXTS)),
}


@dataclass(frozen=True)
class Result:
    """What a tool said, and how long it took, in seconds."""

    tool: str
    passed: bool
    output: str
    seconds: float


def run(tool: str) -> Result:
    """One tool over the whole project."""
    program, *options = TOOLS[tool]
    options = [name for option in options for name in _files(option)]
    here = BIN / program
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603
        [here if here.exists() else program, *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Result(tool, done.returncode == 0, done.stdout.strip(), time.monotonic() - begun)


def _files(option: str) -> list[str]:
    """The files of a pattern, named one by one: a linter passes over a folder that git ignores."""
    if "*" not in option or option.startswith(":"):
        return [option]
    found = [str(path) for path in sorted(ROOT.glob(option))]
    assert found, f"{option} names no file: a linter that is given none finds nothing"
    return found


def run_all(tools: Iterable[str]) -> Iterator[Result]:
    """As many at once as there are processors; each result as soon as it is there."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for ended in as_completed([pool.submit(run, tool) for tool in tools]):
            yield ended.result()
