"""`python -m house [TOOL ...]`: run the tools, all of them or those named, and say what each found."""

from __future__ import annotations

import sys

from house.tools import TOOLS, run_all


def main(wanted: list[str]) -> int:
    if unknown := [name for name in wanted if name not in TOOLS]:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(TOOLS)}.", file=sys.stderr)
        return 2
    failed = []
    for result in run_all(wanted or TOOLS):
        print(f"{'ok  ' if result.passed else 'FAIL'} {result.tool:<15}{result.seconds:6.1f} s", flush=True)
        failed += [] if result.passed else [result]
    for result in failed:
        print(f"\n{result.tool}: {' '.join(TOOLS[result.tool])}\n{result.output}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
