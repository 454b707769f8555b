"""Packs a folder of CSV files and documents. What is wrong is told as a check tells it, and then nothing is signed."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms_app.case_data.checks import descriptor as checked
from forms_app.case_data.checks import package, scratch, totals
from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.contract import URGENT, Contract
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.packing import addresses, descriptors, documents
from forms_app.case_data.packing.descriptors import Said
from forms_app.case_data.packing.files import CannotPack, header_of, remove_parts, replacing, write_rows
from forms_app.case_data.packing.sealer import Sealer
from forms_app.facts.case_words import Words


@dataclass(frozen=True)
class Keys:
    """The agency's own, to sign; and what addresses and documents are sealed to."""

    signing: Ed25519PrivateKey
    addresses: Sealer
    documents: Sealer


def pack(
    folder: Path, contract: Contract, words: Words, said: Said, keys: Keys, now: datetime
) -> Iterator[package.Finding]:
    """Seals, counts, checks; signs if there was no Fault. In a packed folder what is the same keeps its bytes."""
    try:
        earlier = _read(folder)
        begun = descriptors.begin(earlier, said, contract, now)
        _seal(folder, contract, keys, kind=begun["kind"])
    except CannotPack as wrong:
        yield wrong.fault
        return
    wrong_keys = list(checked.faults_of_keys({**begun, "signature": "", "resources": []}, contract))
    yield from wrong_keys
    with scratch.create(contract, operations=begun["kind"] != "full") as aside:
        is_right = not wrong_keys
        for finding in _findings(folder, contract, words, aside):
            is_right = is_right and not isinstance(finding, Fault)
            yield finding
    if is_right:
        files = list(descriptors.resources(folder, contract, operations=begun["kind"] != "full"))
        whole = {**begun, "resources": files}
        if unnamed := list(checked.faults_of_files(folder, whole, contract)):
            yield from unnamed
            return
        descriptors.sign(folder, whole, earlier, keys.signing)


def add_empty_tables(folder: Path, contract: Contract, *, operations: bool) -> list[str]:
    """A file with its header alone for each table that is not there. Gives their names."""
    missing = [table for table in contract.tables.values() if not (folder / table.path).exists()]
    for table in missing:
        write_rows(folder / table.path, [*(["op"] if operations else []), *table.columns], ())
    return [table.path for table in missing]


def _read(folder: Path) -> dict[str, Any]:
    if not (folder / checked.FILE).exists():
        return {}
    try:
        return checked.read(folder)
    except checked.Unreadable as wrong:
        raise CannotPack(checked.FILE, 0, wrong.fault.what, "Remove the file, then pack again.") from None


def _seal(folder: Path, contract: Contract, keys: Keys, *, kind: str) -> None:
    """Raises CannotPack; also where a table is missing, before anything is changed."""
    needed = URGENT if kind == "urgent" else contract.tables
    for name in needed:
        if not (path := folder / contract.tables[name].path).is_file():
            remedy = "Write every table, also an empty one with its header; --add-empty makes those."
            raise CannotPack(path.name, 0, "is missing", remedy)
        header_of(path)
    remove_parts(folder)
    if kind != "urgent":
        addresses.seal(folder, keys.addresses)
        documents.seal(folder, contract.tables["documents"].columns, keys.documents)


def _findings(folder: Path, contract: Contract, words: Words, aside: Scratch) -> Iterator[package.Finding]:
    damaged = False
    for fault in package.read_rows(folder, contract, words, aside):
        damaged = True
        yield fault
    if not damaged:
        scratch.index(aside, contract)
        _write_totals(folder, contract, aside.connection)
        yield from package.compare(folder, contract, aside.connection, is_full=not aside.operations)


def _write_totals(folder: Path, contract: Contract, aside: sqlite3.Connection) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(totals.HEADER)
    writer.writerows(totals.count(aside, contract))
    with replacing(folder / totals.FILE) as file:
        file.write(text.getvalue().encode())
