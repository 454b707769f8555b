"""The days of a large package: its months as text, and the days of each on which money moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTHS = 36
DAY = date(2026, 10, 31)  # the end of a month: nothing in the package lies after it
LATER = DAY + timedelta(days=1)  # of a delta; what it posts is posted on DAY


class MonthDays(NamedTuple):
    """Of one month. Money is received, posted, sent and, now and then, taken back, all within it."""

    month: str
    withheld: str
    received: str
    posted: str
    sent: str
    reversed: str
    last: str


def _month(ago: int) -> MonthDays:
    index = DAY.year * 12 + DAY.month - 1 - ago
    month = f"{index // 12:04d}-{index % 12 + 1:02d}"
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    withheld, received, posted, sent, reversed_ = (f"{month}-{day:02d}" for day in (2, 6, 7, 9, 21))
    last = (following - timedelta(days=1)).isoformat()
    return MonthDays(month, withheld, received, posted, sent, reversed_, last)


ALL = tuple(_month(ago) for ago in range(MONTHS - 1, -1, -1))


def days_from(day: date, number: int) -> str:
    return (day + timedelta(days=number)).isoformat()
