"""What a holder reads of how she hears of news. Her address is in no bundle: what she gave is never shown again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

KIND = "wishes"
CODE_DIGITS = 6


class Kind(StrEnum):
    """Of what she may be told, by one neutral sentence that is the same for all."""

    MONEY = "money"  # a payment was posted
    MISSED = "missed"  # a month went by without one
    DATE = "date"
    DOCUMENT = "document"
    ANSWER = "answer"
    NEW_BROWSER = "new-browser"
    CHANGED = "changed"  # how she signs in, or what she asked to change


@dataclass(frozen=True, slots=True)
class Wishes:
    """`state` is one of State; `since`: of the address; `kinds`: those that are on."""

    state: str
    since: datetime | None
    kinds: tuple[str, ...]


class State(StrEnum):
    """Of her address."""

    NONE = "none"
    UNPROVEN = "unproven"  # a code was sent there, and not typed in
    ON = "on"
    PAUSED = "paused"
    CAME_BACK = "came-back"  # mail to it is not taken
