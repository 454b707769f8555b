"""Returns that another program worked out, and where ours may differ from it, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from forms_app.guideline.taxes import returns, tables
from forms_app.guideline.taxes.tables import Status
from forms_app.settings import ROOT

TAXES = tables.load(ROOT / "agency")
STEP = 50  # of the child tax credit
ITEMIZES_FROM, TOP_RATE = 200_000, Fraction("0.37")


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


Reasons = Sequence[Callable[[Kept, float], bool]]  # of a return, by how much our federal tax is more


def difference(kept: Kept, reasons: Reasons = ()) -> str:
    """What differs by a dollar or more and has no reason; empty where nothing does."""
    ours = returns.work_out(TAXES, kept.year, kept.income)
    federal, state = float(ours.federal) - kept.federal, float(ours.california) - kept.california
    explained = any(reason(kept, federal) for reason in (_credit_falls, *reasons))
    if abs(federal) >= 1 and not explained:
        return f"{kept}: federal {float(ours.federal):.2f}"
    if abs(state) >= 1 and not (state > 0 and _separate_with_a_young_child(kept)):
        return f"{kept}: California {float(ours.california):.2f}"
    return ""


def _credit_falls(kept: Kept, more: float) -> bool:
    """IRC 24(b) takes 50 dollars for each thousand or part of one; taxsim-py takes the exact share."""
    income, status = kept.income, tables.of_year(TAXES.federal, kept.year).status[kept.income.status]
    over = income.wages + income.unemployment + income.pension > status.ctc_over
    return 0 < more < STEP and bool(income.dependents) and over


def separate_with_children(kept: Kept, more: float) -> bool:
    """IRC 32(d)(2)(B) gives the earned income credit to married people who live and file apart with a child.

    policyengine-us takes everybody who files so to live so. taxsim-py pays it to nobody who files apart, as we do: what
    somebody may have to prove is not promised.
    """
    credit, income = tables.of_year(TAXES.federal, kept.year).eic, kept.income
    agi = income.wages + income.unemployment + income.pension
    children = min(income.dependents, returns.MOST_EIC_CHILDREN)
    paid = float(credit.most[children] - (agi - credit.over[children]) * credit.falls[children])
    return income.status == "separate" and children > 0 and abs(more - paid) < 1


def exemption_deducted(kept: Kept, more: float) -> bool:
    """policyengine-us itemizes California's tax before the credit for oneself, which nobody pays."""
    most = max(table.exemption for table in TAXES.california)
    return kept.income.wages > ITEMIZES_FROM and 0 < more < float(most * TOP_RATE)


def _separate_with_a_young_child(kept: Kept) -> bool:
    """taxsim-py pays the young child credit to married people who file apart; we do not promise it."""
    return kept.income.status == "separate" and kept.income.young
