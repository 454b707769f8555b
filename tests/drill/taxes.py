"""Proves the tax tables against taxsim-py: python tests/drill/taxes.py [RETURNS] [FILE to keep them in].

taxsim-py (MIT) brings 180 MB of polars along, so it is installed into a folder of its own and never into the product.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.tax_oracle import Kept, difference  # noqa: E402

RETURNS, SEED = 5000, 19
ORACLE = "taxsim-py==0.4.1"
ASK = """
import random, sys
import polars as pl
from taxsim_py import calculate_taxes

some, rows = random.Random(int(sys.argv[2])), []
STATUS = {"single": 33, "head_of_household": 1, "joint": 2, "separate": 6}
for number in range(int(sys.argv[1])):
    children = some.choice([0, 0, 1, 1, 2, 2, 3])
    status = some.choice(["single", "joint", "separate", "head_of_household" if children else "single"])
    wages = some.randrange(0, some.choice([20_000, 35_000, 60_000, 120_000, 400_000, 1_500_000]))
    rows.append({
        "taxsimid": number + 1, "year": some.choice([2024, 2025]), "state": 5, "page": 40,
        "sage": 40 if status == "joint" else 0, "mstat": STATUS[status] if children or status != "single" else 1,
        "depx": children, "age1": (some.choice([3, 10]) if children else 0), "age2": 10 * (children > 1),
        "age3": 11 * (children > 2), "pwages": wages, "pui": some.choice([0, 0, 0, some.randrange(0, 20_000)]),
        "pensions": some.choice([0, 0, 0, some.randrange(0, 40_000)]), "status": status,
    })
asked = pl.DataFrame(rows)
found = calculate_taxes(asked.drop("status"), calculation_mode="statutory").select("taxsimid", "fiitax", "siitax")
asked.join(found, on="taxsimid").select(
    "year", "status", wages="pwages", unemployment="pui", pension="pensions", dependents="depx",
    young=(pl.col("age1") == 3).cast(int), federal=pl.col("fiitax").round(2), california=pl.col("siitax").round(2),
).write_csv(sys.argv[3])
"""


def drill(folder: Path, returns: int, seed: int) -> Iterator[str]:
    """For each return what differs and is not explained, or an empty line."""
    file = folder / "returns.csv"
    python = folder / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", ORACLE], check=True)
    subprocess.run([python, "-c", ASK, str(returns), str(seed), file], check=True)
    with file.open(encoding="utf-8", newline="") as lines:
        yield from (difference(Kept.of(line)) for line in csv.DictReader(lines))


def main(returns: int, keep: str = "") -> int:
    with tempfile.TemporaryDirectory() as scratch:
        found = list(drill(Path(scratch), returns, SEED))
        if keep:
            Path(keep).write_text((Path(scratch) / "returns.csv").read_text("utf-8"), "utf-8")
    wrong = [line for line in found if line]
    print("\n".join(wrong[:20]))
    print(f"taxes: {len(found)} returns of {ORACLE}, {len(wrong)} differ by a dollar or more unexplained")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RETURNS, sys.argv[2] if len(sys.argv) > 2 else ""))
