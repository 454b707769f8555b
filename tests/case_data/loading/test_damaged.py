"""A damaged package changes nothing of what is there, and the line that the check has for it is told."""

from __future__ import annotations

import resource
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support import case_packages as packages
from support.case_loading import SMALL, Loader, difference, dropped, many
from support.damaged_packages import CELLS, FILES
from support.ground import ON_BOTH

from forms_app.case_data.loading.load import Interrupted


def test_what_a_check_refuses_is_not_loaded_and_the_old_view_stands(loader: Loader) -> None:
    loader.load(SMALL)
    before = loader.view(), loader.rows("freshness"), loader.rows("changes")
    damaged: list[tuple[packages.Tables, dict[str, Any], str]] = [
        (packages.change(SMALL, table, row, **cells), {}, line) for table, row, cells, line in CELLS
    ]
    damaged += [(SMALL, {"edit": edit}, line) for edit, line in FILES]
    assert len(damaged) > 70
    for tables, said, line in damaged:
        assert not loader.load(tables, **said).loaded, line
        assert any(told.startswith(line) for told in loader.told), (line, loader.told)
    assert (loader.view(), loader.rows("freshness"), loader.rows("changes")) == before


DROPPED = {table: dropped(table, rows[0]) for table, rows in SMALL.items()}
# What a delta alone may look like, and what is wrong once it is read with what is there.
BESIDE_OTHERS = [
    (
        "people",
        DROPPED["people"],
        "case_parties.csv: a row that was loaded before names, in person_id",
    ),
    (
        "cases",
        DROPPED["cases"],
        "debts.csv: a row that was loaded before names, in case_id",
    ),
    (
        "debts",
        DROPPED["debts"],
        "months.csv: a row that was loaded before names, in case_id and debt_no",
    ),
    (
        "receipts",
        DROPPED["receipts"],
        "applied.csv: a row that was loaded before names, in receipt_id",
    ),
    ("case_parties", dropped("case_parties", SMALL["case_parties"][1]), "debts.csv: payer_id has no such role"),
    ("steps", {**DROPPED["steps"], "step_id": "T9"}, "steps.csv, line 2: drops a row that is not there"),
    ("people", {**SMALL["people"][0], "restricted": "y", "zip": ""}, "addresses.csv: an address of a restricted"),
    ("applied", {**SMALL["applied"][0], "receipt_id": "R9"}, "applied.csv, line 2: receipt_id is not in receipts"),
    ("events", {**SMALL["events"][0], "person_id": "P3"}, "events.csv, line 2: person_id is not on the case"),
    ("months", {**SMALL["months"][0], "debt_no": "7"}, "months.csv, line 2: case_id and debt_no is not in debts"),
]


@ON_BOTH
def test_a_delta_that_does_not_fit_what_is_there_is_refused_by_its_line(loader: Loader) -> None:
    loader.load(SMALL)
    before = loader.view(), loader.rows("freshness")
    for table, row, line in BESIDE_OTHERS:
        assert not loader.delta({table: [row]}, base_seq=1).loaded, line
        assert any(told.startswith(line) for told in loader.told), (line, loader.told)
    assert (loader.view(), loader.rows("freshness")) == before


DOES_NOT_ADD_UP = [
    ("months", {**SMALL["months"][0], "charged": "299.00"}, "C1"),
    ("receipts", {**SMALL["receipts"][0], "refunded": "6.00"}, "C1 C2"),
    ("kept", dropped("kept", SMALL["kept"][1]), "C2"),
    ("sent", {**SMALL["sent"][0], "state": "stopped"}, "C1"),
    ("applied", {**SMALL["applied"][2], "amount": "49.00"}, "C1 C2"),
]


@ON_BOTH
def test_a_delta_after_which_a_case_does_not_add_up_marks_that_case_and_its_undoing_unmarks_it(loader: Loader) -> None:
    loader.load(SMALL)
    for table, row, cases in DOES_NOT_ADD_UP:
        assert loader.delta({table: [row]}).loaded, loader.told
        assert " ".join(case for case, _ in loader.rows("being_checked")) == cases, table
        original = next(one for one in SMALL[table] if all(one[key] == row[key] for key in packages.KEYS[table]))
        assert loader.delta({table: [original]}).loaded, loader.told
        assert loader.rows("being_checked") == []


MONEY = [(table, column) for table, columns in packages.MONEY.items() if table != "orders" for column in columns]


@pytest.mark.parametrize("seed", range(8))
def test_a_delta_finds_the_cases_that_the_full_package_finds(loader: Loader, seed: int) -> None:
    random, after = Random(seed), many(2)  # noqa: S311
    for table, column in random.sample(MONEY, 3):
        row = random.choice(after[table])
        row[column] = f"{random.randint(1, 99)}.00" if row[column] else ""
    for table in random.sample(("kept", "applied", "sent_of"), 1):
        after[table].remove(random.choice(after[table]))
    loader.load(many(2))
    assert loader.delta(difference(many(2), after)).loaded, loader.told
    by_delta = loader.view(), loader.rows("being_checked")
    loader.load(many(2))
    assert loader.load(after).loaded
    assert (loader.view(), loader.rows("being_checked")) == by_delta
    assert by_delta[1]


def test_who_is_dropped_leaves_no_byte_in_the_files_nor_what_she_was_called_before(loader: Loader) -> None:
    names = ("Quetzalli", "Xochiquetzal", "Tlazohtzin")
    tables = packages.change(SMALL, "people", 2, given_names=names[0], family_names=names[1])
    tables = packages.change(tables, "children", 1, first_name=names[2])
    loader.load(tables)
    assert [name for name in names if _on_disk(loader, name)] == list(names)
    loader.delta({"people": [{**tables["people"][2], "given_names": "Mei"}]})
    assert [name for name in names if _on_disk(loader, name)] == list(names[1:])
    gone = {table: [dropped(table, row) for row in tables[table] if _is_of_mei(row)] for table in tables}
    gone["receipts"] = [{**tables["receipts"][0], "amount": "210.00"}]
    assert loader.delta(gone).loaded, loader.told
    assert [name for name in names if _on_disk(loader, name)] == []


def _is_of_mei(row: dict[str, str]) -> bool:
    return row.get("case_id") == "C2" or row.get("person_id") == "P3"


def _on_disk(loader: Loader, name: str) -> bool:
    folder = Path(str(loader.database.url.database)).parent
    return any(name.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_personal_is_in_what_is_told_or_noted_of_a_refused_package(loader: Loader) -> None:
    tables = packages.change(SMALL, "people", 0, given_names="Ana 123-45-6789", zip="Ruiz", state="Ruiz")
    assert not loader.load(tables).loaded
    said = " ".join([*loader.told, *map(str, loader.rows("packages"))])
    assert not any(word in said for word in ("Ana", "Ruiz", "6789"))


@pytest.mark.parametrize("kind", ["full", "delta"])
def test_a_document_of_a_delta_is_taken_in_and_dropped_with_its_row(loader: Loader, kind: str) -> None:
    loader.load({**SMALL, "documents": []})
    if kind == "full":
        loader.load(SMALL)
    else:
        loader.delta({"documents": SMALL["documents"]})
    assert loader.rows("document_files") == [("D1", b"\x01sealed")]
    loader.delta({"documents": [dropped("documents", SMALL["documents"][0])]})
    assert loader.rows("document_files") == []


@pytest.mark.parametrize("share", [10, 50, 90])
def test_a_disk_that_is_full_is_one_line_and_leaves_what_was_there(loader: Loader, share: int) -> None:
    loader.load(SMALL)
    before = loader.view(), loader.rows("freshness")
    key = packages.write(loader.folder / "large", many(60), seq=2)
    whole = Path(str(loader.database.url.database)).stat().st_size * 4
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (whole * share // 100, hard))
    try:
        with pytest.raises(Interrupted, match=r"^CASE_DATABASE_URL: nothing was loaded \(\w+: [^\n]*\)\.$"):
            loader.take(loader.folder / "large", key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert (loader.view(), loader.rows("freshness")) == before
    assert loader.load(many(60), seq=2).loaded
