"""The guideline's formula: every published example, a second implementation, and what the law says must hold."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from support import guideline_peer as peer

from forms_app.guideline import formula, records
from forms_app.guideline.formula import Case
from forms_app.guideline.law import Threshold
from forms_app.settings import ROOT

SOURCES = records.load(ROOT / "agency")
LAWS = SOURCES.laws
NOW = LAWS["2024-09"]
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/data/guideline_vectors.json").read_text("utf-8"))["vectors"]
MONEY = some.integers(0, 4_000_000).map(lambda cents: Fraction(cents, 100))
SHARE = some.integers(0, 1000).map(lambda part: Fraction(part, 1000))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_every_published_and_derived_example_comes_out(vector: dict[str, Any]) -> None:
    found = records.answer(SOURCES, vector)
    for name, expected in vector["expect"].items():
        if isinstance(expected, bool | str | None):
            assert found[name] == expected, name
        else:
            assert found[name] == pytest.approx(expected, abs=vector["tol"]), name


@settings(max_examples=200, deadline=None)
@given(a=MONEY, b=MONEY, share=SHARE, children=some.integers(1, 10))
def test_it_is_the_same_with_the_parents_changed_over(a: Fraction, b: Fraction, share: Fraction, children: int) -> None:
    one = formula.support(NOW, Case(a, b, (share,), children))
    other = formula.support(NOW, Case(b, a, (1 - share,), children))
    assert one.amount == other.amount
    assert {one.payer, other.payer} in ({"A", "B"}, {None})


@settings(max_examples=200, deadline=None)
@given(a=MONEY, b=MONEY, share=SHARE, children=some.integers(1, 10), wage=some.integers(100000, 400000))
def test_the_range_of_a_low_income_is_below_the_amount_and_never_below_nothing(
    a: Fraction, b: Fraction, share: Fraction, children: int, wage: int
) -> None:
    threshold = Threshold(2025, Fraction(wage, 100), None, "")
    found = formula.support(NOW, Case(a, b, (share,), children), threshold)
    assert 0 <= found.low_end <= found.amount
    assert float(found.low_end) == pytest.approx(
        peer.least(float(found.amount), float(found.payer_net), float(threshold.monthly)), abs=0.005
    )
    assert found.adjusted is (found.payer is not None and found.payer_net < threshold.monthly)


def test_who_has_exactly_the_threshold_is_no_low_income() -> None:
    case = Case(Fraction(2860), Fraction(1000), (Fraction(1, 5),), 1)
    at, above = (formula.support(NOW, case, Threshold(2025, Fraction(monthly), None, "")) for monthly in (2860, 2861))
    assert (at.adjusted, above.adjusted) == (False, True)
    assert at.low_end == at.amount > above.low_end


def test_half_a_cent_is_rounded_up() -> None:
    assert [records.cents(Fraction(amount)) for amount in ("0.005", "0.0149", "1.125", "1.135")] == [
        0.01,
        0.01,
        1.13,
        1.14,
    ]


def test_each_child_gets_what_one_more_child_adds_and_nothing_is_divided_where_their_time_differs() -> None:
    found = formula.support(NOW, Case(Fraction(5000), Fraction(3000), (Fraction(1, 5),), 3))
    shares = formula.allocation(found)
    assert sum(shares) == found.amount and list(shares) == sorted(shares, reverse=True)
    apart = Case(Fraction(5000), Fraction(3000), (Fraction(1, 5), Fraction(1, 2)), 2)
    assert formula.allocation(formula.support(NOW, apart)) == ()


@pytest.mark.parametrize(
    ("absent", "known", "share"),
    [("A", [], 0), ("B", [], 1), ("A", ["1/2"], 0), ("B", ["1/2"], 1), ("A", ["1/5"], 0), ("B", ["4/5", "3/5"], 1)],
)
def test_a_parent_without_custody_who_does_not_appear_counts_as_having_no_time(
    absent: formula.Parent, known: list[str], share: int
) -> None:
    assert formula.shares_of_default(absent, tuple(map(Fraction, known))) == (Fraction(share),)


@pytest.mark.parametrize(("absent", "known"), [("A", ["4/5"]), ("B", ["1/5"]), ("A", ["1", "1/4"])])
def test_of_a_parent_with_custody_who_does_not_appear_the_time_stays_as_known(
    absent: formula.Parent, known: list[str]
) -> None:
    shares = tuple(map(Fraction, known))
    assert formula.shares_of_default(absent, shares) == shares


def test_a_loss_counts_as_no_income_and_what_cannot_be_is_refused() -> None:
    assert formula.support(NOW, Case(Fraction(-5), Fraction(-7), (Fraction(0),), 1)).payer is None
    for shares, children in (((Fraction(2),), 1), ((Fraction(0), Fraction(1)), 3), ((Fraction(0),), 11)):
        with pytest.raises(ValueError, match=r"."):
            formula.support(NOW, Case(Fraction(1), Fraction(1), shares, children))
