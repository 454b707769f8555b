"""What a holder noted of her papers, as it lies here: sealed to her, in one row."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select

from forms_app.storage.account.tables import paper_marks
from forms_app.storage.database.statements import Find

_OF = Find(select(paper_marks.c.sealed).where(paper_marks.c.account_id == bindparam("account")))


def of(connection: Connection, account_id: int) -> bytes | None:
    found = _OF.first(connection, account=account_id)
    return found[0] if found else None


def put(connection: Connection, account_id: int, sealed: bytes) -> None:
    """In the place of what stood there."""
    connection.execute(delete(paper_marks).where(paper_marks.c.account_id == account_id))
    connection.execute(insert(paper_marks).values(account_id=account_id, sealed=sealed))
