"""Hardship for children at home from another relationship: a deduction whose limit depends on the result itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from forms_app.guideline.formula import Case, Support, support
from forms_app.guideline.law import Law, Threshold

CENT_OF_A_CENT = 10**6  # steps are kept to a millionth of a dollar, far below what is shown
MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Hardship:
    """What a court may allow each parent: for how many children (0.5 where another parent could pay too), and how much.

    `monthly_a`, `monthly_b`: the amount a month that is asked for, for all of them; None for all that the limit allows.
    """

    children_a: Fraction = Fraction(0)
    children_b: Fraction = Fraction(0)
    monthly_a: Fraction | None = None
    monthly_b: Fraction | None = None

    def __bool__(self) -> bool:
        return bool(self.children_a or self.children_b)


@dataclass(frozen=True, slots=True)
class WithHardship:
    """The result, and what was taken off each net income for it. `rounds`: how often it had to be worked out anew."""

    result: Support
    off_a: Fraction
    off_b: Fraction
    rounds: int


def with_hardship(law: Law, case: Case, hardship: Hardship, threshold: Threshold | None = None) -> WithHardship:
    """Fam. Code 4071(b): for each such child at most what each child here gets, the total divided by their number.

    The limit comes from the result and the result from the limit: worked out again until it no longer moves. Raises
    ValueError where it does not come to rest.
    """
    result, off_a, off_b = support(law, case, threshold), Fraction(0), Fraction(0)
    for rounds in range(1, MOST_ROUNDS):
        limit = result.amount / case.children
        next_a = _off(hardship.children_a, hardship.monthly_a, limit, case.net_a)
        next_b = _off(hardship.children_b, hardship.monthly_b, limit, case.net_b)
        # Half way at most, so that two parents' deductions cannot swing for ever.
        moved_a, moved_b = _rounded((off_a + next_a) / 2), _rounded((off_b + next_b) / 2)
        result = support(law, Case(case.net_a - moved_a, case.net_b - moved_b, case.shares_a, case.children), threshold)
        if moved_a == off_a and moved_b == off_b:
            return WithHardship(result, off_a, off_b, rounds)
        off_a, off_b = moved_a, moved_b
    raise ValueError("the hardship deduction does not come to rest")


def _off(children: Fraction, asked: Fraction | None, limit: Fraction, net: Fraction) -> Fraction:
    most = min(children * limit, net)
    return most if asked is None else min(asked, most)


def _rounded(amount: Fraction) -> Fraction:
    return Fraction(round(amount * CENT_OF_A_CENT), CENT_OF_A_CENT)
