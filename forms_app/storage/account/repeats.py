"""Posts that let somebody in, kept for a minute, because whoever presses a button twice gets only the second answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.account.tables import repeats


def put(connection: Connection, row_id: bytes, box: bytes, at: datetime) -> None:
    forget(connection, row_id)
    connection.execute(insert(repeats).values(id=row_id, box=box, at=at))


def find(connection: Connection, row_id: bytes, since: datetime) -> bytes | None:
    """One that was kept after the moment."""
    its = repeats.c.id == row_id, repeats.c.at > since
    found: bytes | None = connection.execute(select(repeats.c.box).where(*its)).scalar()
    return found


def forget(connection: Connection, row_id: bytes) -> None:
    connection.execute(delete(repeats).where(repeats.c.id == row_id))


def forget_older(connection: Connection, before: datetime) -> None:
    connection.execute(delete(repeats).where(repeats.c.at <= before))
