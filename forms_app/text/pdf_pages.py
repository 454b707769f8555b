"""How many pages a PDF has at most, told without a reader of PDFs: what lacks some is known by it."""

from __future__ import annotations

import re
import zlib

MOST_INFLATED = 8 * 1024 * 1024  # of one stream: its objects are small
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)


def most_pages(pdf: bytes) -> int:
    """Its objects that are pages, those of earlier versions of it among them; 0 where none can be seen, as in one that
    is locked."""
    found = len(_PAGE.findall(pdf))
    for packed in _PACKED.finditer(pdf):
        found += len(_PAGE.findall(_inflated(pdf[packed.end() :])))
    return found


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST_INFLATED)
    except zlib.error:
        return b""
