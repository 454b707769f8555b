"""What staff write beside a submission: only ever added to; a note that was wrong is struck, and can still be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from forms_app.i18n.translation import gettext as _
from forms_app.sealing.seal import lock, unlock
from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts.checks import Refused
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.tables import accounts, struck_notes
from forms_app.storage.tables import notes as table
from forms_app.text.cleaning import tidied

LONGEST = 4000
_strikers = accounts.alias()
_READ = (
    select(table, accounts.c.email, struck_notes.c.at.label("struck_at"), struck_notes.c.box.label("reason"))
    .add_columns(_strikers.c.email.label("struck_by"))
    .join(accounts, accounts.c.id == table.c.account_id)
    .outerjoin(struck_notes, struck_notes.c.note_id == table.c.id)
    .outerjoin(_strikers, _strikers.c.id == struck_notes.c.account_id)
)


@dataclass(frozen=True)
class Strike:
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Note:
    """One note for reading."""

    number: int
    at: datetime
    who: str
    text: str
    struck: Strike | None = None


def write(connection: Connection, office: Office, session: Session, reference: str, text: str) -> None:
    """Notes are only added, so two people who write at once lose nothing."""
    box = lock(office.key("notes"), tidied(text, lines=True).encode(), reference.encode())
    row = {"reference": reference, "account_id": session.account_id, "at": office.now(), "box": box}
    connection.execute(insert(table).values(**row))
    audit.record(connection, office, Action.NOTED, session.account_id, reference)


def strike(connection: Connection, office: Office, session: Session, reference: str, number: int, reason: str) -> None:
    """It was wrong, and stays where it is with the reason. Raises Refused."""
    mine = _READ.where(table.c.reference == reference, table.c.id == number)
    row = connection.execute(mine).first()
    if row is None or row.struck_at is not None:
        raise Refused(_("A colleague has struck this note already."))
    box = lock(office.key("struck notes"), reason.encode(), _context(row))
    struck = {"note_id": number, "account_id": session.account_id, "at": office.now(), "box": box}
    connection.execute(insert(struck_notes).values(**struck))
    audit.record(connection, office, Action.NOTE_STRUCK, session.account_id, reference, reason)


def of(connection: Connection, office: Office, reference: str, most: int, before: int | None = None) -> list[Note]:
    """Up to `most` of them, the newest first, from before one of them on."""
    mine = _READ.where(table.c.reference == reference)
    mine = mine if before is None else mine.where(table.c.id < before)
    return [_opened(office, row) for row in connection.execute(mine.order_by(table.c.id.desc()).limit(most))]


def _opened(office: Office, row: Row[Any]) -> Note:
    text = unlock(office.key("notes"), row.box, row.reference.encode()).decode()
    return Note(row.id, row.at, row.email, text, _struck(office, row) if row.struck_at else None)


def _struck(office: Office, row: Row[Any]) -> Strike:
    reason = unlock(office.key("struck notes"), row.reason, _context(row)).decode()
    return Strike(row.struck_by, row.struck_at, reason)


def _context(row: Row[Any]) -> bytes:
    return f"{row.reference} {row.id}".encode()
