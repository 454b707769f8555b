"""What the rest of the house asks of the agency's system, whichever it is: what it knows, and what goes back to it.

The tables that `case-data load` fills answer both by default; an agency with an interface of its own writes others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from forms_app.case_data.bundling.person_rows import PersonRows


class Freshness(NamedTuple):
    """Of when the data is. `seq`: the last package; `system`: whose."""

    as_of: date
    produced_at: datetime
    seq: int
    system: str


class Position(NamedTuple):
    """How far somebody has read: the last package, and the last word beside the loads."""

    seq: int
    beside: int


BEGINNING = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a person must be known before anything of hers is shown or sent.

    `lift_asked_on`: the day of a package that says her protection ended, while staff have not confirmed it.
    `merged_with`: who may be the same person; while there is one that staff have not joined, both are frozen.
    `joined_to`: the person staff joined her to.
    """

    is_protected: bool
    lift_asked_on: date | None
    has_died: bool
    merged_with: tuple[str, ...]
    joined_to: str | None

    @property
    def is_frozen(self) -> bool:
        return bool(self.merged_with)

    @property
    def shows_nothing(self) -> bool:
        """Her account: nobody has decided who she is, what is hers stands with another row now, or she has died."""
        return self.is_frozen or self.joined_to is not None or self.has_died


class CaseData(Protocol):
    """What the agency's system knows."""

    def as_of(self) -> Freshness | None:
        """None where nothing was loaded yet."""

    def position(self) -> Position:
        """To be read before the people who changed, and kept when they are done."""

    def people_changed(self, since: Position) -> Iterator[str]:
        """Each person once of whom something may be other than it was then; she may be gone."""

    def person_of(self, participant_id: str) -> str | None:
        """Whose number this is; None for nobody's, and for one that two people have."""

    def standing(self, person_id: str) -> Standing | None:
        """None for somebody who is not there."""

    def sealed_address(self, person_id: str) -> str | None:
        """Sealed to the inbox key, in base64; none of somebody who is protected or frozen."""

    def rows_of(self, person_id: str) -> PersonRows | None:
        """The rows that concern her, out of one load; no month of a case that is being checked. None for somebody who
        is not there, is frozen, or was joined to another."""

    def sealed_document(self, person_id: str, doc_id: str) -> bytes | None:
        """A document of hers as it was delivered, sealed to the case-data worker."""

    def owner_of_document(self, doc_id: str) -> str | None:
        """Whose it is by the package that is loaded; None where none has it any more."""


class Kind(StrEnum):
    """What somebody asks of the agency."""

    CONTACT = "contact"
    EMPLOYMENT = "employment"
    MESSAGE = "message"
    CONSENT = "consent"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Request:
    """`sealed`: what was asked, sealed to the inbox key. `done_on`: since when it is done, by `done_by`: a package,
    such as "package 12", or an account of staff."""

    number: int
    person_id: str
    kind: Kind
    sealed: bytes
    asked_on: date
    done_on: date | None
    done_by: str | None


class Requests(Protocol):
    """What goes back to the agency's system. A change stays asked for until a later load or staff say it is done."""

    def ask(self, kind: Kind, person_id: str, sealed: bytes, on: date) -> int:
        """Its number."""

    def of(self, person_id: str) -> list[Request]:
        """The oldest first."""

    def open(self) -> list[Request]:
        """Everybody's that are not done, the oldest first."""

    def is_done(self, number: int, by: str, on: date) -> bool:
        """Staff say that it is done. Whether it was still open."""
