"""documents/ and documents.csv: each clear PDF is sealed to the case-data worker, and its hash goes into the row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from forms_app.case_data.contract import envelopes
from forms_app.case_data.packing.files import CannotPack, header_of, read_rows, replacing, write_rows
from forms_app.case_data.packing.sealer import Sealer

FILE = "documents.csv"
PLACE = "documents"
PDF = b"%PDF-"
HASH = "sha256"
_NAME = re.compile(r"[A-Za-z0-9-]{1,40}", re.ASCII)  # of a doc_id, as in the contract; nothing that leads elsewhere


def seal(folder: Path, columns: Sequence[str], sealer: Sealer) -> None:
    """Seals what is clear and fills in its hash. `columns`: of the contract. Raises CannotPack.

    The hashes are on disk before the first file is sealed, so that a packing that was cut short can go on.
    """
    operations = _expect_columns(folder / FILE, columns)
    listed = dict[Path, str]()
    write_rows(folder / FILE, (*operations, *columns), _rows(folder, (*operations, *columns), sealer, listed))
    _expect_no_others(folder, listed)
    for path, doc_id in listed.items():
        _seal_file(path, doc_id, sealer)


def _expect_columns(path: Path, columns: Sequence[str]) -> tuple[str, ...]:
    header = header_of(path)
    for name in sorted(set(columns) - set(header) - {HASH}):
        raise CannotPack(FILE, 1, f"column {name} is missing", f"The header is: {','.join(columns)}.")
    if set(header) - set(columns) - {"op"}:
        raise CannotPack(FILE, 1, "has a column that is not in the contract", f"The header is: {','.join(columns)}.")
    return ("op",) if "op" in header else ()


def _rows(folder: Path, columns: Sequence[str], sealer: Sealer, listed: dict[Path, str]) -> Iterator[list[str]]:
    for line, row in read_rows(folder / FILE):
        if row.get("op") != "drop":
            path = folder / PLACE / f"{_doc_id(line, row)}.pdf"
            listed[path] = row["doc_id"]
            row[HASH] = _hash_of_clear(path, line, sealer) or row.get(HASH, "")
        yield [row.get(name, "") for name in columns]


def _doc_id(line: int, row: Mapping[str, str]) -> str:
    if not _NAME.fullmatch(row["doc_id"]):
        raise CannotPack(FILE, line, "doc_id is not in the form of the contract", f"It must match {_NAME.pattern}.")
    return row["doc_id"]


def _hash_of_clear(path: Path, line: int, sealer: Sealer) -> str:
    """Empty where the file is sealed already."""
    try:
        data = path.read_bytes()
    except OSError:
        raise CannotPack(FILE, line, "its file is missing in documents/", "Deliver it, or leave the row out.") from None
    if data.startswith(PDF):
        return hashlib.sha256(data).hexdigest()
    if not envelopes.is_sealed(data):
        raise CannotPack(FILE, line, "its file is no PDF", "Deliver the document as a PDF.")
    if not sealer.sealed_this(data):
        raise CannotPack(FILE, line, "its file is sealed to another key", "Deliver the clear PDF, then pack again.")
    return ""


def _expect_no_others(folder: Path, listed: Mapping[Path, str]) -> None:
    place = folder / PLACE
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path not in listed:
            raise CannotPack(PLACE, 0, "a file without a row in documents.csv", "Remove it, or add its row.")


def _seal_file(path: Path, doc_id: str, sealer: Sealer) -> None:
    data = path.read_bytes()
    if data.startswith(PDF):
        with replacing(path) as file:
            file.write(sealer.seal(data, envelopes.of_document(doc_id)))
