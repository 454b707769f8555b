"""What somebody on the staff is keying in: one row, locked under the staff key, for that account alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, tuple_, update

from forms_app.storage.database import storable
from forms_app.storage.rows import Place, columns
from forms_app.storage.tables import intakes


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """`until` is when it is deleted; `version` counts how often it was saved."""

    id: str
    account_id: int
    version: int
    box: bytes
    until: datetime


def add(connection: Connection, row: IntakeRow) -> None:
    connection.execute(insert(intakes).values(**asdict(row)))


def find(connection: Connection, account_id: int, intake_id: str, now: datetime) -> IntakeRow | None:
    """None for somebody else's, one that is gone, and one that never was."""
    if not storable(intake_id):
        return None
    row = connection.execute(_select_of(account_id, now).where(intakes.c.id == intake_id)).first()
    return IntakeRow(*row) if row else None


def list_page(
    connection: Connection, account_id: int, now: datetime, most: int, after: Place | None = None
) -> list[IntakeRow]:
    """First what is deleted first, from behind (until, id) on."""
    mine = _select_of(account_id, now).order_by(intakes.c.until, intakes.c.id).limit(most)
    mine = mine if after is None else mine.where(tuple_(intakes.c.until, intakes.c.id) > after)
    return [IntakeRow(*row) for row in connection.execute(mine)]


def change(connection: Connection, row: IntakeRow) -> bool:
    """False, and nothing happens, if what is stored is not the version before it."""
    mine = intakes.c.id == row.id, intakes.c.account_id == row.account_id, intakes.c.version == row.version - 1
    values = {"version": row.version, "box": row.box, "until": row.until}
    return connection.execute(update(intakes).where(*mine).values(**values)).rowcount == 1


def end(connection: Connection, account_id: int, intake_id: str) -> None:
    connection.execute(delete(intakes).where(intakes.c.id == intake_id, intakes.c.account_id == account_id))


def _select_of(account_id: int, now: datetime) -> Select[Any]:
    return select(*columns(intakes, IntakeRow)).where(intakes.c.account_id == account_id, intakes.c.until > now)
