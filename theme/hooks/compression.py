"""Every static file is compressed once, when the site is built, so that serving it costs nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})
WORTH_IT = 400  # bytes; below that the headers weigh more than the saving
QUALITY = 11


def compress(site: Path) -> None:
    """Put name.br and name.gz beside every text file worth it."""
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXT and path.stat().st_size >= WORTH_IT:
            content = path.read_bytes()
            path.with_name(path.name + ".br").write_bytes(brotli.compress(content, quality=QUALITY))
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
