"""Hardship for children at home from another relationship: a deduction whose limit depends on the result itself."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, cast

from forms_app.guideline.formula import Case, Support, support
from forms_app.guideline.law import Law, Threshold

CENT_OF_A_CENT = 10**6  # steps are kept to a millionth of a dollar, far below what is shown
ROUNDS_OF_HALVES, MOST_ROUNDS = 80, 300


class Hardship(NamedTuple):
    """What a court may allow each parent: for how many children (0.5 where another parent could pay too), and how much.

    `monthly_a`, `monthly_b`: the amount a month that is asked for, for all of them; None for all that the limit allows.
    """

    children_a: Fraction = Fraction(0)
    children_b: Fraction = Fraction(0)
    monthly_a: Fraction | None = None
    monthly_b: Fraction | None = None

    def __bool__(self) -> bool:
        return bool(self.children_a or self.children_b)


class WithHardship(NamedTuple):
    """The result, and what was taken off each net income for it. `rounds`: how often it had to be worked out anew."""

    result: Support
    off_a: Fraction
    off_b: Fraction
    rounds: int


def with_hardship(law: Law, case: Case, hardship: Hardship, threshold: Threshold | None = None) -> WithHardship:
    """Fam. Code 4071(b): for each such child at most what each child here gets, the total divided by their number.

    The limit comes from the result and the result from the limit: worked out again until it no longer moves. Where the
    law's own jump between two bands leaves no such place, it is the greatest deduction found that keeps to its limit.
    """
    off_a = off_b = Fraction(0)
    within = None
    for rounds in range(1, MOST_ROUNDS):
        result = support(law, Case(case.net_a - off_a, case.net_b - off_b, case.shares_a, case.children), threshold)
        found = WithHardship(result, off_a, off_b, rounds)
        limit = result.amount / case.children
        most_a = _most(hardship.children_a, hardship.monthly_a, limit, case.net_a)
        most_b = _most(hardship.children_b, hardship.monthly_b, limit, case.net_b)
        if within is None or (off_a <= most_a and off_b <= most_b):
            within = found
        step = _step(rounds)
        next_a, next_b = (_rounded(off + (most - off) * step) for off, most in ((off_a, most_a), (off_b, most_b)))
        if (next_a, next_b) == (off_a, off_b):
            return found
        off_a, off_b = next_a, next_b
    return cast(WithHardship, within)


def _step(rounds: int) -> Fraction:
    """Half way at most, so that two parents' deductions cannot swing for ever; less and less where they still do."""
    return Fraction(1, max(2, rounds - ROUNDS_OF_HALVES))


def _most(children: Fraction, asked: Fraction | None, limit: Fraction, net: Fraction) -> Fraction:
    most = min(children * limit, net)
    return most if asked is None else min(asked, most)


def _rounded(amount: Fraction) -> Fraction:
    return Fraction(round(amount * CENT_OF_A_CENT), CENT_OF_A_CENT)
