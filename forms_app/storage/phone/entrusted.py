"""PINs on their way from an account to the line: the worker puts them here, the line takes them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.phone.tables import entrusted


@dataclass(frozen=True, slots=True)
class Entrusted:
    """`message`: her signed order, which holds the PIN sealed to the telephone. `id`: of what the account handed in."""

    id: bytes
    key_id: bytes
    message: bytes
    at: datetime


def put(connection: Connection, item: Entrusted) -> None:
    """In place of one of hers that still waits; once, however often it is done."""
    connection.execute(delete(entrusted).where(entrusted.c.key_id == item.key_id))
    connection.execute(insert(entrusted).values(**asdict(item)))


def waiting(connection: Connection, most: int) -> list[Entrusted]:
    """The oldest first."""
    columns = [entrusted.c[name] for name in Entrusted.__slots__]
    return [Entrusted(*row) for row in connection.execute(select(*columns).order_by(entrusted.c.at).limit(most))]


def has(connection: Connection, key_id: bytes) -> bool:
    return connection.execute(select(entrusted.c.id).where(entrusted.c.key_id == key_id)).first() is not None


def take(connection: Connection, item_id: bytes) -> bool:
    """False if another process of the line took it first, or another PIN came in its place."""
    return bool(connection.execute(delete(entrusted).where(entrusted.c.id == item_id)).rowcount)


def forget(connection: Connection, key_id: bytes) -> None:
    connection.execute(delete(entrusted).where(entrusted.c.key_id == key_id))
