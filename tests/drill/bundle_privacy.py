"""What nobody may know of another: 10,000 drawn pairs of parents, and 2,000 pairs of worlds that look alike to one."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.seen import leaks, tells_apart  # noqa: E402

PAIRS, WORLDS = 10_000, 2_000


def main() -> int:
    """Prints every leak; 1 if there is one."""
    found, compared = leaks(range(PAIRS)), tells_apart(range(WORLDS))
    for line in (*found, *compared.different):
        print(line)
    print(f"{PAIRS} pairs of parents, each parent's two bundles: {len(found)} values beyond the matrix (0 wanted)")
    print(
        f"{WORLDS} pairs of worlds for each of two parents: {len(compared.different)} bundles differ (0 wanted); "
        f"in {compared.changed_for_somebody_else} somebody else's did"
    )
    return 1 if found or compared.different else 0


if __name__ == "__main__":
    sys.exit(main())
