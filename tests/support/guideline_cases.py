"""Cases of the guideline that nobody chose, many at the law's own edges, each against the second implementation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from forms_app.guideline import formula
from forms_app.guideline.add_ons import by_default
from forms_app.guideline.formula import Case, Parent, Support
from forms_app.guideline.hardship import Hardship, with_hardship
from forms_app.guideline.law import Law, Laws, Threshold
from support import guideline_peer as peer

CENT = 0.005
EDGES = [800, 2900, 5000, 6666, 10_000, 15_000]
SHARES = [0, 50, 100]


@dataclass(frozen=True)
class Random:
    """A case, under which text of the law, and the threshold of a low income."""

    law: Law
    case: Case
    threshold: Threshold

    @property
    def year(self) -> int:
        """For the second implementation, which knows texts by years."""
        return 2024 if self.law.until else 2025

    @property
    def nets(self) -> tuple[float, float]:
        return float(self.case.net_a), float(self.case.net_b)

    @property
    def times(self) -> list[float]:
        return [float(share) for share in self.case.shares_a]


def random_case(some: random.Random, laws: Laws) -> Random:
    """Cents; one in four at an edge of a band, one in eight with equal incomes, one in eight with different times."""
    law, children = some.choice(laws.texts), some.randint(1, 10)
    a = some.randrange(0, some.choice([300_000, 800_000, 3_000_000]))
    b = some.choice([0, a, *(some.randrange(0, some.choice([300_000, 800_000, 3_000_000])) for _ in range(6))])
    if some.random() < 0.25:
        total = some.choice(EDGES) * 100 + some.randint(-150, 150)
        a = some.randrange(0, total + 1)
        b = total - a
    count = children if some.random() < 0.125 else 1
    shares = [Fraction(some.choice([*SHARES, *(some.randint(0, 100) for _ in range(9))]), 100) for _ in range(count)]
    threshold = Threshold(2025, Fraction(some.choice([b, a + 1, some.randrange(1, 400_000)]) or 1, 100), None, "")
    return Random(law, Case(Fraction(a, 100), Fraction(b, 100), tuple(shares), children), threshold)


def differences(one: Random) -> Iterator[str]:
    """What the product says of a case otherwise than the second implementation, by a cent or more."""
    (a, b), children = one.nets, one.case.children
    found = formula.support(one.law, one.case, one.threshold)
    expected = peer.paid_by_a(a, b, one.times, children, one.year)
    if abs(_paid_by_a(found, found.amount) - expected) > CENT:
        yield f"{one}: {float(found.amount)} by {found.payer}, expected {expected}"
    net = a if expected > 0 else b
    least = peer.least(abs(expected), net, float(one.threshold.monthly))
    if abs(float(found.low_end) - least) > CENT:
        yield f"{one}: low end {float(found.low_end)}, expected {least}"
    each = peer.each_child(a, b, one.times[0], children, one.year) if len(set(one.times)) == 1 else []
    shares = [float(share) for share in formula.allocation(found)]
    if len(shares) != len(each) or any(abs(ours - theirs) > CENT for ours, theirs in zip(shares, each, strict=True)):
        yield f"{one}: {shares} for each child, expected {each}"
    part = float(by_default(one.law, one.case.net_a, one.case.net_b, found.payer, found.amount).a)
    if abs(part - peer.part_of_costs(a, b, expected, one.year)) > 1e-6:
        yield f"{one}: {part} of other costs"


def _paid_by_a(found: Support, amount: Fraction) -> float:
    return -float(amount) if found.payer == "B" else float(amount)


def all_differences(laws: Laws, many: int, seed: int) -> Iterator[str]:
    """Of so many cases; of each tenth also the default of time, of each fiftieth a hardship."""
    some = random.Random(seed)  # noqa: S311 - the same cases each time
    for number in range(many):
        one = random_case(some, laws)
        yield from differences(one)
        if number % 10 == 0:
            yield from defaults(one)
        if number % 50 == 0:
            yield from hardships(one, Fraction(some.randint(1, 6), 2))


def defaults(one: Random) -> Iterator[str]:
    """The same for a parent who does not appear: without custody no time, with custody what is known of it."""
    mean = round(sum(one.times) / len(one.times), 9)
    absences: tuple[tuple[Parent, list[float]], ...] = (
        ("A", [0.0] if mean <= peer.HALF else one.times),
        ("B", [1.0] if mean >= peer.HALF else one.times),
    )
    for absent, shares in absences:
        taken = formula.shares_of_default(absent, one.case.shares_a)
        found = formula.support(one.law, replace(one.case, shares_a=taken))
        expected = peer.paid_by_a(*one.nets, shares, one.case.children, one.year)
        if abs(_paid_by_a(found, found.amount) - expected) > CENT:
            yield f"{one}: with {absent} absent {float(found.amount)} by {found.payer}, expected {expected}"


def hardships(one: Random, own: Fraction) -> Iterator[str]:
    """The same with `own` other children at home with A, and mirrored with B."""
    (a, b), time, children = one.nets, float(one.case.share_a), one.case.children
    shares = (one.case.share_a,)
    expected = peer.deduction(a, b, time, children, float(own), one.year)
    straight = with_hardship(one.law, Case(one.case.net_a, one.case.net_b, shares, children), Hardship(children_a=own))
    turned = Case(one.case.net_b, one.case.net_a, (1 - shares[0],), children)
    mirrored = with_hardship(one.law, turned, Hardship(children_b=own))
    for off in (straight.off_a, mirrored.off_b):
        if abs(float(off) - expected) > 2 * CENT:
            yield f"{one}: {float(off)} off for {own} children at home, expected {expected}"
