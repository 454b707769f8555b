"""Ordered and paid by month as bars: an outline as high as what was ordered, filled as high as what was paid.

So it is read without any colour, on paper too. Beside it stands the table with the same amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms_app.account.ledger.months import Both
from forms_app.deadlines import dates
from forms_app.i18n import urls

WIDE, HIGH, FOOT, HEAD = 360, 150, 34, 16  # in the picture's own measure; FOOT and HEAD are what words take of it
LETTERS_UP_TO = 18  # so many months still have room for a letter each
JANUARY = "01"


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. `letter` and `year` stand under it where there is room, else they are empty."""

    x: float
    ordered: float
    paid: float
    letter: str
    year: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`most`: the amount, in cents, that a bar of full height stands for; `full`: months that were paid whole."""

    bars: Sequence[Bar]
    width: float
    most: int
    first: str
    last: str
    full: int


def draw(found: Sequence[Both]) -> Picture | None:
    """None where there is nothing to compare."""
    most = max((max(one.ordered, one.paid) for one in found), default=0)
    if len(found) < 2 or most <= 0:
        return None
    slot = WIDE / max(len(found), 6)
    bars = [_bar(nth, one, slot, most, len(found)) for nth, one in enumerate(found)]
    full = sum(one.paid >= one.ordered > 0 for one in found)
    return Picture(bars, round(slot * 0.66, 2), most, found[0].month, found[-1].month, full)


def _bar(nth: int, one: Both, slot: float, most: int, many: int) -> Bar:
    shows_letter, is_first = many <= LETTERS_UP_TO, nth == 0 or one.month.endswith(JANUARY)
    return Bar(
        x=round(nth * slot + slot * 0.17, 2),
        ordered=_height(one.ordered, most),
        paid=_height(one.paid, most),
        letter=dates.initial(one.month, urls.language()) if shows_letter else "",
        year=one.month[:4] if is_first and _has_room(nth, many, one.month) else "",
    )


def _height(amount: int, most: int) -> float:
    return round(max(0, amount) / most * (HIGH - FOOT - HEAD), 2)


def _has_room(nth: int, many: int, month: str) -> bool:
    """A year under the first month would run into the year of a January that comes soon after it."""
    least = -(-many * 36 // WIDE)  # months that a year is wide
    return nth > 0 or month.endswith(JANUARY) or 13 - int(month[5:]) >= least
