"""Posts that let somebody in, kept for a minute, because whoever presses a button twice gets only the second answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.account.tables import repeats
from forms_app.storage.database.statements import Change

SWEEPERS = 16  # of 256
_PUT = Change(insert(repeats), "id", "box", "at")


def put(connection: Connection, row_id: bytes, box: bytes, at: datetime, oldest: datetime) -> None:
    """What is older than `oldest` goes, in one of so many times for the others: ids are as good as drawn."""
    if row_id[0] < SWEEPERS:
        connection.execute(delete(repeats).where(repeats.c.at <= oldest))
    _PUT.run(connection, id=row_id, box=box, at=at)


def find(connection: Connection, row_id: bytes, since: datetime) -> bytes | None:
    """One that was kept after the moment."""
    its = repeats.c.id == row_id, repeats.c.at > since
    found: bytes | None = connection.execute(select(repeats.c.box).where(*its)).scalar()
    return found
