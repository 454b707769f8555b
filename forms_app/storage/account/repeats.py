"""Posts that let somebody in, kept for a minute, because whoever presses a button twice gets only the second answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from forms_app.storage.account.tables import repeats
from forms_app.storage.database.statements import Change, Find

SWEEPERS = 16  # of 256
_FIND = Find(select(repeats.c.box).where(repeats.c.id == bindparam("wanted"), repeats.c.at > bindparam("since")))
_PUT = Change(insert(repeats), "id", "box", "at")


def put(connection: Connection, row_id: bytes, box: bytes, at: datetime, oldest: datetime) -> None:
    """What is older than `oldest` goes, in one of so many times for the others: ids are as good as drawn."""
    if row_id[0] < SWEEPERS:
        connection.execute(delete(repeats).where(repeats.c.at <= oldest))
    _PUT.run(connection, id=row_id, box=box, at=at)


def find(connection: Connection, row_id: bytes, since: datetime) -> bytes | None:
    """One that was kept after the moment."""
    found = _FIND.first(connection, wanted=row_id, since=since)
    return found[0] if found else None
