"""Accounts whose codes still open them once more: nobody has said that the papers were kept, or signed in since."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert

from forms_app.storage.account.tables import unfinished
from forms_app.storage.database.statements import Find

_TAKE = Find(delete(unfinished).where(unfinished.c.account_id == bindparam("account")).returning(unfinished.c.due))


def note(connection: Connection, account_id: int, due: str) -> None:
    """`due`: the kind of the one that ends the codes."""
    connection.execute(delete(unfinished).where(unfinished.c.account_id == account_id))
    connection.execute(insert(unfinished).values(account_id=account_id, due=due))


def take(connection: Connection, account_id: int) -> str:
    """The kind of order that is due now; "" where none is."""
    found = _TAKE.first(connection, account=account_id)
    return str(found[0]) if found else ""
