"""How her telephone PIN stands, as she reads it in her account. The PIN itself is known to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

KIND = "telephone"


class State(StrEnum):
    """`WAITING`: chosen, and on its way to the line."""

    NONE = "none"
    WAITING = "waiting"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Telephone:
    """`since`: the day on which the PIN was set that there is."""

    state: str
    since: date | None
