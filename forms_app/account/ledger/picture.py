"""Ordered and paid by month as bars: an outline as high as what was ordered, filled as high as what was paid.

So it is read without any colour, on paper too. Beside it stands the table with the same amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from forms_app.account.ledger.months import Both
from forms_app.deadlines import dates
from forms_app.i18n import urls

WIDE, HEAD, FLOOR = 360, 16, 116  # in the picture's own measure: how wide, from where to where a bar may reach
YEAR_WIDE, LEAST_SLOTS = 36, 6
LETTERS_UP_TO = 18  # so many months still have room for a letter each
JANUARY = "01"


class Word(NamedTuple):
    """What stands under a bar, in the middle of `x` for a letter, from there on for a year."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`ordered`, `paid`: all bars as one path each, `most`: the amount, in
    cents, that a bar of full height stands for; `full`: months that were paid whole, of so `many`."""

    ordered: str
    paid: str
    letters: Sequence[Word]
    years: Sequence[Word]
    most: int
    first: str
    last: str
    full: int
    many: int


def draw(found: Sequence[Both]) -> Picture | None:
    """None where there is nothing to compare."""
    most = max((max(one.ordered, one.paid) for one in found), default=0)
    if len(found) < 2 or most <= 0:
        return None
    slot = WIDE / max(len(found), LEAST_SLOTS)
    return Picture(
        _bars([one.ordered for one in found], slot, most),
        _bars([one.paid for one in found], slot, most),
        _letters(found, slot),
        [Word(round(nth * slot, 1), one.month[:4]) for nth, one in enumerate(found) if _names_year(nth, found)],
        most,
        found[0].month,
        found[-1].month,
        sum(one.paid >= one.ordered > 0 for one in found),
        len(found),
    )


def _bars(amounts: Sequence[int], slot: float, most: int) -> str:
    """A bar takes two thirds of its slot; an amount below nothing has none."""
    scale, wide = (FLOOR - HEAD) / most, round(slot * 0.66, 1)
    return "".join(
        f"M{nth * slot + slot * 0.17:.1f} {FLOOR}v{-amount * scale:.1f}h{wide}V{FLOOR}z"
        for nth, amount in enumerate(amounts)
        if amount > 0
    )


def _letters(found: Sequence[Both], slot: float) -> Sequence[Word]:
    if len(found) > LETTERS_UP_TO:
        return ()
    language = urls.language()
    return [Word(round((nth + 0.5) * slot, 1), dates.initial(one.month, language)) for nth, one in enumerate(found)]


def _names_year(nth: int, found: Sequence[Both]) -> bool:
    """Each January, and the first month unless a January comes so soon after it that both would run together."""
    if found[nth].month.endswith(JANUARY):
        return True
    months_of_a_year = -(-len(found) * YEAR_WIDE // WIDE)
    return nth == 0 and 13 - int(found[0].month[5:]) >= months_of_a_year
