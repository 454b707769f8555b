"""That something came in: announced in its own transaction, and done with when the staff side has read it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from forms_app.storage.database.statements import Change, Write
from forms_app.storage.outbox.kinds import ARRIVED
from forms_app.storage.rows import Forms, Place, columns, of_forms
from forms_app.storage.states import SubmissionState
from forms_app.storage.tables import outbox, submissions

AGAIN = timedelta(hours=1)  # until one that could not be taken in is tried again
SOON = timedelta(minutes=1)
_ANNOUNCE = Change(insert(outbox), "id", "kind", "reference", "attempts", "created_at", "due_at")


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One that was not taken in yet; `attempts` counts how often somebody tried."""

    id: str
    reference: str
    attempts: int


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A submission that was tried and does not open; it came in at `created_at`."""

    reference: str
    form: str
    state: str
    created_at: datetime


def announced(reference: str, now: datetime) -> Write:
    """Ready for the transaction in which the submission is stored."""
    row = {"id": secrets.token_hex(16), "kind": ARRIVED, "reference": reference, "attempts": 0}
    return _ANNOUNCE, {**row, "created_at": now, "due_at": now}


def list_due(connection: Connection, now: datetime, most: int) -> list[ArrivalRow]:
    """The longest due first."""
    due = select(*columns(outbox, ArrivalRow)).where(outbox.c.kind == ARRIVED, outbox.c.due_at <= now)
    return [ArrivalRow(*row) for row in connection.execute(due.order_by(outbox.c.due_at).limit(most))]


def claim(connection: Connection, arrival: ArrivalRow, now: datetime) -> bool:
    """Its next time is later, whatever becomes of it now; False if another process has it."""
    same = outbox.c.id == arrival.id, outbox.c.attempts == arrival.attempts
    later = {"attempts": arrival.attempts + 1, "due_at": now + AGAIN}
    return bool(connection.execute(update(outbox).where(*same).values(**later)).rowcount)


def end(connection: Connection, arrival: ArrivalRow) -> None:
    """It was taken in."""
    connection.execute(delete(outbox).where(outbox.c.id == arrival.id))


def list_unread(
    connection: Connection, forms: Forms, now: datetime, most: int, after: Place | None = None
) -> list[UnreadRow]:
    """Open ones that were tried and do not open, the oldest first, from behind (created_at, reference) on."""
    # Only what is soon tried again: all the mail that waits need not be looked at.
    tried = outbox.c.attempts > 0, outbox.c.due_at.between(now - SOON, now + AGAIN)
    place = tuple_(outbox.c.created_at, submissions.c.reference)
    asked = columns(submissions, UnreadRow, created_at=outbox.c.created_at)
    query = select(*asked).join(outbox, outbox.c.reference == submissions.c.reference)
    query = query.where(outbox.c.kind == ARRIVED, *tried, submissions.c.state != SubmissionState.CLOSED)
    query = query.where(*of_forms(submissions.c.form, forms), *([] if after is None else [place > after]))
    query = query.order_by(outbox.c.created_at, submissions.c.reference).limit(most)
    return [UnreadRow(*row) for row in connection.execute(query)]
