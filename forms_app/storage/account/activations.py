"""Somebody who opens an account or comes back to hers, and waits for the inside: found by a keyed hash of her browser's
cookie."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms_app.storage.account.tables import activations

# With a code for a first account; back by the recovery paper, which keeps her keys; or back with keys that are new.
ACTIVATION, BY_PAPER, WITH_NEW_KEYS = "activation", "paper", "new keys"


@dataclass(frozen=True, slots=True)
class ActivationRow:
    """`handed_in`: what the worker was asked. `mark`, `password_hash` and the wrapping will be the holder's."""

    id: bytes
    handed_in: bytes
    mark: str
    password_hash: str
    public_keys: bytes
    wrapped_by_password: bytes
    wrapped_by_door: bytes
    at: datetime
    way: str = ACTIVATION


def put(connection: Connection, row: ActivationRow) -> None:
    """This one, and none before it of the same browser."""
    remove(connection, row.id)
    connection.execute(insert(activations).values(**asdict(row)))


def find(connection: Connection, row_id: bytes, since: datetime) -> ActivationRow | None:
    """One that began after the moment."""
    its = activations.c.id == row_id, activations.c.at > since
    row = connection.execute(select(activations).where(*its)).first()
    return ActivationRow(*row) if row else None


def remove(connection: Connection, row_id: bytes) -> bool:
    """False if another request took it first."""
    return bool(connection.execute(delete(activations).where(activations.c.id == row_id)).rowcount)


def forget_older(connection: Connection, before: datetime) -> None:
    connection.execute(delete(activations).where(activations.c.at < before))
