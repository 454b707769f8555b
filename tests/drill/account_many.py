"""The long proof of the account's cost: its pages and signing in among a million accounts, beside a thousand.

The database of a million takes some gigabytes; it lies in a temporary folder and is gone at the end.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("SCALE", "1000000")

from bench import account  # noqa: E402 - it reads SCALE


def main() -> int:
    found = account.figures()
    print(*found, sep="\n")
    return 0 if all(figure.holds for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
