"""What staff write beside a submission: only ever added to; a note that was wrong is struck, and can still be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from forms_app.i18n.translation import gettext as _
from forms_app.sealing.seal import lock, unlock
from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts.checks import Refused
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.storage.submissions import notes as rows
from forms_app.storage.submissions.notes import NoteRow
from forms_app.text.cleaning import tidy

LONGEST = 4000


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
    box = lock(office.key("notes"), tidy(text, lines=True).encode(), reference.encode())
    rows.add(connection, reference, session.account_id, office.now(), box)
    audit.record(connection, office, Action.NOTED, session.account_id, reference)


def strike(connection: Connection, office: Office, session: Session, reference: str, number: int, reason: str) -> None:
    """It was wrong, and stays where it is with the reason. Raises Refused."""
    row = rows.find(connection, reference, number)
    if row is None or row.struck_at is not None:
        raise Refused(_("A colleague has struck this note already."))
    box = lock(office.key("struck notes"), reason.encode(), _context(row))
    rows.strike(connection, number, session.account_id, office.now(), box)
    audit.record(connection, office, Action.NOTE_STRUCK, session.account_id, reference, reason)


def list_notes(
    connection: Connection, office: Office, reference: str, most: int, before: int | None = None
) -> list[Note]:
    """Up to `most` of them, the newest first, from before one of them on."""
    return [_open(office, row) for row in rows.list_about(connection, reference, most, before)]


def _open(office: Office, row: NoteRow) -> Note:
    text = unlock(office.key("notes"), row.box, row.reference.encode()).decode()
    return Note(row.id, row.at, row.email, text, _struck(office, row))


def _struck(office: Office, row: NoteRow) -> Strike | None:
    if row.struck_at is None or row.reason is None:
        return None
    reason = unlock(office.key("struck notes"), row.reason, _context(row)).decode()
    return Strike(row.struck_by or "", row.struck_at, reason)


def _context(row: NoteRow) -> bytes:
    return f"{row.reference} {row.id}".encode()
