"""Where one income is a range, the support is one too, and holds every result in between."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from forms_app.guideline import law
from forms_app.guideline.formula import Case, Support, support
from forms_app.guideline.inputs.income_range import SupportRange, over_range
from forms_app.settings import ROOT

LAWS = law.load(ROOT / "agency")
NOW, BEFORE = LAWS["2024-09"], LAWS["1994"]
THRESHOLD = NOW.threshold(2026)
MONEY = some.integers(0, 20_000).map(Fraction)


def ranged(text: law.Law, a: Fraction, share: Fraction, low: Fraction, high: Fraction) -> SupportRange:
    def work_out(b: Fraction) -> Support:
        return support(text, Case(a, b, (share,), 2), THRESHOLD)

    return over_range(work_out, text, a, low, high)


@settings(max_examples=200, deadline=None)
@given(a=MONEY, low=MONEY, width=MONEY, share=some.integers(0, 20), at=some.floats(0, 1), now=some.booleans())
def test_no_income_within_the_range_gives_less_or_more(
    a: Fraction, low: Fraction, width: Fraction, share: int, at: float, now: bool
) -> None:
    text, part = NOW if now else BEFORE, Fraction(share, 20)
    found = ranged(text, a, part, low, low + width)
    one = support(text, Case(a, low + Fraction(at) * width, (part,), 2), THRESHOLD)
    sign = -1 if one.payer == "B" else 1
    for paid in (sign * one.amount, sign * one.low_end):
        assert found.least_paid - 1 <= paid <= found.most_paid + 1


def test_support_can_be_most_at_an_income_in_the_middle() -> None:
    """Where the fraction rises, a little more of the other's income raises the support, and much more lowers it."""
    found = ranged(NOW, Fraction(1400), Fraction(2, 25), Fraction(0), Fraction(1400))
    assert 0 < found.most.case.net_b < 1400


def test_who_pays_may_change_within_the_range_and_one_income_is_no_range() -> None:
    found = ranged(NOW, Fraction(4000), Fraction(1, 2), Fraction(2000), Fraction(6000))
    assert found.changes_payer and found.least.payer == "B" and found.most.payer == "A"
    alone = ranged(NOW, Fraction(5000), Fraction(1, 5), Fraction(3000), Fraction(3000))
    assert alone.least_paid == alone.most_paid == 1632 and not alone.changes_payer
    with pytest.raises(ValueError, match="lower income"):
        ranged(NOW, Fraction(5000), Fraction(1, 5), Fraction(3000), Fraction(2999))
