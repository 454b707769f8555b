"""What happened to an account while nobody was in it: each line sealed to its holder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from forms_app.storage.account.tables import history


def add(connection: Connection, account_id: int, at: datetime, sealed: bytes) -> None:
    connection.execute(insert(history).values(account_id=account_id, at=at, sealed=sealed))


def of_account(connection: Connection, account_id: int) -> list[bytes]:
    """The oldest first."""
    mine = select(history.c.sealed).where(history.c.account_id == account_id).order_by(history.c.id)
    return [sealed for (sealed,) in connection.execute(mine)]
