"""Returns that another program worked out, and where ours may differ from it, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from forms_app.guideline.taxes import returns, tables
from forms_app.guideline.taxes.tables import Status
from forms_app.settings import ROOT

TAXES = tables.load(ROOT / "agency")
STEP = 50  # of the child tax credit


@dataclass(frozen=True)
class Kept:
    """One return: dollars a year, and what the other program says of it."""

    year: int
    income: returns.Income
    federal: float
    california: float

    @classmethod
    def of(cls, line: Mapping[str, str]) -> Kept:
        amounts = {name: Fraction(line[name]) for name in ("wages", "unemployment", "pension")}
        status = cast(Status, line["status"])
        income = returns.Income(status, dependents=int(line["dependents"]), young=line["young"] == "1", **amounts)
        return cls(int(line["year"]), income, float(line["federal"]), float(line["california"]))


def difference(kept: Kept) -> str:
    """What differs by a dollar or more and has no reason; empty where nothing does."""
    ours = returns.work_out(TAXES, kept.year, kept.income)
    federal, state = float(ours.federal) - kept.federal, float(ours.california) - kept.california
    if abs(federal) >= 1 and not (0 < federal < STEP and _credit_falls(kept)):
        return f"{kept}: federal {float(ours.federal):.2f}"
    if abs(state) >= 1 and not (state > 0 and _separate_with_a_young_child(kept)):
        return f"{kept}: California {float(ours.california):.2f}"
    return ""


def _credit_falls(kept: Kept) -> bool:
    """IRC 24(b) takes 50 dollars for each thousand or part of one; the other program takes the exact share."""
    income, status = kept.income, tables.of_year(TAXES.federal, kept.year).status[kept.income.status]
    return bool(income.dependents) and income.wages + income.unemployment + income.pension > status.ctc_over


def _separate_with_a_young_child(kept: Kept) -> bool:
    """The other program pays the young child credit to married people who file apart; we do not promise it."""
    return kept.income.status == "separate" and kept.income.young
