"""Large packages of made-up cases: valid, the same for one seed, and wrong only where they are meant to be."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support import command_line
from support.made_up_county import CONTRACT, WORDS

from forms_app.case_data.checks import package
from forms_app.case_data.contract.faults import BeingChecked
from forms_app.case_data.many import generate

CASES = 200


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "full"
    generate.full(folder, CASES, 1, CONTRACT, WORDS)
    return folder


def _check(folder: Path) -> list[package.Finding]:
    return list(package.check(folder, CONTRACT, WORDS, folder.with_name(f"{folder.name}.pub")))


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_it_is_valid_and_every_case_adds_up(full: Path) -> None:
    assert _check(full) == []
    assert len(_rows(full, "cases")) == CASES


def test_it_has_money_of_every_kind(full: Path) -> None:
    for table, column in (("applied", "to"), ("receipts", "state"), ("kept", "why"), ("sent", "way")):
        codes = next(field.codes for field in CONTRACT.tables[table].fields if field.name == column)
        assert {row[column] for row in _rows(full, table)} == set(codes)
    assert {row["state"] for row in _rows(full, "sent")} >= {"sent", "returned", "cashed"}
    assert {bool(row["closing_interest"]) for row in _rows(full, "months")} == {True, False}


def test_the_same_seed_makes_the_same_bytes_and_another_makes_others(tmp_path: Path, full: Path) -> None:
    generate.full(tmp_path / "again", CASES, 1, CONTRACT, WORDS)
    generate.full(tmp_path / "other", CASES, 2, CONTRACT, WORDS)
    assert _bytes(tmp_path / "again") == _bytes(full)
    assert _bytes(tmp_path / "other") != _bytes(full)


def test_more_cases_leave_the_first_ones_as_they_are(tmp_path: Path, full: Path) -> None:
    generate.full(tmp_path / "more", CASES + 10, 1, CONTRACT, WORDS)
    for table in ("people", "months", "receipts"):
        assert _rows(tmp_path / "more", table)[: len(_rows(full, table))] == _rows(full, table)


def test_the_cases_that_are_meant_to_be_wrong_are_found_and_no_others(tmp_path: Path) -> None:
    generate.full(tmp_path / "wrong", CASES, 1, CONTRACT, WORDS, wrong=20)
    with (tmp_path / "wrong.wrong.csv").open(newline="") as file:
        planted = {row["case_id"] for row in csv.DictReader(file)}
    found = _check(tmp_path / "wrong")
    assert len(planted) == 20
    assert not planted & {"C50", "C150"}  # which a delta changes
    assert {one.case_id for one in found if isinstance(one, BeingChecked)} == planted
    assert len(found) == 20


def test_a_delta_changes_one_case_in_a_hundred_and_drops_a_row(tmp_path: Path, full: Path) -> None:
    generate.delta(tmp_path / "delta", CASES, 1, CONTRACT, WORDS)
    assert _check(tmp_path / "delta") == []
    before = {(row["case_id"], row["debt_no"], row["month"]): row for row in _rows(full, "months")}
    changed = _rows(tmp_path / "delta", "months")
    assert 0 < len(changed) <= CASES // 100
    for row in changed:
        old = before[row["case_id"], row["debt_no"], row["month"]]
        assert float(row["paid"]) > float(old["paid"])
        assert row["opening_principal"] == old["opening_principal"]
    assert [row["op"] for row in _rows(tmp_path / "delta", "steps")] == ["drop"]


def test_the_command_writes_one_and_overwrites_none(tmp_path: Path) -> None:
    words = ("case-data", "cases", str(tmp_path / "small"), "--number", "5")
    assert command_line.run(tmp_path, *words)[0] == 0
    assert _check(tmp_path / "small") == []
    code, output = command_line.run(tmp_path, *words)
    assert code == 1
    assert "File exists" in output
