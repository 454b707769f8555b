"""Callers who have a PIN: their keys as the PIN wraps them, found by a keyed hash of the Participant ID."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from forms_app.storage.accounts import row_seals
from forms_app.storage.database.statements import Find
from forms_app.storage.phone.tables import callers


@dataclass(frozen=True, slots=True)
class CallerRow:
    """`handed_in`: what the worker was asked about these keys; until it has agreed they are not live."""

    handed_in: bytes
    mark: str
    public_keys: bytes
    verifier: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    at: datetime
    is_live: bool = False


_NAMES = [one.name for one in fields(CallerRow)]
_EVERY = select(callers).order_by(callers.c.at)
_OF_MARK = Find(_EVERY.where(callers.c.mark == bindparam("wanted")))
_PENDING = Find(_EVERY.where(callers.c.is_live.is_(False)))


def add(connection: Connection, key: bytes, row: CallerRow) -> None:
    """Sealed under the telephone's key."""
    row_seals.insert_sealed(connection, callers, key, asdict(row))


def of_mark(connection: Connection, key: bytes, mark: str) -> list[CallerRow]:
    """All of hers that the telephone wrote, the oldest first."""
    return _ours(key, _OF_MARK.all(connection, wanted=mark))


def pending(connection: Connection, key: bytes) -> list[CallerRow]:
    """Those to which the worker had not agreed when they were looked at last."""
    return _ours(key, _PENDING.all(connection))


def make_live(connection: Connection, key: bytes, row: CallerRow) -> None:
    """From now on this PIN opens, and none that was there before."""
    older = callers.c.mark == row.mark, callers.c.handed_in != row.handed_in, callers.c.at <= row.at
    connection.execute(delete(callers).where(*older))
    row_seals.change(connection, callers, key, callers.c.handed_in == row.handed_in, is_live=True)


def remove(connection: Connection, rows: Iterable[CallerRow]) -> None:
    connection.execute(delete(callers).where(callers.c.handed_in.in_([row.handed_in for row in rows])))


def are_anothers(connection: Connection, key: bytes) -> bool:
    """Whether there are callers, and the first one carries the seal of another key: nobody's PIN would open."""
    first: Any = connection.execute(select(callers).limit(1)).mappings().first()
    return first is not None and not row_seals.fits(callers, key, first)


def _ours(key: bytes, found: Iterable[tuple[Any, ...]]) -> list[CallerRow]:
    rows = [dict(zip(_PENDING.names, row, strict=True)) for row in found]
    return [CallerRow(**{name: row[name] for name in _NAMES}) for row in rows if row_seals.fits(callers, key, row)]
