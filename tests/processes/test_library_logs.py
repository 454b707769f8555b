"""What libraries and uncaught exceptions would print to standard error is told without its text."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WAYS = {
    "a library's logger": "logging.getLogger('lib').error('%s', CANARY)",
    "a library's traceback": "logging.getLogger('lib').exception('no', exc_info=ValueError(CANARY))",
    "a warning": "warnings.warn(CANARY)",
    "an exception in a thread": "t = threading.Thread(target=lambda: int(CANARY)); t.start(); t.join()",
    "an exception that ends the process": "int(CANARY)",
}
START = """
import logging, threading, warnings
from forms_app.processes import logs
CANARY = "Rosa Mendoza 12 Olive St"
logs.configure("public")
logs.take_over()
"""


@pytest.mark.parametrize("way", WAYS)
def test_standard_error_holds_only_our_lines(way: str) -> None:
    ran = subprocess.run([sys.executable, "-c", START + WAYS[way]], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert lines and "Rosa" not in ran.stderr and "Rosa" not in ran.stdout
    assert {line["process"] for line in lines} == {"public"}
