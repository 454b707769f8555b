"""The handbook's way to a first package is followed word by word: each command gives what the page says."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from forms_app.sealing import key_sets
from forms_app.settings import ROOT

PAGE = ROOT / "handbook" / "case-data-first.md"
PLACE = "/tmp/first"  # noqa: S108 - the page's word for a place of one's own


def _commands(page: str) -> Iterator[tuple[str, str]]:
    """Each command with the lines that stand under it, up to the next one."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for one in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = one.partition("\n")
            yield command, output


def test_a_stranger_who_does_what_the_page_says_gets_what_it_says(tmp_path: Path) -> None:
    key_sets.make(tmp_path / "keys")
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "KEYS_DIR": str(tmp_path / "keys"), "DATA_DIR": str(tmp_path / "var")}
    place = str(tmp_path / "first")
    followed = 0
    for command, said in _commands(PAGE.read_text("utf-8")):
        line = command.replace(PLACE, place)
        done = subprocess.run(line, shell=True, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)  # noqa: S602
        assert (done.stdout + done.stderr).replace(place, PLACE) == said, command
        followed += 1
    assert followed > 10


def test_what_may_not_leave_the_other_system_is_in_the_example_and_in_no_table(tmp_path: Path) -> None:
    example = ROOT / "handbook" / "case-data-example"
    given = b"".join(path.read_bytes() for path in example.glob("*.csv"))
    command = ["python", str(example / "convert.py"), str(example), str(tmp_path / "package"), "2026-10-31"]
    subprocess.run(command, check=True)
    made = b"".join(path.read_bytes() for path in (tmp_path / "package").iterdir())
    for secret in (b"***-**-1111", b"FTO", b"SSN"):
        assert secret in given
        assert secret not in made


def test_the_same_export_on_the_next_day_makes_the_same_rows(tmp_path: Path) -> None:
    """Rows that change every night would be refused every night: more than 2 % moved."""
    example = ROOT / "handbook" / "case-data-example"
    made = []
    for day in ("2026-10-31", "2026-11-01"):
        command = ["python", str(example / "convert.py"), str(example), str(tmp_path / day), day]
        subprocess.run(command, check=True)
        made.append({path.name: path.read_bytes() for path in (tmp_path / day).iterdir()})
    assert made[0] == made[1]
