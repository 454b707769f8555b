"""How a result came about, step by step: which rule, with which numbers, what came out; words come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from forms_app.guideline.formula import Support, allocation

Value = Fraction | int | str


class Step(NamedTuple):
    """`rule` names the sentence that tells it, `section` its place in the Family Code; `values` stand in the text."""

    rule: str
    section: str
    values: Mapping[str, Value]


def steps(result: Support) -> Iterator[Step]:
    """In the order in which a person would work it out."""
    case, high = result.case, result.hn
    yield Step("incomes", "4055(b)(1)", {"net_a": case.net_a, "net_b": case.net_b, "tn": result.tn, "hn": high})
    yield _time(result)
    yield _fraction(result)
    half = "at_most_half" if result.h <= Fraction(1, 2) else "more_than_half"
    yield Step(f"k_{half}", "4055(b)(3)", {"h": result.h, "fraction": result.fraction, "k": result.k})
    one = result.signed / result.multiplier
    yield Step("one_child", "4055(a)", {"k": result.k, "hn": high, "h": result.h, "tn": result.tn, "amount": one})
    if case.children > 1:
        times: dict[str, Value] = {"children": case.children, "times": result.multiplier, "amount": result.signed}
        yield Step("more_children", "4055(b)(4)", times)
    yield _who_pays(result)
    yield from _low_income(result)
    if len(shares := allocation(result)) > 1:
        each = {f"child_{number}": amount for number, amount in enumerate(shares, start=1)}
        yield Step("each_child", "4055(b)(8)", each)


def _time(result: Support) -> Step:
    case = result.case
    if case.same_time:
        return Step("time", "4055(b)(1)(D)", {"h": result.h, "higher": result.higher})
    each = {f"share_{number}": share for number, share in enumerate(case.shares_a, start=1)}
    return Step("time_averaged", "4055(b)(1)(D)", {"h": result.h, "higher": result.higher, **each})


def _fraction(result: Support) -> Step:
    band = result.band
    values: dict[str, Value] = {"tn": result.tn, "fraction": result.fraction, "base": band.base}
    if band.per:
        return Step("fraction_rising", "4055(b)(3)", {**values, "per": band.per})
    if band.amount:
        return Step("fraction_falling", "4055(b)(3)", {**values, "amount": band.amount})
    return Step("fraction_flat", "4055(b)(3)", values)


def _who_pays(result: Support) -> Step:
    if result.payer is None:
        return Step("nobody_pays", "4055(b)(5)", {})
    rule = "higher_pays" if result.payer == result.higher else "lower_pays"
    return Step(rule, "4055(b)(5)", {"payer": result.payer, "amount": result.amount})


def _low_income(result: Support) -> Iterator[Step]:
    threshold = result.threshold
    if threshold is None or result.payer is None:
        return
    values: dict[str, Value] = {"net": result.payer_net, "threshold": threshold.monthly, "year": threshold.year}
    if not result.adjusted:
        yield Step("low_income_not_reached", "4055(b)(7)", values)
        return
    least = (threshold.monthly - result.payer_net) / threshold.monthly
    values |= {"part": least, "low_end": result.low_end, "amount": result.amount}
    yield Step("low_income", "4055(b)(7)", values)
