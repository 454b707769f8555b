"""How long a second start takes until the first page can be read: the first start has made keys and tables."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from support.running import HOST, Running, free_ports, running

from bench.figures import Figure
from bench.visitor import Visitor

NAME, LIMIT_SECONDS = "second start to first page", 5.0


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        with running(Path(scratch)):
            pass
        return [Figure(NAME, seconds(Path(scratch)), LIMIT_SECONDS, " s")]


def seconds(folder: Path) -> float:
    """From the command to the first page, where keys and tables are made already."""
    started = time.monotonic()
    product = Running(folder, free_ports())
    try:
        person = Visitor(HOST, product.port)
        person.open("/forms/complaint/")
        took = time.monotonic() - started
        person.close()
    finally:
        product.stop()
    return took
