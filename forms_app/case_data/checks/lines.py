"""The lines of a CSV file, read in blocks: quick for many short ones, and no longer one is ever held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 2**18  # bytes
LONGEST = 2**16  # bytes: a sealed address has some 2,000
_AT_MOST_FOUR = 4  # bytes of a character in UTF-8


class LongLine(ValueError):
    """A line that no row of the contract needs."""


def read(file: BinaryIO) -> Iterator[str]:
    """Each without its line feed. Raises LongLine and UnicodeDecodeError at the line that is one."""
    rest = b""
    while block := file.read(BLOCK):
        whole, feed, rest_of_block = block.rpartition(b"\n")
        if feed:
            yield from _texts(rest + whole)
            rest = rest_of_block
        else:
            rest += block
        if len(rest) > LONGEST:
            raise LongLine
    if rest:
        yield from _texts(rest)


def _texts(block: bytes) -> Iterator[str]:
    try:
        texts = block.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        yield from map(_text, block.split(b"\n"))
        return
    if max(map(len, texts)) * _AT_MOST_FOUR > LONGEST:
        yield from map(_text, block.split(b"\n"))
    else:
        yield from texts


def _text(line: bytes) -> str:
    if len(line) > LONGEST:
        raise LongLine
    return line.decode("utf-8")
