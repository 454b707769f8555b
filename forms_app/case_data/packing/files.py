"""How packing writes: a file is replaced whole or left as it is, and nothing in the clear is written anew."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from forms_app.case_data.contract.faults import Fault

PART = ".part"


class CannotPack(ValueError):
    """A file cannot be packed as it is; `fault` says where and why."""

    def __init__(self, file: str, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.fault = Fault(file, line, what, remedy)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` at the end, on disk, unless its bytes are the same.

    Whoever could read the old one can read the new one, and nobody else.
    """
    part = path.with_name(f".{path.name}{PART}")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            if _same(part, path):
                return
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """What a packing left behind that was killed."""
    for path in folder.rglob(f".*{PART}"):
        path.unlink()


def _same(one: Path, other: Path, piece: int = 2**20) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        return all(left_piece == right.read(piece) for left_piece in iter(lambda: left.read(piece), b""))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with replacing(path) as file:
        writer = csv.writer(_Encoded(file), lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


class _Encoded:
    """What csv writes text to, without a second buffer."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column). Raises CannotPack where it is no CSV in UTF-8 or a row has another number of cells."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            for cells in reader:
                if len(cells) != len(header):
                    what = f"{len(cells)} cells where the header has {len(header)}"
                    raise CannotPack(path.name, reader.line_num, what, "Quote cells that hold a comma.")
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except (csv.Error, UnicodeDecodeError):
        raise CannotPack(path.name, 0, "is not CSV in UTF-8", "Write the file as CSV, in UTF-8.") from None


def header_of(path: Path) -> list[str]:
    """Raises CannotPack, also for what a spreadsheet makes of CSV."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file, strict=True), [])
    except (OSError, csv.Error, UnicodeDecodeError):
        raise CannotPack(path.name, 0, "cannot be read, or is not CSV in UTF-8", "Write it as CSV, in UTF-8.") from None
    if header[:1] and header[0].startswith("\ufeff"):
        raise CannotPack(path.name, 1, "begins with a byte order mark", "Write the file in UTF-8 without one.")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise CannotPack(path.name, 1, "its cells are not separated by commas", "Write commas between them.")
    return header
