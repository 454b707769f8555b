"""`case-data check`: a right package passes, each damaged one is refused with the line that says where and what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import case_packages as packages
from support import command_line
from support.damaged_packages import CELLS, FILES, Edit, append, replace

from forms_app.case_data.checks import package
from forms_app.case_data.contract import contract
from forms_app.facts import case_words

CODES = case_words.load(Path("agency"))
SMALL = packages.small()


def _findings(folder: Path, key: Path) -> list[str]:
    return [str(finding) for finding in package.check(folder, contract.load(), CODES, key)]


def _of(tmp_path: Path, tables: packages.Tables, **said: Any) -> list[str]:
    folder = tmp_path / "package"
    return _findings(folder, packages.write(folder, tables, **said))


def test_a_package_that_is_right_has_no_fault_and_no_case_being_checked(tmp_path: Path) -> None:
    assert _of(tmp_path, SMALL) == []


@pytest.mark.parametrize(("table", "row", "cells", "line"), CELLS, ids=[one[3] for one in CELLS])
def test_a_wrong_cell_is_refused_with_its_line(
    tmp_path: Path, table: str, row: int, cells: dict[str, str], line: str
) -> None:
    found = _of(tmp_path, packages.change(SMALL, table, row, **cells))
    assert any(one.startswith(line) for one in found), found


@pytest.mark.parametrize(("edit", "line"), FILES, ids=[one[1] for one in FILES])
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, edit: Edit, line: str) -> None:
    found = _of(tmp_path, SMALL, edit=edit)
    assert any(one.startswith(line) for one in found), found


SAID = [
    ({"seq": 0}, "seq is not a whole number"),
    ({"kind": "partial"}, "kind is unknown"),
    ({"base_seq": 3}, "a package of kind full has a base_seq"),
    ({"schema_version": 2}, "another schema_version"),
    ({"as_of": "yesterday"}, "as_of is not a date"),
    ({"produced_at": "2026-11-01T20:00"}, "produced_at is not a time with its offset"),
    ({"produced_at": "2026-10-01T20:00Z"}, "produced_at is before as_of"),
    ({"system": ""}, "system is empty"),
    ({"contact": "x"}, "unknown key 'contact'"),
    ({"resources": []}, "no resource people.csv"),
    ({"resources": [{"name": "bank", "path": "../bank.csv"}]}, "a resource that is no table of the contract"),
]


@pytest.mark.parametrize(("said", "line"), SAID, ids=[one[1] for one in SAID])
def test_a_wrong_key_of_the_descriptor_is_refused(tmp_path: Path, said: dict[str, Any], line: str) -> None:
    assert any(one.startswith(f"datapackage.json: {line}") for one in _of(tmp_path, SMALL, **said))


def test_a_file_changed_after_signing_is_refused_by_its_hash(tmp_path: Path) -> None:
    key = packages.write(folder := tmp_path / "package", SMALL)
    replace("people.csv", "Ana", "Eva")(folder)
    assert _findings(folder, key) == [
        "people.csv: is not the file that was signed (hash). Take the whole package again."
    ]


def test_a_descriptor_changed_after_signing_or_another_key_is_refused(tmp_path: Path) -> None:
    key = packages.write(folder := tmp_path / "package", SMALL)
    [missing] = _findings(folder, tmp_path / "none.pub")
    assert missing.startswith("datapackage.json: there is no key to check the signature with")
    replace("datapackage.json", '"seq": 1', '"seq": 2')(folder)
    [wrong] = _findings(folder, key)
    assert wrong.startswith("datapackage.json: wrong signature")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"resources": 1}'])
def test_a_descriptor_that_cannot_be_read_is_one_line(tmp_path: Path, text: str) -> None:
    key = packages.write(folder := tmp_path / "package", SMALL)
    (folder / "datapackage.json").write_text(text, "utf-8")
    assert len(_findings(folder, key)) == 1


SUMS = [
    ("months", 0, {"charged": "299.00"}, "C1", "principal of a month: 99.00 and 100.00"),
    ("months", 0, {"interest_charged": "2.00"}, "C1", "interest of a month: 2.00 and 1.00"),
    ("months", 2, {"opening_interest": "0.00"}, "C2", "the five interest columns filled"),
    ("months", 1, {"opening_principal": "90.00", "closing_principal": "390.00"}, "C1", "principal from month to month"),
    ("months", 1, {"opening_interest": "0.00", "closing_interest": "2.00"}, "C1", "interest from month to month"),
    ("months", 1, {"month": "2026-11"}, "C1", "months without a gap"),
    (
        *("applied", 0, {"to": "future", "month": "2026-10"}),
        *("C1", "paid in a month and applied to the debt: 200.00 and 0.00"),
    ),
    ("applied", 4, {"to": "interest"}, "C1", "paid in a month and applied to the debt"),
    ("receipts", 0, {"refunded": "6.00"}, "C2", "a receipt and what was applied and refunded: 260.00 and 261.00"),
    ("kept", 1, {"amount": "49.00"}, "C2", "applied, and sent and kept: 50.00 and 49.00"),
    ("sent", 0, {"state": "stopped"}, "C1", "applied, and sent and kept: 200.00 and 0.00"),
    ("sent", 2, {"amount": "1.00"}, "C1", "a sending and what it is made of: 1.00 and 200.00"),
    ("receipts", 2, {"reverses": "R3"}, "C1", "a reversal and the receipt it takes back"),
]


@pytest.mark.parametrize(("table", "row", "cells", "case", "why"), SUMS, ids=[f"{one[4]}, {one[0]}" for one in SUMS])
def test_a_case_that_does_not_add_up_is_listed_and_refuses_nothing(
    tmp_path: Path, table: str, row: int, cells: dict[str, str], case: str, why: str
) -> None:
    found = _of(tmp_path, packages.change(SMALL, table, row, **cells))
    assert all(one.startswith("being checked: ") for one in found), found
    assert any(one.startswith(f"being checked: case {case}: {why}") for one in found), found


def test_many_cases_that_do_not_add_up_refuse_the_package(tmp_path: Path) -> None:
    tables = {table: list(rows) for table, rows in SMALL.items()}
    for number in range(25):
        case = f"D{number}"
        tables["cases"].append({**SMALL["cases"][0], "case_id": case})
        tables["case_parties"].append({**SMALL["case_parties"][1], "case_id": case})
        tables["debts"].append({**SMALL["debts"][1], "case_id": case})
        tables["months"].append({**SMALL["months"][2], "case_id": case})
    found = _of(tmp_path, tables)
    assert sum(one.startswith("being checked") for one in found) == 25
    assert found[-1].startswith("cases.csv: 25 of 27 cases do not add up")


@pytest.mark.parametrize("came", ["2026-07-04", "2026-09-04"], ids=["two months before", "in the same month"])
def test_money_for_the_future_counts_in_the_month_that_its_row_names(tmp_path: Path, came: str) -> None:
    tables = packages.change(SMALL, "applied", 0, to="future")
    tables = packages.change(tables, "receipts", 0, posted_on=came, received_on=came, refunded="55.00")
    del tables["applied"][2], tables["kept"][1]
    tables["months"][2].update(paid="0.00", closing_principal="100.00")
    assert _of(tmp_path, tables) == []


def test_money_for_a_month_that_is_still_to_come_counts_nowhere_yet(tmp_path: Path) -> None:
    tables = packages.change(SMALL, "applied", 0, to="future", month="2027-01")
    tables["months"][0].update(paid="0.00", closing_principal="300.00")
    tables["months"][1].update(opening_principal="300.00", closing_principal="600.00")
    assert _of(tmp_path, tables) == []


def test_a_returned_check_may_be_taken_back_after_its_payer_left_the_case(tmp_path: Path) -> None:
    assert _of(tmp_path, packages.change(SMALL, "case_parties", 1, until="2026-10-05")) == []


def test_a_dropped_row_needs_its_key_only(tmp_path: Path) -> None:
    tables: packages.Tables = {table: [] for table in SMALL}
    for table in SMALL:
        keys = packages.KEYS[table]
        row = SMALL[table][0]
        tables[table] = [{**{name: row[name] if name in keys else "" for name in row}, "op": "drop"}]
    assert _of(tmp_path / "a", tables, kind="delta", seq=2, base_seq=1) == []
    tables["kept"][0]["case_id"] = ""
    [wrong] = _of(tmp_path / "b", tables, kind="delta", seq=2, base_seq=1)
    assert wrong.startswith("kept.csv, line 2: case_id is empty")


def test_a_delta_is_checked_by_itself_without_what_it_leans_on(tmp_path: Path) -> None:
    tables = {**SMALL, "people": []}
    assert _of(tmp_path / "a", tables, kind="delta", seq=2, base_seq=1) == []
    [wrong] = _of(tmp_path / "b", tables, kind="delta", seq=2, base_seq=2)
    assert wrong.startswith("datapackage.json: base_seq is not the number of an earlier package")


def test_an_urgent_package_carries_people_and_cases_only(tmp_path: Path) -> None:
    tables = {name: SMALL[name] for name in ("people", "cases")}
    assert _of(tmp_path / "a", tables, kind="urgent") == []
    [wrong] = _of(tmp_path / "b", {**tables, "steps": []}, kind="urgent")
    assert wrong.startswith("datapackage.json: an urgent package with steps.csv")


def test_a_file_of_wrong_rows_lists_a_thousand_faults_and_then_no_more(tmp_path: Path) -> None:
    found = _of(tmp_path, SMALL, edit=append("steps.csv", b"x\n" * 5000))
    assert len(found) == 1001
    assert "no more faults of this file are listed" in found[-1]


def test_no_line_repeats_what_a_cell_of_words_holds(tmp_path: Path) -> None:
    tables = packages.change(SMALL, "people", 0, given_names="Ana 123-45-6789", zip="Ruiz", state="Ruiz")
    found = _of(tmp_path, tables)
    assert found
    assert not any(word in one for one in found for word in ("Ana", "Ruiz", "6789"))


def test_the_command_ends_with_1_for_a_fault_and_with_0_for_cases_being_checked(tmp_path: Path) -> None:
    key = packages.write(tmp_path / "a", packages.change(SMALL, "kept", 1, amount="49.00"))
    code, output = command_line.run(tmp_path, "case-data", "check", str(tmp_path / "a"), "--key", str(key))
    assert code == 0
    assert output.endswith("0 faults, 1 cases being checked.\n")
    packages.write(tmp_path / "b", packages.change(SMALL, "people", 2, zip="90012"))
    code, output = command_line.run(tmp_path, "case-data", "check", str(tmp_path / "b"), "--key", str(key))
    assert code == 1
    assert output.startswith("people.csv, line 4: a restricted person with a zip. Leave the zip empty.\n")
