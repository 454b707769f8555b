"""Every walk of tests/data/walks.yaml on the practice page in a real browser: `python tests/drill/phone_practice.py`.

Both languages, with and without scripts, on a small dark phone, on a desktop, and on one at 400 percent; on the last
page of each axe finds nothing and nothing is cut off. Without the browser the same walks run in `make test`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WALKS = [sys.executable, "-m", "pytest", "tests/browser/test_practice_walks.py", "--numprocesses", "2"]


def main() -> int:
    return subprocess.run(WALKS, cwd=ROOT, env=os.environ | {"FULL": "1"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
