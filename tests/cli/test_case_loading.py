"""`case-data load` as the operator runs it: what it says, how it ends, and where it put the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import case_packages as packages
from support import command_line
from support.case_loading import SMALL, many

MOVED = packages.change(SMALL, "people", 0, given_names="Eva")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/inside/cases.sqlite"


def _load(tmp_path: Path, address: str, tables: packages.Tables, *options: str, seq: int = 1) -> tuple[int, list[str]]:
    folder = tmp_path / f"package-{len(list(tmp_path.iterdir()))}"
    key = packages.write(folder, tables, seq=seq)
    words = ("case-data", "load", str(folder), "--key", str(key), *options)
    code, output = command_line.run(tmp_path, *words, CASE_DATABASE_URL=address)
    return code, output.splitlines()


def test_it_makes_the_database_loads_and_says_so(tmp_path: Path, address: str) -> None:
    code, lines = _load(tmp_path, address, packages.change(SMALL, "kept", 1, amount="49.00"))
    assert code == 0
    assert lines[-2:] == [
        "being checked: case C2: applied, and sent and kept: 50.00 and 49.00",
        "Loaded; 1 cases being checked.",
    ]
    assert (tmp_path / "inside" / "cases.sqlite").exists()


def test_it_ends_with_1_and_the_reasons_until_the_operator_says_yes(tmp_path: Path, address: str) -> None:
    assert _load(tmp_path, address, SMALL)[0] == 0
    code, lines = _load(tmp_path, address, MOVED, seq=3)
    assert code == 1
    assert lines[0].startswith("datapackage.json: a gap: 1 packages never came, package 2 the first.")
    assert lines[-1] == "Refused: 1 faults. What was there stands."
    code, lines = _load(tmp_path, address, MOVED, "--yes-after-a-gap", seq=3)
    assert (code, lines[0].split(":")[0]) == (1, "people.csv")
    assert lines[0].endswith("if it is right, say --yes-it-moved.")
    assert _load(tmp_path, address, MOVED, "--yes-after-a-gap", "--yes-it-moved", seq=3)[0] == 0


def test_people_go_only_after_a_yes(tmp_path: Path, address: str) -> None:
    assert _load(tmp_path, address, many(2))[0] == 0
    code, lines = _load(tmp_path, address, SMALL, "--yes-it-moved", seq=2)
    assert code == 1 and "say --yes-people-go." in lines[0]
    assert _load(tmp_path, address, SMALL, "--yes-it-moved", "--yes-people-go", seq=2)[0] == 0


def test_a_database_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "cases.sqlite").write_bytes(b"no database" * 1000)
    code, lines = _load(tmp_path, f"sqlite:///{tmp_path}/inside/cases.sqlite", SMALL)
    assert code == 1
    assert len(lines) == 1 and lines[0].startswith("Error: CASE_DATABASE_URL: "), lines
    assert "is not a SQLite database" in lines[0]
