"""Asks policyengine-us 2.68.0 for sixty Californian returns: python tests/drill/control/ask_policyengine.py FILE.

Run once, its answers kept in tests/data: the package (AGPL-3) is 866 MB, takes minutes and 1.5 GB of memory to start.
Install it into a folder of its own, never into the product.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("year", "status", "wages", "unemployment", "pension", "dependents", "young", "federal", "california")
YEARS, EACH, SEED, PARENT, SMALL, OLDER = (2024, 2025), 30, 19, 40, 3, 10  # ages of people in years
CHOSEN = [
    *[("single", wages, 0, 0, 0, 0) for wages in (0, 9000, 25000, 35152, 80000, 190000, 300000)],
    *[("head_of_household", wages, 0, 0, kids, 1) for wages, kids in ((5000, 1), (15000, 2))],
    *[("head_of_household", wages, 0, 0, kids, 0) for wages, kids in ((30000, 2), (45000, 1), (60000, 3), (120000, 2))],
    *[("joint", wages, 0, 0, kids, young) for wages, kids, young in ((20000, 2, 1), (70000, 3, 0), (250000, 1, 0))],
    *[("separate", wages, 0, 0, kids, 0) for wages, kids in ((40000, 0), (90000, 1))],
]
Return = tuple[str, int, int, int, int, int]


def asked(some: random.Random) -> list[Return]:
    """Those that were chosen, and others that nobody chose."""
    rows: list[Return] = list(CHOSEN)
    while len(rows) < EACH:
        kids = some.choice([0, 1, 2, 3])
        status = some.choice(["single", "joint", "separate", "head_of_household" if kids else "single"])
        amounts = some.randrange(0, 150_000), some.choice([0, 8000]), some.choice([0, 15000])
        rows.append((status, *amounts, kids, int(bool(kids) and some.random() < 0.5)))
    return rows


def situation(year: int, rows: list[Return]) -> dict[str, dict[str, Any]]:
    """All returns of a year as one country."""
    groups = ("people", "tax_units", "households", "families", "spm_units", "marital_units")
    found: dict[str, dict[str, Any]] = {name: {} for name in groups}
    for number, (status, wages, unemployment, pension, kids, young) in enumerate(rows):
        amounts = {"employment_income": wages, "unemployment_compensation": unemployment}
        amounts |= {"taxable_private_pension_income": pension, "age": PARENT}
        grown, children = [f"parent{number}"], [f"child{number}.{nth}" for nth in range(kids)]
        found["people"][grown[0]] = {name: {year: amount} for name, amount in amounts.items()}
        if status == "joint":
            grown.append(f"other{number}")
            found["people"][grown[1]] = {"age": {year: PARENT}}
        for nth, child in enumerate(children):
            found["people"][child] = {"age": {year: SMALL if young and not nth else OLDER}}
            found["marital_units"][child] = {"members": [child]}
        found["marital_units"][f"couple{number}"] = {"members": grown}
        members = {"members": [*grown, *children]}
        found["tax_units"][f"return{number}"] = {**members, "filing_status": {year: status.upper()}}
        found["households"][f"home{number}"] = {**members, "state_name": {year: "CA"}}
        found["families"][f"family{number}"] = found["spm_units"][f"unit{number}"] = members
    return found


def answers(year: int, rows: list[Return]) -> Iterator[tuple[object, ...]]:
    from policyengine_us import Simulation  # type: ignore[import-not-found]  # takes two minutes  # noqa: PLC0415

    country = Simulation(situation=situation(year, rows))
    federal, california = country.calculate("income_tax", year), country.calculate("ca_income_tax", year)
    for row, *taxes in zip(rows, federal, california, strict=True):
        yield (year, *row, *(round(float(tax), 2) for tax in taxes))


def main(file: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same returns each time
    with file.open("w", encoding="utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(COLUMNS)
        for year in YEARS:
            lines.writerows(answers(year, asked(chance)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
