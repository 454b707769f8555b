"""The formula of Fam. Code 4055: from two net incomes and the time with each parent to an amount and who pays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from forms_app.guideline.law import Band, Law, Threshold

Parent = Literal["A", "B"]
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Case:
    """What the formula needs. Net incomes are dollars a month, a loss counts as nothing.

    `shares_a`: the part of the time, 0 to 1, that each child is with parent A; one for all, or one for each child.
    """

    net_a: Fraction
    net_b: Fraction
    shares_a: tuple[Fraction, ...]
    children: int

    def __post_init__(self) -> None:
        if len(self.shares_a) not in (1, self.children):
            raise ValueError("give one share of time for all children, or one for each")
        if not all(0 <= share <= 1 for share in self.shares_a):
            raise ValueError("a share of time lies between 0 and 1")
        object.__setattr__(self, "net_a", max(self.net_a, Fraction(0)))
        object.__setattr__(self, "net_b", max(self.net_b, Fraction(0)))

    @property
    def share_a(self) -> Fraction:
        """With different schedules the percentages are averaged: 4055(b)(1)(D)."""
        return sum(self.shares_a, Fraction(0)) / len(self.shares_a)

    @property
    def same_time(self) -> bool:
        return len(set(self.shares_a)) == 1


class Support(NamedTuple):
    """A result and everything it was made of, exact. `signed` is CS of the statute: below 0 the lower earner pays.

    `h`: the higher earner's part of the time; `hn`: her net; `tn`: both nets; `fraction`, `k`: 4055(b)(3);
    `payer` is None where nobody pays; `low_end` is below `amount` only where the low-income adjustment applies.
    """

    law: Law
    case: Case
    higher: Parent
    h: Fraction
    hn: Fraction
    tn: Fraction
    band: Band
    fraction: Fraction
    k: Fraction
    multiplier: Fraction
    signed: Fraction
    payer: Parent | None
    threshold: Threshold | None
    low_end: Fraction

    @property
    def amount(self) -> Fraction:
        return abs(self.signed)

    @property
    def adjusted(self) -> bool:
        """Whether the low-income adjustment may lower the amount."""
        return self.threshold is not None and self.payer is not None and self.payer_net < self.threshold.monthly

    @property
    def payer_net(self) -> Fraction:
        return self.case.net_b if self.payer == "B" else self.case.net_a

    @property
    def receiver_net(self) -> Fraction:
        return self.case.net_a if self.payer == "B" else self.case.net_b


def support(law: Law, case: Case, threshold: Threshold | None = None) -> Support:
    """CS = K [HN - (H%)(TN)], times the multiplier for more children. Without a threshold no range is worked out."""
    higher: Parent = "A" if case.net_a >= case.net_b else "B"
    h = case.share_a if higher == "A" else 1 - case.share_a
    hn, tn = max(case.net_a, case.net_b), case.net_a + case.net_b
    band = law.band(tn)
    fraction = band.fraction(tn)
    k, multiplier = k_of(h, fraction), law.multiplier(case.children)
    signed = k * (hn - h * tn) * multiplier
    payer = _payer(signed, higher)
    amount, net = abs(signed), case.net_b if payer == "B" else case.net_a
    low_end = amount * net / threshold.monthly if threshold and payer and net < threshold.monthly else amount
    return Support(law, case, higher, h, hn, tn, band, fraction, k, multiplier, signed, payer, threshold, low_end)


def k_of(h: Fraction, fraction: Fraction) -> Fraction:
    """The part of income that goes to one child at this time with the higher earner: 4055(b)(3)."""
    return (1 + h if h <= HALF else 2 - h) * fraction


def _payer(signed: Fraction, higher: Parent) -> Parent | None:
    """A negative result is paid by the lower earner: 4055(b)(5)."""
    if not signed:
        return None
    return higher if signed > 0 else ("B" if higher == "A" else "A")


def shares_of_default(absent: Parent, shares_a: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """The shares of time where a parent does not appear in court; `shares_a` is empty where nothing is known of them.

    4055(b)(6): without evidence, the parent without custody has no time. A parent whom the children are with more than
    half of the time has custody: then what is known stays.
    """
    mine = sum(shares_a, Fraction(0)) / len(shares_a) if shares_a else None
    if mine is not None and (mine if absent == "A" else 1 - mine) > HALF:
        return shares_a
    return (Fraction(0) if absent == "A" else Fraction(1),)


def allocation(result: Support) -> Sequence[Fraction]:
    """The amount for each child, the youngest first; none where the children have different schedules: 4055(b)(8)."""
    if not result.case.same_time:
        return ()
    one = result.amount / result.multiplier
    sums = [one * result.law.multiplier(number) for number in range(1, result.case.children + 1)]
    return [after - before for before, after in zip([Fraction(0), *sums], sums, strict=False)]
