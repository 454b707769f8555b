"""Rows as a CSV file, line by line; a spreadsheet that opens it finds text and numbers and never a formula."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

# Without the mark spreadsheets guess another encoding. Commas: what the spreadsheets of this country and of Mexico
# part cells at, in English and in Spanish.
MARK = "\ufeff"
# A cell that begins like this is taken for a formula or breaks out of its cell (OWASP, CSV injection); the last four
# are the wide forms of the first, which some spreadsheets read as the same.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]{2}")  # of ours: what is to be added up must stay a number


def lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield MARK
    line = io.StringIO()
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)
    for row in itertools.chain([head], ([cell(value) for value in row] for row in rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def cell(value: str) -> str:
    return f"'{value}" if value.startswith(DANGEROUS) and not _NUMBER.fullmatch(value) else value
