"""When an account was entered by recovery last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.account.tables import recoveries


def note(connection: Connection, account_id: int, at: datetime) -> None:
    connection.execute(delete(recoveries).where(recoveries.c.account_id == account_id))
    connection.execute(insert(recoveries).values(account_id=account_id, at=at))


def last(connection: Connection, account_id: int) -> datetime | None:
    found: datetime | None = connection.execute(
        select(recoveries.c.at).where(recoveries.c.account_id == account_id)
    ).scalar()
    return found
