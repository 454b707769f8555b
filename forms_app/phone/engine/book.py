"""Whom the line knows, and what it can do for a caller: the engine asks, and gets what may be said, or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from forms_app.bundles.spoken import Spoken
from forms_app.phone.said.figures import Figure


class Refused(Enum):
    """`NOT_KNOWN` is the same for a number that nobody has and for a PIN that is not hers. `ON_HOLD`: she is known, and
    nothing is told."""

    NOT_KNOWN = "not known"
    TOO_MANY = "too many"
    NOT_NOW = "not now"
    ON_HOLD = "on hold"


@dataclass(frozen=True, slots=True)
class Known:
    """Whoever gave her number and her PIN. `handle`: what acts of hers need; the engine only passes it on."""

    spoken: Spoken
    number: str = field(default="", repr=False)
    handle: object = field(default=None, repr=False)


class Book(Protocol):
    @property
    def has_pins(self) -> bool:
        """Whether anybody can have a telephone PIN here."""
        ...

    def open(self, participant_id: str, pin: str, caller: str) -> Known | Refused:
        """`caller`: the number of the telephone that calls, where it is told."""
        ...


class Did(Enum):
    """What became of something that a caller wanted done. `LATER`: it is on its way, and needs no second time."""

    DONE = "done"
    NOT_RIGHT = "not right"
    TOO_MANY = "too many"
    PERSON = "person"
    LATER = "later"
    NOT_NOW = "not now"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`says`: sentences of the line by name, with their figures."""

    did: Did
    says: Sequence[tuple[str, Mapping[str, Figure]]] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wants something done: in which language, from which telephone, and as whom, if she is known."""

    language: str
    caller: str = field(default="", repr=False)
    known: Known | None = field(default=None, repr=False)


class Desk(Protocol):
    def carry_out(self, deed: str, entered: Sequence[str], asking: Asking) -> Outcome:
        """All of it or nothing. `entered`: what was asked for, in its order."""
        ...


@dataclass(frozen=True)
class NoPins:
    """A line that knows nobody."""

    has_pins: bool = False

    def open(self, participant_id: str, pin: str, caller: str = "") -> Known | Refused:
        return Refused.NOT_KNOWN


@dataclass(frozen=True)
class MadeUp:
    """Made-up people, each under number and PIN."""

    people: dict[tuple[str, str], Spoken]
    has_pins: bool = True

    def open(self, participant_id: str, pin: str, caller: str = "") -> Known | Refused:
        found = self.people.get((participant_id, pin))
        return Known(found, participant_id) if found else Refused.NOT_KNOWN
