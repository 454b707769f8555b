"""Loads many made-up cases on both engines: what it costs, and whether exactly the wrong ones are found.

    python tests/drill/case_load.py [N] [FOLDER]

Without a number 10,000 cases; the limits are those of 250,000, in proportion. FOLDER keeps the packages.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support import case_loading, case_measuring, command_line
from support.case_measuring import Cost
from support.postgres import Postgres, running_postgres

from bench.figures import Figure

WHOLE = 250_000
FEW = 1_000  # cases beside which the rows of one person are measured
MB = 1_000_000
TIMES = 18  # csv.reader's cost: checked row by row, compared row with row and written, a package takes 15 times it


def make(folder: Path, cases: int, *options: str) -> Path:
    """A package, unless it is there."""
    if not folder.exists():
        code, output = command_line.run(
            folder.parent, "case-data", "cases", str(folder), "--number", str(cases), *options
        )
        assert code == 0, output
    return folder


def figures(folder: Path, cases: int, server: Postgres) -> Iterator[Figure]:
    full = make(folder / f"full-{cases}", cases)
    share, here = cases / WHOLE, f"sqlite:///{folder}/inside/{cases}.sqlite"
    base, rows = case_measuring.csv_reader(full)
    first = _loaded(here, full)
    made_of = f"{first.cpu:.1f} CPU s, {rows:,} rows at {first.cpu / rows * 1e6:.1f} us; csv.reader {base:.1f}"
    yield Figure("full load", first.cpu, 750 * share, " CPU s", made_of)
    yield Figure("full load / csv.reader", first.cpu / base, TIMES, "x", f"wanted: 10x; {made_of}")
    yield Figure("most memory", first.peak / MB, 500, " MB")
    delta = _loaded(here, make(folder / f"delta-{cases}", cases, "--delta"))
    yield Figure("delta of 1 %", delta.cpu, 30 * share, " CPU s", f"{delta.cpu / first.cpu:.3f} of the full load")
    yield from _person(folder, cases, here)
    yield _on_postgres(server, full, first)
    yield _wrong(folder, cases)


def _loaded(address: str, folder: Path) -> Cost:
    cost = case_measuring.load(address, folder)
    assert cost.loaded, cost.told
    return cost


def _person(folder: Path, cases: int, here: str) -> Iterator[Figure]:
    few = f"sqlite:///{folder}/inside/few-{cases}.sqlite"
    _loaded(few, make(folder / f"full-{FEW}", FEW))
    small, large = case_measuring.reading(few), case_measuring.reading(here)
    made_of = f"{large * 1e3:.2f} ms of {cases:,} cases, {small * 1e3:.2f} of {FEW:,}"
    yield Figure("rows of a person", large / small, 1.5, "x", made_of)


def _on_postgres(server: Postgres, full: Path, first: Cost) -> Figure:
    address = server.new_database()
    case_loading.opened(address).close()  # its tables are made
    before = case_measuring.server(server.process)
    cost = _loaded(address, full)
    there = case_measuring.server(server.process) - before
    made_of = f"{cost.cpu:.1f} CPU s here, {there:.1f} of the server; {cost.peak / MB:.0f} MB"
    return Figure("PostgreSQL / SQLite", (cost.cpu + there) / first.cpu, 1.2, "x", made_of)


def _wrong(folder: Path, cases: int) -> Figure:
    """Found and not planted, or planted and not found."""
    many = max(cases // (WHOLE // 100), 20)
    wrong = make(folder / f"wrong-{cases}", cases, "--wrong", str(many))
    with wrong.with_name(f"{wrong.name}.wrong.csv").open(newline="") as file:
        planted = {row["case_id"] for row in csv.DictReader(file)}
    cost = _loaded(f"sqlite:///{folder}/inside/wrong-{cases}.sqlite", wrong)
    found = {line.split()[3].rstrip(":") for line in cost.told}
    return Figure("wrong cases mistaken", len(found ^ planted), 0, "", f"{len(planted)} planted, {len(found)} found")


def main(cases: int, folder: Path) -> int:
    """1 if a figure is beyond its limit."""
    over = 0
    with running_postgres() as server:
        for figure in figures(folder, cases, server):
            print(figure, flush=True)
            over += not figure.holds
    return 1 if over else 0


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="case-load-") as passing:
        sys.exit(main(number, Path(sys.argv[2] if len(sys.argv) > 2 else passing)))
