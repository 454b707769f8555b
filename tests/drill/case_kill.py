"""Kills loads of case data at statements spread over all of them, and finds no mixture.

python tests/drill/case_kill.py [N]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support import case_outcomes
from support.postgres import running_postgres

MANY = 50
COPIES = 30


def main(times: int) -> int:
    """1 if a killed load left anything but one package, whole."""
    with tempfile.TemporaryDirectory(prefix="case-kill-") as folder, running_postgres() as server:
        addresses = {"sqlite": f"sqlite:///{folder}/inside/cases.sqlite", "postgresql": server.new_database()}
        wrong = 0
        for engine, address in addresses.items():
            (packages := Path(folder) / engine).mkdir()
            found = list(case_outcomes.kills(address, packages, COPIES, times))
            print(*filter(None, found), sep="\n")
            wrong += sum(map(bool, found))
            print(f"{engine}: {times} kills, {sum(map(bool, found))} left a mixture, or stood in the next load's way")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY))
