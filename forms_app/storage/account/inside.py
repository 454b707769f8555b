"""What passes between the account and the inside: what is handed in and answered, bundles, standings, freshness.

The account process writes what it hands in and reads the rest; the case-data worker does the contrary.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from forms_app.storage.account.tables import bundles, freshness, handed_in, standings
from forms_app.storage.database.statements import Change, Find
from forms_app.storage.rows import columns

ID_BYTES = 16
ONLY = 1  # the one row of `freshness`
# What every page of hers asks, put together once.
_ITS_BUNDLE = Find(
    select(bundles.c.seq, bundles.c.sealed).where(
        bundles.c.key_id == bindparam("key_id"), bundles.c.kind == bindparam("kind")
    )
)
_AS_OF = select(freshness.c.as_of, freshness.c.seq)
_FRESHNESS = Find(_AS_OF)
_HAND_IN = Change(insert(handed_in), "id", "sealed", "at")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One thing that the worker shall do, sealed to it."""

    id: bytes
    sealed: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """`state`: new, open or frozen. `until`: from this day on a new account shows everything; None while no letter
    that gave notice of it was mailed. `no_changes_until`: after a recovery, the moment until which the inside obeys no
    order that changes something; it is set apart from the others."""

    state: str
    until: date | None
    no_changes_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealedBundle:
    seq: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Freshness:
    """As of which day all bundles are, and the number of the package behind them."""

    as_of: date
    seq: int


_ITS_STANDING = Find(select(*columns(standings, Standing)).where(standings.c.key_id == bindparam("key_id")))


def new_id() -> bytes:
    """What is handed in is sealed for its own row, so the id is there first."""
    return secrets.token_bytes(ID_BYTES)


def hand_in(connection: Connection, item: HandedIn) -> None:
    _HAND_IN.run(connection, id=item.id, sealed=item.sealed, at=item.at)


def waiting(connection: Connection, most: int, left: int = 0) -> list[HandedIn]:
    """What has no answer yet, the oldest first, but for so many that are left."""
    columns = handed_in.c.id, handed_in.c.sealed, handed_in.c.at
    unanswered = select(*columns).where(handed_in.c.answer == "").order_by(handed_in.c.at, handed_in.c.id)
    return [HandedIn(*row) for row in connection.execute(unanswered.limit(most).offset(left))]


def answer(connection: Connection, item_id: bytes, word: str, at: datetime) -> bool:
    """False if it has one already. What was sealed is no longer needed, and goes."""
    open_item = handed_in.c.id == item_id, handed_in.c.answer == ""
    answered = update(handed_in).where(*open_item).values(answer=word, answered_at=at, sealed=b"")
    return bool(connection.execute(answered).rowcount)


def answer_to(connection: Connection, item_id: bytes) -> str | None:
    """The worker's word; "" while there is none, None if nothing was handed in under this id."""
    found: str | None = connection.execute(select(handed_in.c.answer).where(handed_in.c.id == item_id)).scalar()
    return found


def forget_answered(connection: Connection, before: datetime) -> None:
    connection.execute(delete(handed_in).where(handed_in.c.answered_at < before))


def put_bundle(connection: Connection, key_id: bytes, kind: str, bundle: SealedBundle) -> None:
    """In one statement, so that a reader has the one or the other."""
    row = {"key_id": key_id, "kind": kind, "seq": bundle.seq, "sealed": bundle.sealed}
    _put(connection, bundles, row)


def bundle_of(connection: Connection, key_id: bytes, kind: str) -> SealedBundle | None:
    row = _ITS_BUNDLE.first(connection, key_id=key_id, kind=kind)
    return SealedBundle(*row) if row else None


def kinds_of(connection: Connection, key_id: bytes) -> frozenset[str]:
    """What of hers lies here."""
    return frozenset(connection.execute(select(bundles.c.kind).where(bundles.c.key_id == key_id)).scalars())


def remove_bundles(connection: Connection, key_id: bytes, kind: str | None = None) -> None:
    """All of these keys, or those of one kind."""
    its = delete(bundles).where(bundles.c.key_id == key_id)
    connection.execute(its if kind is None else its.where(bundles.c.kind == kind))


def put_standing(connection: Connection, key_id: bytes, standing: Standing) -> None:
    row = {"key_id": key_id, "state": standing.state, "until": standing.until}
    _put(connection, standings, row)


def end_sessions(connection: Connection, key_id: bytes, at: datetime) -> None:
    """Every session of hers that began before this moment is over; the account's guard asks."""
    connection.execute(update(standings).where(standings.c.key_id == key_id).values(sessions_from=at))


def standing_of(connection: Connection, key_id: bytes) -> Standing | None:
    row = _ITS_STANDING.first(connection, key_id=key_id)
    return Standing(*row) if row else None


def allow_no_changes(connection: Connection, key_id: bytes, until: datetime) -> None:
    """Beside the standing that these keys have."""
    connection.execute(update(standings).where(standings.c.key_id == key_id).values(no_changes_until=until))


def put_freshness(connection: Connection, now: Freshness) -> None:
    row = {"id": ONLY, "as_of": now.as_of, "seq": now.seq}
    _put(connection, freshness, row)


def freshness_now(connection: Connection) -> Freshness | None:
    """None while no package has been loaded."""
    row = _FRESHNESS.first(connection)
    return Freshness(*row) if row else None


def _put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert the row, or let it take the place of the one with its key."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), row)


@cache
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    """Put together once, not for each row."""
    statement = {"sqlite": sqlite, "postgresql": postgresql}[dialect].insert(table)
    key = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in columns if name not in key}
    upsert: Insert = statement.on_conflict_do_update(index_elements=key, set_=changed)
    return upsert
