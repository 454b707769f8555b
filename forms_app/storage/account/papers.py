"""A recovery paper or a sheet of codes between the moment it is made and her word that she has kept it.

It is locked by what only the cookie of her session holds, and goes with the session.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.account.tables import papers


def put(connection: Connection, session_id: bytes, box: bytes, at: datetime) -> None:
    """In place of one that was there."""
    remove(connection, session_id)
    connection.execute(insert(papers).values(session_id=session_id, box=box, at=at))


def find(connection: Connection, session_id: bytes, since: datetime) -> bytes | None:
    """One that was made after the moment."""
    its = papers.c.session_id == session_id, papers.c.at > since
    found: bytes | None = connection.execute(select(papers.c.box).where(*its)).scalar()
    return found


def remove(connection: Connection, session_id: bytes) -> None:
    connection.execute(delete(papers).where(papers.c.session_id == session_id))


def forget_older(connection: Connection, before: datetime) -> None:
    connection.execute(delete(papers).where(papers.c.at <= before))
