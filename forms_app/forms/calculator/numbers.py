"""How the numbers of an estimate are written: rounded here and nowhere before."""

from __future__ import annotations

from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


def whole_dollars(amount: Fraction) -> str:
    """For the result itself: more than whole dollars would promise too much."""
    return f"${floor(abs(amount) + HALF):,}"


def dollars(amount: Fraction) -> str:
    """Dollars and cents, as they stand in the steps."""
    cents = floor(abs(amount) * 100 + HALF)
    return f"{'−' if amount < 0 and cents else ''}${cents // 100:,}.{cents % 100:02}"


def percent(share: Fraction) -> str:
    """With two decimals at most."""
    hundredths = floor(share * 10000 + HALF)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"


def factor(number: Fraction) -> str:
    """A number to multiply with, of up to six decimals."""
    return f"{float(number):.6f}".rstrip("0").rstrip(".")
