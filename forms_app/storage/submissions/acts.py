"""What staff noted about a submission that the law dates: only ever added to; `box` is locked under the staff key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from forms_app.storage.rows import columns
from forms_app.storage.tables import accounts, acts


@dataclass(frozen=True, slots=True)
class ActRow:
    """Nobody's where it was noted before there was this table. `email` is of whoever noted it."""

    id: int
    reference: str
    account_id: int | None
    at: datetime
    box: bytes
    email: str | None


def add(connection: Connection, reference: str, account_id: int | None, at: datetime, box: bytes) -> int:
    """Its number."""
    row = {"reference": reference, "account_id": account_id, "at": at, "box": box}
    return int(connection.execute(insert(acts).values(**row).returning(acts.c.id)).scalar_one())


def list_about(connection: Connection, reference: str) -> list[ActRow]:
    """In the order in which they were noted."""
    mine = select(*columns(acts, ActRow, email=accounts.c.email)).select_from(acts.outerjoin(accounts))
    rows = connection.execute(mine.where(acts.c.reference == reference).order_by(acts.c.id))
    return [ActRow(*row) for row in rows]
