"""The guideline a second time, written from the statute alone and in another way: floating numbers, plain ifs."""

from __future__ import annotations

HALF = 0.5
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


def each_child(a: float, b: float, time_a: float, children: int, year: int = 2025) -> list[float]:
    """4055(b)(8): the youngest has what one child has, the next what a second one adds, and so on."""
    sums = [abs(paid_by_a(a, b, [time_a], number, year)) for number in range(1, children + 1)]
    return [after - (sums[at - 1] if at else 0) for at, after in enumerate(sums)]


def part_of_costs(a: float, b: float, paid: float, year: int = 2025) -> float:
    """A's part of costs beside the amount: 4061. `paid`: the basic support from A to B, below 0 from B to A."""
    if year < 2025:
        return 0.5
    left_a, left_b = a - max(paid, 0), b - max(-paid, 0)
    return left_a / (left_a + left_b) if left_a + left_b else 0.5


def deduction(a: float, b: float, time_a: float, children: int, own: float, year: int = 2025) -> float:
    """4071(b): what A may take off for `own` other children at home, by halving the stretch in which it must lie."""
    low, high = 0.0, a
    for _ in range(60):
        off = (low + high) / 2
        limit = own * abs(paid_by_a(a - off, b, [time_a], children, year)) / children
        low, high = (off, high) if limit >= off else (low, off)
    return low
