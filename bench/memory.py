"""What processes hold in memory, each its share of what it shares with others."""

from __future__ import annotations

from pathlib import Path

KB = 1024


def megabytes(*processes: int) -> float:
    """The PSS of these processes together."""
    return sum(_pss(number) for number in processes) / KB


def _pss(number: int) -> int:
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
