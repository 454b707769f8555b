"""What the law itself makes rise and fall, and where it jumps: at the edges of its bands, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from forms_app.guideline import formula
from forms_app.guideline.formula import Case, Support
from forms_app.guideline.law import Law

CENT = Fraction(1, 100)
SHARES = tuple(Fraction(part, 20) for part in range(21))
OTHERS = tuple(Fraction(net) for net in (0, 700, 1500, 2800, 4200, 6000, 9500, 14_000))


@dataclass(frozen=True)
class Jump:
    """At `edge` dollars of both nets a cent more changes the amount for one child, no time with the payer, by `by`."""

    law: str
    edge: Fraction
    by: Fraction

    def __str__(self) -> str:
        return f"{self.law}: {float(self.by):+.2f} dollars a month where both nets go over {int(self.edge)}"


def jumps(law: Law) -> Iterator[Jump]:
    """Every place at which the amount does not follow the income smoothly."""
    for band in law.bands[:-1]:
        assert band.up_to is not None
        below, above = (
            formula.support(law, Case(net, Fraction(0), (Fraction(0),), 1)) for net in (band.up_to, band.up_to + CENT)
        )
        yield Jump(law.id, band.up_to, above.amount - below.amount)


def broken_by_income(law: Law, step: int) -> Iterator[str]:
    """Where more income of who pays lowers the support though both incomes stay in one band."""
    for share in SHARES:
        for other in OTHERS:
            before = None
            for net in range(0, 20_000, step):
                found = formula.support(law, Case(Fraction(net), other, (share,), 2))
                same = before is not None and before.band == found.band and before.payer == found.payer == "A"
                if same and before is not None and found.amount < before.amount:
                    yield f"{law.id}: A with {net} pays less, {share} of the time, B {other}"
                before = found


def broken_by_time(law: Law, step: int) -> Iterator[str]:
    """Where more time with a parent raises what that parent pays: nowhere, and time makes no jump."""
    for other in OTHERS:
        for net in range(0, 20_000, step):
            before = None
            for share in SHARES:
                paid = _paid_by_a(formula.support(law, Case(Fraction(net), other, (share,), 2)))
                if before is not None and paid > before:
                    yield f"{law.id}: A with {net} pays more for {share} of the time, B {other}"
                before = paid


def broken_by_children(law: Law, step: int) -> Iterator[str]:
    """Where one more child lowers the amount, or somebody is to pay more than there is."""
    for net in range(0, 20_000, step):
        for other in OTHERS:
            for share in SHARES:
                before = Fraction(0)
                for children in range(1, 11):
                    found = formula.support(law, Case(Fraction(net), other, (share,), children))
                    if found.amount < before or found.amount > found.payer_net:
                        yield f"{law.id}: {children} children, nets {net} and {other}, {share} of the time"
                    before = found.amount


def _paid_by_a(found: Support) -> Fraction:
    return -found.amount if found.payer == "B" else found.amount
