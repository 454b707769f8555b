"""Which telephone PIN is too easy to guess: said by its rule, so that whoever chose it knows what to change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

LEAST, MOST = 6, 12  # digits
FEWEST = 3  # different ones
DATES = ("%m%d%y", "%d%m%y", "%y%m%d", "%m%d%Y", "%d%m%Y", "%Y%m%d", "%m%Y", "%Y%m")


class Rule(StrEnum):
    """What is wrong with it."""

    LENGTH = "length"
    DATE = "date"
    RUN = "run"
    REPEAT = "repeat"
    PART = "part"


def fault(pin: str, participant_id: str) -> Rule | None:
    """The first rule that these digits break; None for a PIN that can be used."""
    if not (pin.isascii() and pin.isdecimal() and LEAST <= len(pin) <= MOST):
        return Rule.LENGTH
    return next(_faults(pin, participant_id), None)


def _faults(pin: str, participant_id: str) -> Iterator[Rule]:
    if _is_run(pin):
        yield Rule.RUN
    if len(set(pin)) < FEWEST or _repeats(pin):
        yield Rule.REPEAT
    if any(_is_date(pin, pattern) for pattern in DATES):
        yield Rule.DATE
    if any(one in participant_id or (participant_id and participant_id in one) for one in (pin, pin[::-1])):
        yield Rule.PART


def _is_run(pin: str) -> bool:
    """123456, 246802, 987654: each digit as far from the last one as that from the one before."""
    steps = {(int(second) - int(first)) % 10 for first, second in zip(pin, pin[1:], strict=False)}
    return len(steps) == 1 and steps != {0}


def _repeats(pin: str) -> bool:
    """121212, 123123, 12344321: one piece again and again, or there and back."""
    pieces = (pin[:length] for length in range(1, len(pin) // 2 + 1))
    return pin == pin[::-1] or any(piece * (len(pin) // len(piece)) == pin for piece in pieces)


def _is_date(pin: str, pattern: str) -> bool:
    """Whether all of it is one; strptime would take fewer digits than a place has."""
    if len(pin) != (8 if "%Y" in pattern and "%d" in pattern else 6):
        return False
    try:
        when = datetime.strptime(pin, pattern)  # noqa: DTZ007 - a day, and of no place
    except ValueError:
        return False
    return "%Y" not in pattern or 1900 <= when.year < 2100  # noqa: PLR2004
