"""Both parents of a case with accounts: whatever one does, and staff do about it, changes no byte of what the other
reads, and stands in no mail, log, database or list. As in `make test`, but each parent acts, and everything is read in
both languages, with every choice of each page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROOF = [sys.executable, "-m", "pytest", "-n0", "-q", "tests/staff/test_other_parent.py"]


def main() -> int:
    return subprocess.run(PROOF, cwd=ROOT, env=os.environ | {"FULL": "1"}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
