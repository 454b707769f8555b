"""One letter: kept, found, printed, mailed, taken back; what it says is locked, and the staff side alone opens it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from forms_app.storage.database import storable
from forms_app.storage.rows import Forms, columns, of_forms
from forms_app.storage.states import LetterState
from forms_app.storage.tables import letters, submissions

URGENCY = letters.c.mail_by, letters.c.written_at, letters.c.id


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter without what it says. `printed`: how often; `mail_by` is NO_DAY where the law names no day.

    One that came back (`returned_on`) is a task until `settled_at`.
    """

    id: str
    reference: str
    kind: str
    account_id: int
    written_at: datetime
    mail_by: date
    state: LetterState
    printed: int
    first_printed_at: datetime | None
    printed_at: datetime | None
    printed_by: int | None
    batch: str | None
    mailed_on: date | None
    returned_on: date | None
    settled_at: datetime | None
    in_account: str | None


@dataclass(frozen=True, slots=True)
class SealedLetterRow(LetterRow):
    """A letter with what it says, locked under the staff key."""

    box: bytes


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What is known of a letter when it is written."""

    id: str
    reference: str
    kind: str
    account_id: int
    written_at: datetime
    mail_by: date
    box: bytes


_WHOLE = columns(letters, SealedLetterRow)


def add(connection: Connection, new: NewLetter) -> bool:
    """False, and nothing happens, if one of this kind waits for this person already."""
    if _waits(connection, new.reference, new.kind):
        return False
    row = {name: getattr(new, name) for name in NewLetter.__slots__}
    connection.execute(insert(letters).values(**row))
    return True


def find(connection: Connection, reference: str, number: str) -> SealedLetterRow | None:
    """A letter about this submission, whatever became of it."""
    if not storable(number):
        return None
    mine = select(*_WHOLE).where(letters.c.id == number, letters.c.reference == reference)
    row = connection.execute(mine).first()
    return SealedLetterRow(*row) if row else None


def list_about(connection: Connection, reference: str) -> list[LetterRow]:
    """Every letter about one submission, the newest first."""
    mine = select(*columns(letters, LetterRow)).where(letters.c.reference == reference)
    return [LetterRow(*row) for row in connection.execute(mine.order_by(letters.c.written_at.desc(), letters.c.id))]


def list_mailed(connection: Connection, reference: str) -> list[LetterRow]:
    """Those about one submission that were mailed, in the order in which they were written."""
    return [row for row in reversed(list_about(connection, reference)) if row.state == LetterState.MAILED]


def list_chosen(connection: Connection, forms: Forms, numbers: Iterable[str]) -> list[SealedLetterRow]:
    """The waiting letters of these numbers, the most urgent first."""
    return _waiting(connection, forms, letters.c.id.in_(list(filter(storable, numbers))))


def list_batch(connection: Connection, forms: Forms, batch: str) -> list[SealedLetterRow]:
    """The letters of one printing that were not mailed or taken back since, the most urgent first."""
    return _waiting(connection, forms, letters.c.batch == batch) if storable(batch) else []


def mark_printed(connection: Connection, row: LetterRow, at: datetime, account_id: int, batch: str) -> bool:
    """False, and nothing happens, if somebody printed, mailed or took it back since it was seen."""
    now = {"printed": row.printed + 1, "printed_at": at, "printed_by": account_id, "batch": batch}
    return _change(connection, row, **now, first_printed_at=row.first_printed_at or at)


def mark_mailed(connection: Connection, row: LetterRow, on: date) -> bool:
    """False, and nothing happens, if somebody printed, mailed or took it back since it was seen."""
    return _change(connection, row, state=LetterState.MAILED, mailed_on=on)


def mark_waiting(connection: Connection, number: str) -> None:
    """It was not mailed after all; so it cannot have come back."""
    waits = {"state": LetterState.WAITING, "mailed_on": None, "returned_on": None, "settled_at": None}
    connection.execute(update(letters).where(letters.c.id == number).values(**waits))


def change_mailed_on(connection: Connection, number: str, on: date) -> None:
    connection.execute(update(letters).where(letters.c.id == number).values(mailed_on=on))


def take_back(connection: Connection, row: LetterRow) -> bool:
    """False, and nothing happens, if somebody printed, mailed or took it back since it was seen."""
    return _change(connection, row, state=LetterState.TAKEN_BACK)


def put_back(connection: Connection, row: LetterRow) -> bool:
    """As if it had not been taken back, but to be printed anew; False if one of its kind waits for this person."""
    if _waits(connection, row.reference, row.kind):
        return False
    never_printed = dict.fromkeys(("printed_at", "printed_by", "batch", "first_printed_at"))
    taken = update(letters).where(letters.c.id == row.id, letters.c.state == LetterState.TAKEN_BACK)
    return bool(connection.execute(taken.values(state=LetterState.WAITING, printed=0, **never_printed)).rowcount)


def put_off(connection: Connection, reference: str, kinds: Collection[str], mail_by: date) -> None:
    """Letters of these kinds that wait for this person have until another day."""
    theirs = letters.c.reference == reference, letters.c.kind.in_(kinds), letters.c.state == LetterState.WAITING
    connection.execute(update(letters).where(*theirs).values(mail_by=mail_by))


def _waiting(connection: Connection, forms: Forms, condition: Any) -> list[SealedLetterRow]:
    query = select(*_WHOLE).join(submissions).where(letters.c.state == LetterState.WAITING, condition)
    query = query.where(*of_forms(submissions.c.form, forms)).order_by(*URGENCY)
    return [SealedLetterRow(*row) for row in connection.execute(query)]


def _waits(connection: Connection, reference: str, kind: str) -> bool:
    same = letters.c.reference == reference, letters.c.kind == kind, letters.c.state == LetterState.WAITING
    return connection.execute(select(letters.c.id).where(*same)).first() is not None


def _change(connection: Connection, row: LetterRow, **values: Any) -> bool:
    seen = letters.c.id == row.id, letters.c.printed == row.printed, letters.c.state == LetterState.WAITING
    return bool(connection.execute(update(letters).where(*seen).values(**values)).rowcount)
