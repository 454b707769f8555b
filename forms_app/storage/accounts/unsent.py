"""What one of the staff typed beside a submission and has not sent: one locked box for each, until its time is over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.rows import columns
from forms_app.storage.tables import unsent


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """`box` is locked under a staff key, for this account and this submission."""

    account_id: int
    reference: str
    box: bytes
    until: datetime


_ROW = columns(unsent, UnsentRow)


def add(connection: Connection, row: UnsentRow) -> None:
    """Where nothing stands for this account and submission."""
    connection.execute(insert(unsent).values(**asdict(row)))


def remove(connection: Connection, account_id: int, reference: str) -> None:
    connection.execute(delete(unsent).where(unsent.c.account_id == account_id, unsent.c.reference == reference))


def find(connection: Connection, account_id: int, reference: str, now: datetime) -> UnsentRow | None:
    mine = unsent.c.account_id == account_id, unsent.c.reference == reference, unsent.c.until > now
    row = connection.execute(select(*_ROW).where(*mine)).first()
    return UnsentRow(*row) if row else None


def list_references(connection: Connection, account_id: int, now: datetime) -> list[str]:
    """Of the submissions beside which this person has some, first what is deleted first."""
    mine = select(unsent.c.reference).where(unsent.c.account_id == account_id, unsent.c.until > now)
    return list(connection.scalars(mine.order_by(unsent.c.until)))
