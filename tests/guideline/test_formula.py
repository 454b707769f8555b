"""The guideline's formula: every published example, a second implementation, and what the law says must hold."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from support import guideline_peer as peer

from forms_app.guideline import formula, law, records
from forms_app.guideline.formula import Case
from forms_app.guideline.law import Threshold
from forms_app.settings import ROOT

SOURCES = records.load(ROOT / "agency")
LAWS = SOURCES.laws
NOW, BEFORE = LAWS["2024-09"], LAWS["1994"]
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests/data/guideline_vectors.json").read_text("utf-8"))["vectors"]
CENT = Fraction(1, 100)
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


@settings(max_examples=2000, deadline=None)
@given(a=MONEY, b=MONEY, share=SHARE, children=some.integers(1, 10), now=some.booleans())
def test_a_second_implementation_from_the_statute_agrees_to_the_cent(
    a: Fraction, b: Fraction, share: Fraction, children: int, now: bool
) -> None:
    found = formula.support(NOW if now else BEFORE, Case(a, b, (share,), children))
    expected = peer.paid_by_a(float(a), float(b), [float(share)], children, 2025 if now else 2024)
    signed = found.amount if found.payer != "B" else -found.amount
    assert float(signed) == pytest.approx(expected, abs=0.005)


@settings(max_examples=300, deadline=None)
@given(a=MONEY, b=MONEY, share=SHARE, children=some.integers(1, 10))
def test_it_is_the_same_with_the_parents_changed_over(a: Fraction, b: Fraction, share: Fraction, children: int) -> None:
    one = formula.support(NOW, Case(a, b, (share,), children))
    other = formula.support(NOW, Case(b, a, (1 - share,), children))
    assert one.amount == other.amount
    assert {one.payer, other.payer} in ({"A", "B"}, {None})


@settings(max_examples=300, deadline=None)
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


@pytest.mark.parametrize("text", [NOW, BEFORE], ids=lambda text: str(text.id))
def test_more_income_of_the_payer_never_lowers_the_support_within_a_band(text: law.Law) -> None:
    for share in (Fraction(0), Fraction(1, 5), Fraction(2, 5)):
        for other in (Fraction(0), Fraction(1500), Fraction(6000)):
            before = None
            for net in range(0, 25_000, 50):
                found = formula.support(text, Case(Fraction(net), other, (share,), 2))
                if found.payer != "A" or (before and before.band != found.band):
                    before = found if found.payer == "A" else None
                    continue
                assert before is None or found.amount >= before.amount, (net, other, share)
                before = found


@pytest.mark.parametrize("text", [NOW, BEFORE], ids=lambda text: str(text.id))
def test_the_fraction_jumps_at_the_edge_of_a_band_no_more_than_the_printed_numbers_do(text: law.Law) -> None:
    for below, above in zip(text.bands, text.bands[1:], strict=False):
        edge = below.up_to
        assert edge is not None
        assert text.band(edge) is below and text.band(edge + CENT) is above
        assert abs(above.fraction(edge) - below.fraction(edge)) * edge < 2, edge


def test_each_child_gets_what_one_more_child_adds_and_nothing_is_divided_where_their_time_differs() -> None:
    found = formula.support(NOW, Case(Fraction(5000), Fraction(3000), (Fraction(1, 5),), 3))
    shares = formula.allocation(found)
    assert sum(shares) == found.amount and list(shares) == sorted(shares, reverse=True)
    apart = Case(Fraction(5000), Fraction(3000), (Fraction(1, 5), Fraction(1, 2)), 2)
    assert formula.allocation(formula.support(NOW, apart)) == ()


@pytest.mark.parametrize(("absent", "share"), [("A", 0), ("B", 1)])
def test_a_parent_who_does_not_appear_counts_as_having_no_time(absent: formula.Parent, share: int) -> None:
    case = Case(Fraction(4000), Fraction(2000), (Fraction(1, 2),), 1)
    assert formula.shares_of_default(case, absent).shares_a == (Fraction(share),)


def test_a_loss_counts_as_no_income_and_what_cannot_be_is_refused() -> None:
    assert formula.support(NOW, Case(Fraction(-5), Fraction(-7), (Fraction(0),), 1)).payer is None
    for shares, children in (((Fraction(2),), 1), ((Fraction(0), Fraction(1)), 3), ((Fraction(0),), 11)):
        with pytest.raises(ValueError, match=r"."):
            formula.support(NOW, Case(Fraction(1), Fraction(1), shares, children))


FAULTS: dict[str, Any] = {
    "K below half": lambda text: replace(text, multipliers=(Fraction(11, 10), *text.multipliers[1:])),
    **{
        f"band {nth}: {field} off": (
            lambda text, nth=nth, field=field: replace(
                text, bands=tuple(_off(band, field) if at == nth else band for at, band in enumerate(text.bands))
            )
        )
        for nth in range(5)
        for field in ("base", "per", "amount", "up_to")
        if getattr(NOW.bands[nth], field) is not None
    },
    **{
        f"{number} children": (
            lambda text, number=number: replace(
                text,
                multipliers=tuple(
                    one + Fraction(1, 100) if at == number - 1 else one for at, one in enumerate(text.multipliers)
                ),
            )
        )
        for number in range(2, 11)
    },
}


def _off(band: law.Band, field: str) -> law.Band:
    return replace(band, **{field: getattr(band, field) * Fraction(101, 100)})


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(fault: str) -> None:
    wrong = FAULTS[fault](NOW)
    seen = [
        abs(float(formula.support(wrong, Case(Fraction(net), Fraction(0), (Fraction(0),), children)).amount) - right)
        > 0.005
        for net in (1000, 2890, 2910, 4000, 4990, 5020, 7000, 10050, 12000, 15050, 20000)
        for children in range(1, 11)
        for right in [peer.paid_by_a(net, 0, [0.0], children)]
    ]
    assert any(seen)
