"""How long a second start takes until the first page can be read: the first start has made keys and tables."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.figures import Figure
from bench.running import HOST, Running, free_ports, running
from bench.visitor import Visitor

LIMIT_SECONDS = 5.0


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        with running(Path(scratch)):
            pass
        started = time.monotonic()
        product = Running(Path(scratch), free_ports())
        try:
            person = Visitor(HOST, product.port)
            person.open("/forms/complaint/")
            seconds = time.monotonic() - started
            person.close()
        finally:
            product.stop()
    return [Figure("second start to first page", seconds, LIMIT_SECONDS, " s")]
