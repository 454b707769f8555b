"""Costs beside the basic amount, such as child care or uninsured health care: in proportion to adjusted net incomes."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from forms_app.guideline.formula import HALF, Parent
from forms_app.guideline.law import Law


class Shares(NamedTuple):
    """The parts, 0 to 1, that each parent pays of a cost; `net_a`, `net_b` are the incomes that they come from."""

    net_a: Fraction
    net_b: Fraction
    a: Fraction

    @property
    def b(self) -> Fraction:
        return 1 - self.a


def by_default(law: Law, net_a: Fraction, net_b: Fraction, payer: Parent | None, basic: Fraction) -> Shares:
    """Unless the court divides otherwise: in proportion today, half each before 2024-09-01 (Fam. Code 4061)."""
    if law.add_ons == "half":
        return Shares(net_a, net_b, HALF)
    return in_proportion(net_a, net_b, payer, basic)


def in_proportion(net_a: Fraction, net_b: Fraction, payer: Parent | None, basic: Fraction) -> Shares:
    """Fam. Code 4061 as of 2024-09-01: the payer's net less the basic support; the other parent's is not increased.

    A court may order another division. Where neither has any income, each pays half.
    """
    left_a = max(net_a - basic, Fraction(0)) if payer == "A" else net_a
    left_b = max(net_b - basic, Fraction(0)) if payer == "B" else net_b
    total = left_a + left_b
    return Shares(left_a, left_b, left_a / total if total else HALF)
