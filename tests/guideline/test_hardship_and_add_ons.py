"""Hardship has its limit, which comes from the result itself; costs beside the amount follow what each has left."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from forms_app.guideline import law
from forms_app.guideline.add_ons import in_proportion
from forms_app.guideline.formula import Case, Parent, support
from forms_app.guideline.hardship import Hardship, with_hardship
from forms_app.settings import ROOT

NOW = law.load(ROOT / "agency")["2024-09"]
MONEY = some.integers(0, 20_000).map(Fraction)


@settings(max_examples=200, deadline=None)
@given(
    a=MONEY,
    b=MONEY,
    share=some.integers(0, 100).map(lambda part: Fraction(part, 100)),
    children=some.integers(1, 4),
    of_a=some.integers(0, 6).map(lambda half: Fraction(half, 2)),
    of_b=some.integers(0, 6).map(lambda half: Fraction(half, 2)),
)
def test_the_deduction_is_at_most_what_each_child_here_gets(
    a: Fraction, b: Fraction, share: Fraction, children: int, of_a: Fraction, of_b: Fraction
) -> None:
    found = with_hardship(NOW, Case(a, b, (share,), children), Hardship(of_a, of_b))
    each = found.result.amount / children
    assert 0 <= found.off_a <= min(a, of_a * each + Fraction(1, 100))
    assert 0 <= found.off_b <= min(b, of_b * each + Fraction(1, 100))
    assert found.result == support(NOW, Case(a - found.off_a, b - found.off_b, (share,), children))


def test_who_asks_for_less_than_the_limit_gets_that() -> None:
    case = Case(Fraction(5000), Fraction(3000), (Fraction(1, 5),), 2)
    found = with_hardship(NOW, case, Hardship(Fraction(1), monthly_a=Fraction(100)))
    assert found.off_a == 100 and found.result.case.net_a == 4900


def test_where_the_laws_jump_between_two_bands_leaves_no_exact_limit_the_deduction_keeps_below_it() -> None:
    """At nets of 4,000 and 1,799.50 each deduction leads to the other band, whose limit is another."""
    found = with_hardship(NOW, Case(Fraction(4000), Fraction("1799.5"), (Fraction(0),), 1), Hardship(Fraction(1)))
    assert found.off_a <= found.result.amount
    assert float(found.off_a) == pytest.approx(799.5, abs=0.01)


@pytest.mark.parametrize(
    ("payer", "a"), [("A", Fraction(3368, 6368)), ("B", Fraction(5000, 6368)), (None, Fraction(5, 8))]
)
def test_the_payers_income_is_less_what_she_pays_and_the_other_is_not_raised(payer: Parent | None, a: Fraction) -> None:
    found = in_proportion(Fraction(5000), Fraction(3000), payer, Fraction(1632))
    assert (found.a, found.b) == (a, 1 - a)


def test_without_any_income_each_pays_half() -> None:
    assert in_proportion(Fraction(0), Fraction(0), None, Fraction(0)).a == Fraction(1, 2)
