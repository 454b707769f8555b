"""addresses.csv: from lines in the clear to envelopes that only the inbox key opens. Sealed rows stay as they are."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from forms_app.case_data.contract import envelopes
from forms_app.case_data.packing.files import CannotPack, header_of, read_rows, write_rows
from forms_app.case_data.packing.sealer import Sealer

FILE = "addresses.csv"
LINES = ("line_1", "line_2", "line_3", "line_4")
SEALED = ("person_id", "sealed")
ALLOWED = {*SEALED, *LINES, "op"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def seal(folder: Path, sealer: Sealer) -> None:
    """Puts the sealed file in the place of the clear one. Raises CannotPack; the clear file stays then."""
    path = folder / FILE
    header = header_of(path)
    if not set(header) <= ALLOWED or "person_id" not in header:
        remedy = f"The columns are person_id and {', '.join(LINES)}; after packing they are person_id and sealed."
        raise CannotPack(FILE, 1, "has columns that are no address", remedy)
    operations = ("op",) if "op" in header else ()
    write_rows(path, (*operations, *SEALED), _sealed_rows(path, sealer, operations))


def _sealed_rows(path: Path, sealer: Sealer, operations: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for line, row in read_rows(path):
        first = tuple(row[name] for name in operations)
        yield (*first, row["person_id"], _sealed_cell(line, row, sealer))


def _sealed_cell(line: int, row: Mapping[str, str], sealer: Sealer) -> str:
    lines = [row[name].strip() for name in LINES if row.get(name, "").strip()]
    if not lines and row.get("op") == "drop":
        return row.get("sealed", "")
    if lines and row.get("sealed"):
        raise CannotPack(FILE, line, "is sealed and in the clear at once", "Leave one of the two.")
    if not lines:
        return _kept_cell(line, row.get("sealed", ""), sealer)
    if len(lines) == 1 or any(_CONTROL.search(one) for one in lines):
        raise CannotPack(FILE, line, "is no address that can be printed", "Write two to four lines, each in its cell.")
    plain = envelopes.write_address(lines)
    return base64.b64encode(sealer.seal(plain, envelopes.of_address(row["person_id"]))).decode("ascii")


def _kept_cell(line: int, cell: str, sealer: Sealer) -> str:
    try:
        sealed = base64.b64decode(cell, validate=True)
    except (binascii.Error, ValueError):
        sealed = b""
    if not envelopes.is_sealed(sealed):
        remedy = f"Write the address into {', '.join(LINES)}, or leave the row out."
        raise CannotPack(FILE, line, "has no address", remedy)
    if not sealer.sealed_this(sealed):
        raise CannotPack(FILE, line, "is sealed to another key", "Write the address in the clear, then pack again.")
    return cell
