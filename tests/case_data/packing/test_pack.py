"""Packing: what must not leave in the clear is sealed, all is counted and signed, and then a check finds it right."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support import case_packages as packages
from support import command_line

from forms_app import settings
from forms_app.case_data.contract import envelopes
from forms_app.sealing import key_sets, keys
from forms_app.sealing.unseal import CannotOpen, OpeningKeys

SAID = ("--seq", "1", "--as-of", "2026-11-01", "--system", "test")
PDF = b"%PDF-1.7\nmade up\n"
ADDRESS = ("123 Calle Inventada", "Los Angeles CA 90012")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Keys of a set and of the agency; `out` is a folder as an export leaves it: clear, unsigned, uncounted."""
    key_sets.make(tmp_path / "keys")
    code, output = command_line.run(tmp_path, "case-data", "signing-key", str(tmp_path / "agency"))
    assert code == 0, output
    _export(tmp_path / "out", packages.small())
    return tmp_path


def _export(folder: Path, tables: packages.Tables, address: tuple[str, ...] = ADDRESS, pdf: bytes = PDF) -> None:
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = packages.COLUMNS[name]
        _write(folder / f"{name}.csv", columns, [[row[column] for column in columns] for row in rows])
    _write(folder / "addresses.csv", ["person_id", "line_1", "line_2"], [["P1", *address]])
    (folder / "documents" / "D1.pdf").write_bytes(pdf)


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _pack(place: Path, *words: str, folder: str = "out") -> tuple[int, str]:
    signing = str(place / "agency" / "package.key")
    return command_line.run(place, "case-data", "pack", str(place / folder), "--sign-with", signing, *words)


def _check(place: Path, folder: str = "out") -> tuple[int, str]:
    key = str(place / "agency" / "package.pub")
    return command_line.run(place, "case-data", "check", str(place / folder), "--key", key)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _address(place: Path, row: int = 0) -> bytes:
    with (place / "out" / "addresses.csv").open(newline="") as file:
        return base64.b64decode(list(csv.DictReader(file))[row]["sealed"])


def _opening(place: Path, name: str) -> OpeningKeys:
    environ = {"KEYS_DIR": str(place / "keys"), "DATA_DIR": str(place / "var")}
    return OpeningKeys(keys.private_pairs(settings.read(environ), name))


def test_what_was_packed_is_found_right(place: Path) -> None:
    assert _pack(place, *SAID) == (0, f"{place / 'out'} is packed and signed.\n")
    assert _check(place) == (0, "0 faults, 0 cases being checked.\n")


def test_an_address_opens_with_the_inbox_key_for_its_person_only(place: Path) -> None:
    _pack(place, *SAID)
    opened = _opening(place, "inbox").open(_address(place), envelopes.of_address("P1"))
    assert envelopes.read_address(opened) == ADDRESS
    with pytest.raises(CannotOpen):
        _opening(place, "inbox").open(_address(place), envelopes.of_address("P2"))
    with pytest.raises(CannotOpen):
        _opening(place, "case-data").open(_address(place), envelopes.of_address("P1"))


def test_a_document_opens_with_the_case_data_key_and_its_row_has_the_hash_of_the_clear_file(place: Path) -> None:
    _pack(place, *SAID)
    sealed = (place / "out" / "documents" / "D1.pdf").read_bytes()
    assert _opening(place, "case-data").open(sealed, envelopes.of_document("D1")) == PDF
    with (place / "out" / "documents.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["sha256"] == hashlib.sha256(PDF).hexdigest()


def test_nothing_of_it_is_left_in_the_clear(place: Path) -> None:
    _pack(place, *SAID)
    everything = b"".join(_bytes(place / "out").values())
    assert not any(word in everything for word in (b"Calle", b"made up", b"%PDF"))


def test_packing_again_changes_no_byte(place: Path) -> None:
    _pack(place, *SAID)
    before = _bytes(place / "out")
    assert _pack(place)[0] == 0
    assert _bytes(place / "out") == before


def test_packing_a_changed_folder_renews_what_changed_and_seals_nothing_twice(place: Path) -> None:
    _pack(place, *SAID)
    before = _bytes(place / "out")
    path = place / "out" / "cases.csv"
    path.write_text(path.read_text("utf-8").replace("Downtown", "Uptown"), "utf-8")
    assert _pack(place, "--seq", "2")[0] == 0
    assert _check(place)[0] == 0
    after = _bytes(place / "out")
    assert {name for name in after if after[name] != before[name]} == {"cases.csv", "datapackage.json"}
    assert json.loads(after["datapackage.json"])["seq"] == 2


def test_an_address_is_added_to_a_packed_folder_beside_sealed_ones(place: Path) -> None:
    _pack(place, *SAID)
    sealed = base64.b64encode(_address(place)).decode()
    rows = [["P1", sealed, "", ""], ["P2", "", "9 Main St", "Fresno CA 93721"]]
    _write(place / "out" / "addresses.csv", ["person_id", "sealed", "line_1", "line_2"], rows)
    assert _pack(place)[0] == 0
    assert base64.b64encode(_address(place)).decode() == sealed
    opened = _opening(place, "inbox").open(_address(place, 1), envelopes.of_address("P2"))
    assert envelopes.read_address(opened) == ("9 Main St", "Fresno CA 93721")


def test_with_a_memory_the_next_export_seals_only_what_is_new(place: Path) -> None:
    """Otherwise every nightly load would find every address changed."""
    memory = ("--memory", str(place / "memory.sqlite"))
    _pack(place, *SAID, *memory)
    before = _bytes(place / "out")
    _export(place / "out", packages.small(), pdf=b"%PDF-1.7\nanother\n")
    assert _pack(place, "--seq", "2", *memory)[0] == 0
    after = _bytes(place / "out")
    assert after["addresses.csv"] == before["addresses.csv"]
    assert after["documents/D1.pdf"] != before["documents/D1.pdf"]


def test_the_memory_holds_nothing_clear_and_is_for_its_owner_only(place: Path) -> None:
    path = place / "memory.sqlite"
    _pack(place, *SAID, "--memory", str(path))
    assert path.stat().st_mode & 0o077 == 0
    assert not any(word in path.read_bytes() for word in (b"Calle", b"made up", b"case data, address"))


def test_who_is_in_the_package_no_longer_is_forgotten_and_who_is_stays(place: Path) -> None:
    path = place / "memory.sqlite"
    _pack(place, *SAID, "--memory", str(path))
    kept = _address(place)
    assert _pack(place, "--memory", str(path))[0] == 0  # nothing is sealed now, and all of it still used
    _export(place / "out", packages.small())
    _pack(place, "--memory", str(path))
    assert _address(place) == kept
    _write(place / "out" / "addresses.csv", ["person_id", "line_1", "line_2"], [])
    _pack(place, "--memory", str(path))
    assert kept not in path.read_bytes()


@pytest.mark.parametrize("kind", ["delta", "urgent"])
def test_a_delta_and_an_urgent_package_are_packed(place: Path, kind: str) -> None:
    folder = place / kind
    folder.mkdir()
    tables = packages.small()
    for name in ("people", "cases"):
        columns = packages.COLUMNS[name]
        rows = [["put", *(row[column] for column in columns)] for row in tables[name]]
        _write(folder / f"{name}.csv", ["op", *columns], rows)
    more = ("--base-seq", "1", "--add-empty") if kind == "delta" else ()
    said = ("--seq", "2", "--as-of", "2026-11-02", "--system", "test", "--kind", kind)
    code, output = _pack(place, *said, *more, folder=kind)
    assert code == 0, output
    assert _check(place, kind) == (0, "0 faults, 0 cases being checked.\n")


def test_a_packing_that_was_killed_is_done_again(place: Path) -> None:
    """A file in the making may be left. The hashes of documents stand in their table before the first is sealed."""
    out = place / "out"
    (out / ".addresses.csv.part").write_bytes(b"person_id,sea")
    (out / "documents" / ".D1.pdf.part").write_bytes(b"\x01")
    assert _pack(place, *SAID)[0] == 0
    assert _check(place)[0] == 0


def test_who_could_not_read_a_file_before_cannot_read_it_afterwards(place: Path) -> None:
    out = place / "out"
    for path in (out / "addresses.csv", out / "documents" / "D1.pdf"):
        path.chmod(0o600)
    _pack(place, *SAID)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (out / "addresses.csv", out / "documents" / "D1.pdf"))


def _rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


WRONG: dict[str, Callable[[Path], object]] = {
    "begins with a byte order mark": lambda out: _rewrite(out / "addresses.csv", "person_id,", "\ufeffperson_id,"),
    "not separated by commas": lambda out: _rewrite(out / "steps.csv", ",", ";"),
    "is not CSV in UTF-8": lambda out: (out / "cases.csv").write_bytes("Peña".encode("cp1252")),
    "a restricted person with a zip": lambda out: _rewrite(out / "people.csv", "Chen,,", "Chen,90012,"),
    "steps.csv: is missing": lambda out: (out / "steps.csv").unlink(),
    "no address that can be printed": lambda out: _rewrite(out / "addresses.csv", ",Los Angeles CA 90012", ","),
    "columns that are no address": lambda out: _rewrite(out / "addresses.csv", "line_2", "ssn"),
    "its file is missing": lambda out: (out / "documents" / "D1.pdf").unlink(),
    "its file is no PDF": lambda out: (out / "documents" / "D1.pdf").write_bytes(b"\x01 a note"),
    "a file without a row": lambda out: (out / "documents" / "D2.pdf").write_bytes(PDF),
    "doc_id is not in the form": lambda out: _rewrite(out / "documents.csv", "D1,", "../D1,"),
    "a column that is not in the contract": lambda out: _rewrite(out / "documents.csv", "doc_id,", "doc_id,ssn,"),
    "person_id is not in people": lambda out: _rewrite(out / "steps.csv", "P2", "P9"),
    "a file that the descriptor does not name": lambda out: (out / "notes.txt").write_text("x"),
    "2 cells where the header has 3": lambda out: _rewrite(out / "addresses.csv", ",Los Angeles CA 90012", ""),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_signed(place: Path, what: str) -> None:
    WRONG[what](place / "out")
    code, output = _pack(place, *SAID)
    assert code == 1
    assert what in output
    assert "Calle" not in output
    assert not (place / "out" / "datapackage.json").exists()


def test_what_the_package_is_must_be_said_once(place: Path) -> None:
    assert _pack(place, "--seq", "1", "--system", "test") == (
        1,
        "datapackage.json: nobody says as_of. Give it with --as-of.\n1 faults: nothing was signed.\n",
    )


def test_an_envelope_to_a_key_of_earlier_is_not_passed_on(place: Path) -> None:
    """The product could not open it any more."""
    _pack(place, *SAID)
    key_sets.make(place / "newer")
    code, output = _pack(place, "--public-keys", str(place / "newer" / "public"))
    assert code == 1
    assert "addresses.csv, line 2: is sealed to another key" in output


def test_a_signing_key_that_others_can_read_is_refused_and_none_is_overwritten(place: Path) -> None:
    key = place / "agency" / "package.key"
    assert key.stat().st_mode & 0o777 == 0o600
    code, output = command_line.run(place, "case-data", "signing-key", str(place / "agency"))
    assert code == 1
    assert "Move it first" in output
    key.chmod(0o644)
    code, output = _pack(place, *SAID)
    assert code == 1
    assert output.startswith("Error: Others can read")
