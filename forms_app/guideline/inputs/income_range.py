"""The support where one net income is known only roughly, between two amounts: the least and the most that come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from forms_app.guideline.formula import Support
from forms_app.guideline.law import Law

BESIDE = Fraction(1, 100)  # a cent: what lies just above an edge
WorkOut = Callable[[Fraction], Support]


class SupportRange(NamedTuple):
    """The results with the least and the most paid by A to B; where B pays, an amount counts as below 0.

    `least_paid`, `most_paid`: dollars a month from A to B, the ends of the low-income adjustment among them.
    """

    least: Support
    most: Support

    @property
    def least_paid(self) -> Fraction:
        return min(_paid_by_a(self.least))

    @property
    def most_paid(self) -> Fraction:
        return max(_paid_by_a(self.most))

    @property
    def changes_payer(self) -> bool:
        return self.least_paid < 0 < self.most_paid


def over_range(work_out: WorkOut, law: Law, known: Fraction, low: Fraction, high: Fraction) -> SupportRange:
    """`work_out`: the result for a net income of the parent whose income lies between `low` and `high` dollars a month.

    `known`: the other parent's net. Support does not only rise or only fall with an income, so the ends are not enough:
    between the places where the law changes its rule it is a curve with at most one turn, which is looked for as well.
    Raises ValueError where low is above high.
    """
    if low > high:
        raise ValueError("the lower income comes first")
    results = [work_out(net) for net in sorted(set(_nets(work_out, law, known, low, high)))]
    least = min(results, key=lambda result: min(_paid_by_a(result)))
    most = max(results, key=lambda result: max(_paid_by_a(result)))
    return SupportRange(least, most)


def _paid_by_a(result: Support) -> tuple[Fraction, Fraction]:
    sign = -1 if result.payer == "B" else 1
    return sign * result.low_end, sign * result.amount


def _nets(work_out: WorkOut, law: Law, known: Fraction, low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """Ends, edges, and the turn of each piece between them."""
    edges = {band.up_to - known for band in law.bands if band.up_to is not None} | {known}
    edges |= {threshold.monthly for threshold in law.thresholds}
    inside = sorted(edge for edge in edges if low < edge < high)
    starts, ends = [low, *(edge + BESIDE for edge in inside)], [*inside, high]
    for start, end in zip(starts, ends, strict=True):
        yield from (start, end)
        yield from (turn for turn in _turns(work_out, start, end) if start < turn < end)


def _turns(work_out: WorkOut, start: Fraction, end: Fraction) -> Iterator[Fraction]:
    """Where the parabolas through three points turn, one of the amount and one of the low end."""
    middle = (start + end) / 2
    found = [_paid_by_a(work_out(net)) for net in (start, middle, end)]
    yield middle
    for first, second, third in zip(*found, strict=True):
        bend = first - 2 * second + third
        if bend:
            yield Fraction(round((middle - (end - start) / 4 * (third - first) / bend) * 100), 100)
