"""Whom the line knows: the engine asks with number and PIN, and gets what may be said, or why nothing may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from forms_app.bundles.spoken import Spoken


class Refused(Enum):
    """`NOT_KNOWN` is the same for a number that nobody has and for a PIN that is not hers."""

    NOT_KNOWN = "not known"
    TOO_MANY = "too many"
    NOT_NOW = "not now"


class Book(Protocol):
    @property
    def has_pins(self) -> bool:
        """Whether anybody can have a telephone PIN here."""
        ...

    def open(self, participant_id: str, pin: str) -> Spoken | Refused: ...


@dataclass(frozen=True)
class NoPins:
    """A line on which nobody has a PIN yet."""

    has_pins: bool = False

    def open(self, participant_id: str, pin: str) -> Spoken | Refused:
        return Refused.NOT_KNOWN


@dataclass(frozen=True)
class MadeUp:
    """Made-up people, each under number and PIN."""

    people: dict[tuple[str, str], Spoken]
    has_pins: bool = True

    def open(self, participant_id: str, pin: str) -> Spoken | Refused:
        return self.people.get((participant_id, pin), Refused.NOT_KNOWN)
