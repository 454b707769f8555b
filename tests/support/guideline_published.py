"""Every example of the guideline's numbers that somebody published and we found, and how far our result is from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms_app.guideline import records
from forms_app.guideline.inputs import parenting_time
from forms_app.settings import ROOT

CHART = "chart of time"
# Time counted in hours of a year, in an article of 2022-01-22 (lexblog.com, what-is-timeshare-custody-in-ca).
HOURS = {"82 hours in two weeks": (82 * 365 / 14, 0.244), "62 hours on 24 weekends": (62 * 24, 0.1699)}
HOURS_ROUNDED_BY = 0.00005


@dataclass(frozen=True)
class Published:
    """What was said, what we say, and how far apart they may be: half of what the last printed digit is worth.

    `chart`: of time that everybody counts a little otherwise, where whole percents of the year are compared.
    """

    name: str
    said: float
    ours: float
    rounded_by: float
    chart: bool = False

    @property
    def difference(self) -> float:
        """Beyond what its rounding explains, as a part of what was said; where that is nothing, in dollars."""
        return max(abs(self.ours - self.said) - self.rounded_by, 0) / (abs(self.said) or 1)

    @property
    def printed_difference(self) -> float:
        """From the number as it was printed."""
        return abs(self.ours - self.said) / (abs(self.said) or 1)

    def __str__(self) -> str:
        apart = f"{100 * self.printed_difference:.2f} percent off, {100 * self.difference:.2f} beyond its rounding"
        return f"{self.name}: {self.said:g} said, {self.ours:.6g} ours, {apart}"


def published() -> Iterator[Published]:
    """Wrong claims of pages that calculate by another formula are kept in the same file and compared with nothing."""
    sources = records.load(ROOT / "agency")
    known = json.loads((ROOT / "tests/data/guideline_vectors.json").read_text("utf-8"))
    for vector in known["vectors"]:
        if vector["tag"].startswith("CITED"):
            yield from _of_vector(vector, records.answer(sources, vector))
    for name, (hours, share) in HOURS.items():
        found = records.answer(sources, {"kind": "timeshare", "input": {"hours": hours}})
        yield Published(f"time, {name}", share, found["timeshare"], HOURS_ROUNDED_BY)
    for schedule in parenting_time.load(ROOT / "agency"):
        if schedule.published:
            yield Published(
                f"{CHART}, {schedule.id}", schedule.published / 100, float(schedule.share), 0.005, chart=True
            )


def _of_vector(vector: dict[str, Any], found: dict[str, Any]) -> Iterator[Published]:
    for name, said in vector["expect"].items():
        if isinstance(said, int | float) and not isinstance(said, bool):
            yield Published(f"{vector['id']} {name}, {vector['source'][:60]}", said, found[name], vector["tol"])
