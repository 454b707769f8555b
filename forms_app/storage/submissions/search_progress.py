"""How far older submissions were brought under the present way of searching: one row, or none before the first."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.storage.rows import columns
from forms_app.storage.tables import search_progress


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """`folding` stands for the way of searching, `reached` is the last reference that was looked at.

    `unread` counts those that did not open.
    """

    folding: bytes
    reached: str
    unread: int
    is_done: bool


def find(connection: Connection) -> ProgressRow | None:
    row = connection.execute(select(*columns(search_progress, ProgressRow))).first()
    return ProgressRow(*row) if row else None


def change(connection: Connection, before: ProgressRow | None, row: ProgressRow) -> bool:
    """False, and nothing happens, if it is no longer what is `known` of it: another process was faster."""
    if find(connection) != before:
        return False
    if before is None:
        connection.execute(insert(search_progress).values(id=1, **asdict(row)))
    else:
        connection.execute(update(search_progress).values(**asdict(row)))
    return True


def reset(connection: Connection) -> None:
    """From the beginning."""
    connection.execute(delete(search_progress))
