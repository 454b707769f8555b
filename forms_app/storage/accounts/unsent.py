"""What one of the staff typed beside a submission, or on a customer's page, and has not sent: one locked box for each,
until its time is over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.rows import columns
from forms_app.storage.tables import unsent, unsent_customers


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


def add_of_customer(connection: Connection, account_id: int, about: bytes, box: bytes, until: datetime) -> None:
    """Where nothing stands for this account and person; `about`: the person, as a keyed hash."""
    row = {"account_id": account_id, "about": about, "box": box, "until": until}
    connection.execute(insert(unsent_customers).values(**row))


def drop_of_customer(connection: Connection, account_id: int, about: bytes) -> None:
    its = unsent_customers.c.account_id == account_id, unsent_customers.c.about == about
    connection.execute(delete(unsent_customers).where(*its))


def of_customers(connection: Connection, account_id: int, now: datetime) -> list[tuple[bytes, bytes]]:
    """(about, box) of each person, first what is deleted first."""
    its = unsent_customers.c.account_id == account_id, unsent_customers.c.until > now
    rows = select(unsent_customers.c.about, unsent_customers.c.box).where(*its).order_by(unsent_customers.c.until)
    return [(about, box) for about, box in connection.execute(rows)]
