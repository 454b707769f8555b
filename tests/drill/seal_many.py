"""A million accounts, one in a hundred of which changed: what sealing costs, and whose rows it writes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import many_holders  # noqa: E402

MOST_MS = 2.0


def main() -> int:
    """Prints both measurements; 1 if a row of anybody else was written or a bundle costs more than it may."""
    with tempfile.TemporaryDirectory(prefix="seal-many-") as folder:
        small = many_holders.measure(Path(folder) / "small", 500, 1_000)
        large = many_holders.measure(Path(folder) / "large", 10_000, 1_000_000)
    print(*many_holders.lines(small, large), sep="\n")
    return 1 if large.others or 1000 * large.cpu / large.bundles > MOST_MS else 0


if __name__ == "__main__":
    sys.exit(main())
