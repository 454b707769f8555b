"""`python -m bench`: every measurement, each figure beside its limit; fails when one is over."""

from __future__ import annotations

import sys

from bench import forms, start

MEASURED = (start, forms)


def main() -> int:
    wanted = sys.argv[1:]
    found = [figure for each in MEASURED if not wanted or each.__name__.rpartition(".")[2] in wanted for figure in each.figures()]
    for figure in found:
        print(figure)
    over = sum(not figure.holds for figure in found)
    print(f"{len(found) - over} figures hold, {over} are over their limit.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
