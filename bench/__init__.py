"""The measurements, runnable by anyone: `python -m bench` prints each figure beside its limit."""

import sys
from pathlib import Path

# What people type is said once, in tests/support; the folder is no package (others' packages are called tests too).
_TESTS = str(Path(__file__).resolve().parent.parent / "tests")
if _TESTS not in sys.path:
    sys.path.append(_TESTS)
