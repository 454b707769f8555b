"""Every static file is compressed once, when the site is built, so that serving it costs nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})
WORTH_IT = 256  # bytes; below that the headers weigh more than the saving
FINE, FAST = 10, 5  # the last tenth costs twenty times the work: only what every page loads gets it


def compress(site: Path) -> None:
    """Put name.br and name.gz beside every text file worth it."""
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXT and path.stat().st_size >= WORTH_IT:
            content = path.read_bytes()
            quality = FINE if path.suffix in (".css", ".js") else FAST
            path.with_name(path.name + ".br").write_bytes(brotli.compress(content, quality=quality))
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 6, mtime=0))
