"""What staff wrote beside a submission: only ever added to, and struck with a reason; both locked under staff keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from forms_app.storage.rows import columns
from forms_app.storage.tables import accounts, notes, struck_notes


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note and by whom; where it was struck, when, why (locked like it) and by whom."""

    id: int
    reference: str
    at: datetime
    box: bytes
    email: str
    struck_at: datetime | None
    reason: bytes | None
    struck_by: str | None


def add(connection: Connection, reference: str, account_id: int, at: datetime, box: bytes) -> None:
    row = {"reference": reference, "account_id": account_id, "at": at, "box": box}
    connection.execute(insert(notes).values(**row))


def strike(connection: Connection, number: int, account_id: int, at: datetime, box: bytes) -> None:
    """`box`: the reason. Whether it was struck before is for the caller to ask, in the same transaction."""
    row = {"note_id": number, "account_id": account_id, "at": at, "box": box}
    connection.execute(insert(struck_notes).values(**row))


def find(connection: Connection, reference: str, number: int) -> NoteRow | None:
    row = connection.execute(_about(reference).where(notes.c.id == number)).first()
    return NoteRow(*row) if row else None


def list_about(connection: Connection, reference: str, most: int, before: int | None = None) -> list[NoteRow]:
    """Up to `most`, the newest first, from before one of them on."""
    mine = _about(reference) if before is None else _about(reference).where(notes.c.id < before)
    return [NoteRow(*row) for row in connection.execute(mine.order_by(notes.c.id.desc()).limit(most))]


_strikers = accounts.alias()
_STRUCK = {"struck_at": struck_notes.c.at, "reason": struck_notes.c.box, "struck_by": _strikers.c.email}
_READ = (
    select(*columns(notes, NoteRow, email=accounts.c.email, **_STRUCK))
    .select_from(notes)
    .join(accounts, accounts.c.id == notes.c.account_id)
    .outerjoin(struck_notes, struck_notes.c.note_id == notes.c.id)
    .outerjoin(_strikers, _strikers.c.id == struck_notes.c.account_id)
)


def _about(reference: str) -> Select[Any]:
    return _READ.where(notes.c.reference == reference)
