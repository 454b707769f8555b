"""What a load costs, in a process of its own: CPU seconds of its own and of a server, and the most memory it held.

python -m support.case_measuring ADDRESS FOLDER
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forms_app.case_data.interfaces import BEGINNING
from forms_app.case_data.loading.load import Load, Yes
from forms_app.case_data.store.reading import StoredCaseData
from support.case_loading import CODES, opened

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 300  # whose rows are read
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """`checked`: the cases being checked; `peak`: bytes."""

    cpu: float
    peak: int
    loaded: bool
    told: list[str]


def load(address: str, folder: Path) -> Cost:
    """A package and its key beside it, as `case-data cases` writes them."""
    line = [sys.executable, "-m", "support.case_measuring", address, str(folder)]
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        line, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True, check=True
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def csv_reader(folder: Path) -> tuple[float, int]:
    """CPU seconds of reading every row of the same files, and how many there are."""
    before, rows = time.process_time(), 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows += sum(1 for _ in csv.reader(file))
    return time.process_time() - before, rows


def server(process: int) -> float:
    """CPU seconds so far of a PostgreSQL server: of its processes, and of those that have ended."""
    return sum(_ticks(number) for number in [process, *_children(process)]) / TICKS


def _children(number: int) -> Iterator[int]:
    for path in Path(f"/proc/{number}/task").glob("*/children"):
        yield from map(int, path.read_text().split())


def _ticks(number: int) -> int:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0  # ended meanwhile: among its parent's
    return sum(map(int, fields[11:15]))


def reading(address: str) -> float:
    """CPU seconds that the rows of a person cost, on average."""
    database = opened(address)
    case_data = StoredCaseData(database)
    people = sorted(case_data.people_changed(BEGINNING))
    some = people[:: max(1, len(people) // PEOPLE)]
    for person in some[:20]:
        case_data.rows_of(person)
    before = time.process_time()
    for person in some:
        assert case_data.rows_of(person)
    cost = (time.process_time() - before) / len(some)
    database.close()
    return cost


def main(address: str, folder: str) -> None:
    database, told = opened(address), list[str]()
    before = time.process_time()
    key = Path(f"{folder}.pub")
    outcome = Load(database, Path(folder), CODES, key, Yes(), lambda found: told.append(str(found))).run()
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"cpu": cpu, "peak": peak, "loaded": outcome.loaded, "told": told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
