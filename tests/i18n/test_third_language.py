"""A third language comes by files and the list alone: no code is edited, and everything then speaks it.

The made-up language is English with accented vowels; what is proved of it stands in in_a_third_language.py, which runs
inside the project that has it.
"""

from __future__ import annotations

import subprocess
import sys
from filecmp import cmp
from pathlib import Path

import pytest
from support.third_language import CODE_OF_THE_PROJECT, made

from forms_app.settings import ROOT

BUILD = [sys.executable, "-m", "website.publish"]
PROOF = [sys.executable, "-m", "pytest", "tests/i18n/in_a_third_language.py"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made(tmp_path_factory.mktemp("third"))
    done = subprocess.run(BUILD, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_third_language_is_built_walked_and_checked(project: Path) -> None:
    done = subprocess.run(PROOF, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_no_code_was_edited_for_it(project: Path) -> None:
    code = [path for name in CODE_OF_THE_PROJECT for path in _code(ROOT / name)]
    assert len(code) > 300
    assert [path for path in code if not cmp(path, project / path.relative_to(ROOT), shallow=False)] == []


def _code(path: Path) -> list[Path]:
    endings = (".py", ".html", ".js", ".css", ".typ")
    return [each for each in path.rglob("*") if each.suffix in endings] if path.is_dir() else [path]
