"""The worker's own list: which keys are whose, and how each stands. It is the only reason to seal anything to a key.

Each row carries a mark under the worker's secret. A row whose mark does not fit is nobody's: whoever can write to the
database, but has not the secret, adds no holder and moves nobody's keys.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

import structlog
from sqlalchemy import Connection, Table, delete, insert, select

from forms_app.case_data.store.holder_tables import (
    holder_keys,
    orders_taken,
    owed,
    phone_keys,
    progress,
    quiet_keys,
    sealed_bundles,
)
from forms_app.sealing.owner_keys import PublicKeys

FIRST = 20  # holders that are looked at before the worker starts


class State(StrEnum):
    """Of a holder's keys: a code was right, the account is there but new, confirmed, or stopped; or the codes of a
    recovery were right, and these keys will take the place of those that she has."""

    BEGUN = "begun"
    REPLACING = "replacing"
    NEW = "new"
    OPEN = "open"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class HolderKeys:
    """`since`: the day of this state. `until`: from then on a new account shows everything, if a day is set. `was`: of
    what is frozen, the state that it returns to."""

    person_id: str
    public: PublicKeys
    state: State
    since: date
    until: date | None = None
    was: State | None = None


LIVE = (State.NEW, State.OPEN, State.FROZEN)  # an account that is there


class OwnList:
    """The list under one secret. `table`: holder_keys, or phone_keys: what a telephone PIN opens."""

    def __init__(self, key: bytes, table: Table = holder_keys) -> None:
        self._key, self._table = key, table

    def put(self, connection: Connection, holder: HolderKeys) -> None:
        """Add it, or let it take the place of what stood for these keys."""
        self.remove(connection, holder.public.id)
        row = {
            "key_id": holder.public.id,
            "person_id": holder.person_id,
            "public_keys": holder.public.data,
            "state": holder.state.value,
            "since": holder.since.isoformat(),
            "until": holder.until.isoformat() if holder.until else None,
            "was": holder.was.value if holder.was else None,
        }
        connection.execute(insert(self._table).values(**row, mark=self._mark(holder)))

    def remove(self, connection: Connection, key_id: bytes) -> None:
        connection.execute(delete(self._table).where(self._table.c.key_id == key_id))
        connection.execute(delete(sealed_bundles).where(sealed_bundles.c.key_id == key_id))

    def by_key(self, connection: Connection, key_id: bytes) -> HolderKeys | None:
        return next(self._read(connection, self._table.c.key_id == key_id), None)

    def is_anothers(self, connection: Connection) -> bool:
        """Whether there are holders, and the first ones carry the mark of another secret: nothing would be sealed."""
        first = connection.execute(select(self._table.c.key_id).order_by(self._table.c.key_id).limit(FIRST)).all()
        return bool(first) and not any(self.by_key(connection, key_id) for (key_id,) in first)

    def of_person(self, connection: Connection, person_id: str) -> list[HolderKeys]:
        return list(self._read(connection, self._table.c.person_id == person_id))

    def due(self, connection: Connection, today: date) -> list[HolderKeys]:
        """New accounts whose day has come."""
        state, until = self._table.c.state == State.NEW.value, self._table.c.until <= today.isoformat()
        return list(self._read(connection, state & until))

    def people_among(self, connection: Connection, people: Sequence[str]) -> list[str]:
        """Those of whom there is a row, right or not."""
        ours = select(self._table.c.person_id).where(self._table.c.person_id.in_(people)).distinct()
        return list(connection.execute(ours).scalars())

    def _read(self, connection: Connection, where: object) -> Iterator[HolderKeys]:
        rows = connection.execute(select(self._table).where(where)).mappings()  # type: ignore[arg-type]
        for row in rows.all():
            until = date.fromisoformat(row["until"]) if row["until"] else None
            public, since = PublicKeys(row["public_keys"]), date.fromisoformat(row["since"])
            was = State(row["was"]) if row["was"] else None
            holder = HolderKeys(row["person_id"], public, State(row["state"]), since, until, was)
            if hmac.compare_digest(row["mark"], self._mark(holder)):
                yield holder
            else:
                structlog.get_logger().error("a row of the holders' keys is not ours", kind="own list")

    def _mark(self, holder: HolderKeys) -> bytes:
        until = holder.until.isoformat() if holder.until else ""
        said = [holder.person_id, holder.public.data.hex(), holder.state, holder.since.isoformat(), until]
        said += [holder.was] if holder.was else []
        return hmac.digest(self._key, json.dumps(said).encode(), "sha256")


def of_telephones(key: bytes) -> OwnList:
    """The list of the keys that telephone PINs open."""
    return OwnList(key, phone_keys)


class Quiet:
    """After a recovery: until when nothing may be changed by a holder's orders. The list under one secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def put(self, connection: Connection, key_id: bytes, until: datetime) -> None:
        connection.execute(delete(quiet_keys).where(quiet_keys.c.key_id == key_id))
        row = {"key_id": key_id, "until": until.isoformat()}
        connection.execute(insert(quiet_keys).values(**row, mark=self._mark(key_id, row["until"])))

    def until(self, connection: Connection, key_id: bytes) -> datetime | None:
        """None where there was no recovery with these keys."""
        its = select(quiet_keys.c.until, quiet_keys.c.mark).where(quiet_keys.c.key_id == key_id)
        row = connection.execute(its).first()
        if row is None:
            return None
        if not hmac.compare_digest(row[1], self._mark(key_id, row[0])):
            structlog.get_logger().error("a row of the recoveries is not ours", kind="own list")
            return None
        return datetime.fromisoformat(row[0])

    def _mark(self, key_id: bytes, until: object) -> bytes:
        return hmac.digest(self._key, key_id + str(until).encode(), "sha256")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed last of one kind: the digest of its bytes, and the package it was made of."""

    digest: bytes
    seq: int


def sealed_of(connection: Connection, key_id: bytes) -> dict[str, Sealed]:
    """What was sealed last of every kind."""
    columns = sealed_bundles.c.kind, sealed_bundles.c.digest, sealed_bundles.c.seq
    rows = connection.execute(select(*columns).where(sealed_bundles.c.key_id == key_id))
    return {kind: Sealed(digest, seq) for kind, digest, seq in rows}


def note_sealed(connection: Connection, key_id: bytes, notes: Mapping[str, Sealed | None]) -> None:
    """By kind; None where it was taken away."""
    its = sealed_bundles.c.key_id == key_id, sealed_bundles.c.kind.in_(notes)
    connection.execute(delete(sealed_bundles).where(*its))
    rows = [{"key_id": key_id, "kind": kind, **asdict(note)} for kind, note in notes.items() if note]
    if rows:
        connection.execute(insert(sealed_bundles), rows)


def forget_sealed(connection: Connection, key_id: bytes) -> None:
    connection.execute(delete(sealed_bundles).where(sealed_bundles.c.key_id == key_id))


def take_order(connection: Connection, key_id: bytes, nonce: str, handed_in: bytes) -> bool:
    """Whether these signed words come for the first time; or again as what was handed in then, which was begun and not
    answered. Whoever kept a copy of them and hands it in anew changes nothing."""
    its = orders_taken.c.key_id == key_id, orders_taken.c.nonce == nonce
    taken: bytes | None = connection.execute(select(orders_taken.c.handed_in).where(*its)).scalar()
    if taken is None:
        connection.execute(insert(orders_taken).values(key_id=key_id, nonce=nonce, handed_in=handed_in))
    return taken in (None, handed_in)


def read_until(connection: Connection) -> tuple[int, int]:
    """(the last package, the last word beside the loads) that the worker has worked off."""
    row = connection.execute(select(progress.c.seq, progress.c.beside)).first()
    return (row[0], row[1]) if row else (0, 0)


def note_read(connection: Connection, seq: int, beside: int) -> None:
    connection.execute(delete(progress))
    connection.execute(insert(progress).values(id=1, seq=seq, beside=beside))


def owe(connection: Connection, door: str, person_id: str) -> None:
    """What this person reads there could not be sealed, for its database was away."""
    owe_no_more(connection, door, person_id)
    connection.execute(insert(owed).values(door=door, person_id=person_id))


def owe_no_more(connection: Connection, door: str, person_id: str) -> None:
    connection.execute(delete(owed).where(owed.c.door == door, owed.c.person_id == person_id))


def doors_that_owe(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(owed.c.door).distinct()))


def owed_at(connection: Connection, door: str, most: int) -> list[str]:
    """People, in an order that ends with nobody: what is owed to the door itself."""
    its = select(owed.c.person_id).where(owed.c.door == door)
    return list(connection.scalars(its.order_by(owed.c.person_id.desc()).limit(most)))
