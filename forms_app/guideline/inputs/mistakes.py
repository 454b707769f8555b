"""What can be wrong with something typed: named, so that the page says it in a sentence beside the field."""

from __future__ import annotations

from typing import Literal, get_args

Mistake = Literal[
    "empty",
    "not_a_number",
    "negative",
    "too_fine",  # more digits after the decimal mark than cents have
    "unclear",  # marks that could mean two amounts, such as 12,34.5 or 1,23,456
    "too_large",
    "hours",  # no hours of work a week, or more than it has
    "hourly_rate",  # so much an hour that pay by the month was meant
    "as_part",  # 0.2, where 20 percent may be meant
    "over_whole",  # more than 100 percent, or than the nights of a year
]
MISTAKES: tuple[Mistake, ...] = get_args(Mistake)


class InputError(ValueError):
    """What was typed cannot be used; `mistake` says why."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake: Mistake = mistake
