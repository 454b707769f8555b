"""Bytes changed anywhere in a package: the check always ends, in lines, and never passes what was not signed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from support import case_packages as packages

from forms_app.case_data.checks import package
from forms_app.case_data.contract import contract
from forms_app.facts import case_words

CONTRACT = contract.load()
CODES = case_words.load(Path("agency"))
SMALL = packages.small()
PIECES = (b"\x00", b"\xff", b'"', b",", b"\r", b"\n", b"-", b"9" * 12, b"\xed\xa0\x80", b"[", b"{", b"null", b"")


def _damage(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    data[place : place + chance.randrange(4)] = chance.choice(PIECES)
    path.write_bytes(bytes(data))


def test_any_damage_after_signing_is_refused_and_any_before_it_ends_in_lines(tmp_path: Path) -> None:
    chance = random.Random(17)  # noqa: S311 - the same damages each time
    key = packages.write(tmp_path / "right", SMALL)
    names = sorted(path.name for path in (tmp_path / "right").glob("*.*"))
    original = {name: (tmp_path / "right" / name).read_bytes() for name in names}
    for number in range(100):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "right", folder)
        name = chance.choice(names)
        _damage(folder / name, chance)
        is_changed = (folder / name).read_bytes() != original[name]
        found = list(package.check(folder, CONTRACT, CODES, key))
        assert bool(found) == is_changed or _means_the_same(folder / name, original[name]), (name, number)
        packages.sign(folder, SMALL)
        lines = [str(one) for one in package.check(folder, CONTRACT, CODES, key)]
        assert all("\n" not in line for line in lines)
        shutil.rmtree(folder)


def _means_the_same(path: Path, original: bytes) -> bool:
    """Only in the descriptor a byte may change without changing what is said: a blank or a line break."""
    return path.name == "datapackage.json" and path.read_bytes().split() == original.split()


def test_a_table_that_is_a_folder_and_days_in_another_spelling_are_refused(tmp_path: Path) -> None:
    def edit(folder: Path) -> None:
        (folder / "steps.csv").unlink()

    key = packages.write(folder := tmp_path / "package", SMALL, edit=edit, as_of="20261101")
    (folder / "steps.csv").mkdir()
    found = [str(one) for one in package.check(folder, CONTRACT, CODES, key)]
    assert any(line.startswith("steps.csv: is missing or cannot be read") for line in found)
    assert any(line.startswith("datapackage.json: as_of is not a date") for line in found)
