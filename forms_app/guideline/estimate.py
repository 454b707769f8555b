"""From what two parents know of their family to an estimate with all that it was made of: what page and paper show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from forms_app.guideline.add_ons import Shares, in_proportion
from forms_app.guideline.formula import Case, Parent, Support, shares_of_default, support
from forms_app.guideline.hardship import Hardship, with_hardship
from forms_app.guideline.inputs.income_range import SupportRange, over_range
from forms_app.guideline.law import Law, Threshold
from forms_app.guideline.means import Earnings, Net, net_of
from forms_app.guideline.records import Sources

NOTHING = Fraction(0)
QUARTERS = tuple(Fraction(part, 4) for part in range(5))  # of the time


class Family(NamedTuple):
    """What is known. A is who asks, B the other parent; `shares_a` as in formula.Case, empty where it is not known.

    `absent`: who does not take part in court, where the court knows nothing of the time. `costs`: dollars a month of
    what is shared beside the basic amount (4061, 4062).
    """

    children: int
    shares_a: tuple[Fraction, ...]
    a: Earnings
    b: Earnings
    hardship: Hardship = Hardship()
    costs: Fraction = NOTHING
    absent: Parent | None = None


class _Found(NamedTuple):
    """Net incomes after hardship, what was taken off for it, and the result."""

    net_a: Fraction
    net_b: Fraction
    off_a: Fraction = NOTHING
    off_b: Fraction = NOTHING
    result: Support | None = None


class Estimate(NamedTuple):
    """`net_a`, `net_b`: what the formula takes, less the deduction for hardship, `off_a` and `off_b`.

    `result` is None where the time is not known. `range` is there where an income is
    known only between two amounts; `result` then is that of its lower end. `year`: of the taxes and the minimum wage.
    `by_time`: by the part of the time with A, rising, what it is with the same incomes; `result` is among them.
    """

    family: Family
    law: Law
    year: int
    threshold: Threshold | None
    a: Net
    b: Net
    net_a: Fraction
    net_b: Fraction
    off_a: Fraction
    off_b: Fraction
    result: Support | None
    range: SupportRange | None
    shares: Shares | None
    by_time: Mapping[Fraction, Support]

    @property
    def time_by_default(self) -> bool:
        """Whether the time is that of 4055(b)(6), for a parent who does not appear, and not what was known of it."""
        return self.family.shares_a == {"A": (Fraction(0),), "B": (Fraction(1),)}.get(self.family.absent or "")


def estimate(sources: Sources, family: Family, day: date) -> Estimate:
    """By the law, the minimum wage and the newest tax tables as of a day. Raises ValueError: hardship.with_hardship."""
    law, year = sources.laws.on(day), day.year
    threshold = law.threshold(year)
    if family.absent:
        family = family._replace(shares_a=shares_of_default(family.absent, family.shares_a))
    a, b = (net_of(earnings, sources.taxes, year) for earnings in (family.a, family.b))
    found = _work_out(law, family, a.amount, b.amount, threshold)
    between = shares = None
    if found.result and family.b.most is not None:
        most = net_of(family.b, sources.taxes, year, at_most=True).amount
        between = _between(law, family, a.amount, (b.amount, most), threshold)
    if found.result and family.costs:
        shares = in_proportion(found.net_a, found.net_b, found.result.payer, found.result.amount)
    by_time = _by_time(law, family, found, threshold)
    return Estimate(family, law, year, threshold, a, b, *found, range=between, shares=shares, by_time=by_time)


def _by_time(law: Law, family: Family, found: _Found, threshold: Threshold | None) -> dict[Fraction, Support]:
    nets = found.net_a, found.net_b
    known = {time: support(law, Case(*nets, (time,), family.children), threshold) for time in QUARTERS}
    if found.result:
        known[found.result.case.share_a] = found.result
    return dict(sorted(known.items()))


def _work_out(law: Law, family: Family, net_a: Fraction, net_b: Fraction, threshold: Threshold | None) -> _Found:
    net_a, net_b = max(net_a, NOTHING), max(net_b, NOTHING)
    if not family.shares_a:
        return _Found(net_a, net_b)
    case = Case(net_a, net_b, family.shares_a, family.children)
    if not family.hardship:
        return _Found(net_a, net_b, result=support(law, case, threshold))
    found = with_hardship(law, case, family.hardship, threshold)
    return _Found(net_a - found.off_a, net_b - found.off_b, found.off_a, found.off_b, found.result)


def _between(
    law: Law, family: Family, net_a: Fraction, nets_b: tuple[Fraction, Fraction], threshold: Threshold | None
) -> SupportRange:
    """The least and the most where the other parent's net income lies between two amounts."""

    def at(net_b: Fraction) -> Support:
        result = _work_out(law, family, net_a, net_b, threshold).result
        assert result is not None  # noqa: S101 - the time is known
        return result

    low, high = sorted(max(net, NOTHING) for net in nets_b)
    return over_range(at, law, max(net_a, NOTHING), low, high)
