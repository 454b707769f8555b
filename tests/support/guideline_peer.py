"""The guideline a second time, written from the statute alone and in another way: floating numbers, plain ifs."""

from __future__ import annotations

TIMES = [1, 1.6, 2, 2.3, 2.5, 2.625, 2.75, 2.813, 2.844, 2.86]


def fraction(total: float, year: int) -> float:
    """The tables of 4055(b)(3), before and after September 2024."""
    if year >= 2025:
        if total <= 2900:
            return 0.165 + total / 82857
        if total <= 5000:
            return 0.131 + total / 42149
        if total <= 10000:
            return 0.25
        return 0.10 + 1499 / total if total <= 15000 else 0.12 + 1200 / total
    if total <= 800:
        return 0.20 + total / 16000
    if total <= 6666:
        return 0.25
    return 0.10 + 1000 / total if total <= 10000 else 0.12 + 800 / total


def paid_by_a(a: float, b: float, with_a: list[float], children: int, year: int = 2025) -> float:
    """Dollars a month from A to B; below 0 from B to A."""
    mean = sum(with_a) / len(with_a)
    a_is_higher = a >= b
    high, time = (a, mean) if a_is_higher else (b, 1 - mean)
    k = (1 + time if time <= 0.5 else 2 - time) * fraction(a + b, year)
    owed = k * (high - time * (a + b)) * TIMES[children - 1]
    return owed if a_is_higher else -owed


def least(amount: float, net: float, threshold: float) -> float:
    """The low end of 4055(b)(7)."""
    return amount - amount * (threshold - net) / threshold if net < threshold else amount
