"""Which letters of the staff lie in an account, too, and which only there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select, update

from forms_app.storage.letters.letters import URGENCY, SealedLetterRow
from forms_app.storage.rows import columns
from forms_app.storage.states import LetterState
from forms_app.storage.tables import letters


class Place(StrEnum):
    """Nowhere (its person has no account); still to be mailed, a copy after that; a copy; there in place of paper."""

    NONE = "none"
    PAPER = "paper"
    COPY = "copy"
    ONLY = "only"


def list_open(connection: Connection, kinds: Collection[str], most: int) -> list[SealedLetterRow]:
    """What was mailed and is in no account yet; what waits unprinted, is of one of `kinds`, which may be there in place
    of paper, and was not asked about. The most urgent first."""
    mailed = (letters.c.state == LetterState.MAILED) & (
        letters.c.in_account.is_(None) | (letters.c.in_account == Place.PAPER.value)
    )
    waits = (letters.c.state == LetterState.WAITING) & (letters.c.printed == 0) & letters.c.kind.in_(kinds)
    query = select(*columns(letters, SealedLetterRow)).where(mailed | (waits & letters.c.in_account.is_(None)))
    return [SealedLetterRow(*row) for row in connection.execute(query.order_by(*URGENCY).limit(most))]


def is_unprinted(connection: Connection, letter: SealedLetterRow) -> bool:
    """Whether nobody has printed it or taken it back since it was seen."""
    its = letters.c.id == letter.id, letters.c.printed == 0, letters.c.state == LetterState.WAITING
    return connection.execute(select(letters.c.id).where(*its)).first() is not None


def note(connection: Connection, number: str, place: Place) -> None:
    connection.execute(update(letters).where(letters.c.id == number).values(in_account=place.value))


def note_in_place(connection: Connection, letter: SealedLetterRow, on: date) -> None:
    """It is there in place of paper since this day, and waits for no printer."""
    gone = {"state": LetterState.MAILED, "mailed_on": on, "in_account": Place.ONLY.value}
    connection.execute(update(letters).where(letters.c.id == letter.id).values(**gone))
