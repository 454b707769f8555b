"""News on its way: noted in the transaction in which it became known, handed to the outbox under the same id, once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from forms_app.case_data.store.holder_tables import noticed, notices


class State(StrEnum):
    """Of one piece of news."""

    WAITING = "waiting"
    HELD = "held"  # her account shows nothing now: it waits until that goes on
    HANDED = "handed"  # it stands in the outbox, which has the rest of its life
    ENDED = "ended"  # sent, or come back, or stopped


@dataclass(frozen=True, slots=True)
class Notice:
    """`id`: 32 hex digits, the same for the same news of the same person."""

    id: str
    person_id: str
    kind: str
    at: datetime


def id_of(person_id: str, kind: str, what: str) -> str:
    """`what`: what is new, so that the same news has the same id."""
    return hashlib.sha256(json.dumps([person_id, kind, what]).encode()).hexdigest()[:32]


def add(connection: Connection, notice: Notice) -> None:
    """Once, however often it is noted."""
    if connection.execute(select(notices.c.id).where(notices.c.id == notice.id)).first() is None:
        row = {"id": notice.id, "person_id": notice.person_id, "kind": notice.kind, "at": notice.at.isoformat()}
        connection.execute(insert(notices).values(**row, state=State.WAITING.value))


def waiting(connection: Connection, most: int) -> list[Notice]:
    """The oldest first."""
    its = select(notices).where(notices.c.state == State.WAITING.value).order_by(notices.c.at).limit(most)
    return _read(connection, its)


def find(connection: Connection, ids: Collection[str]) -> list[Notice]:
    return _read(connection, select(notices).where(notices.c.id.in_(ids)))


def _read(connection: Connection, its: Select[Any]) -> list[Notice]:
    found = connection.execute(its).mappings()
    return [Notice(row["id"], row["person_id"], row["kind"], datetime.fromisoformat(row["at"])) for row in found]


def move(connection: Connection, ids: Collection[str], state: State) -> None:
    connection.execute(update(notices).where(notices.c.id.in_(ids)).values(state=state.value))


def handed(connection: Connection, person_id: str) -> list[str]:
    """Those of a person that stand in the outbox."""
    mine = notices.c.person_id == person_id, notices.c.state == State.HANDED.value
    return list(connection.execute(select(notices.c.id).where(*mine)).scalars())


def forget_older(connection: Connection, before: datetime) -> None:
    """What went out long ago."""
    old = notices.c.state != State.WAITING.value, notices.c.at < before.isoformat()
    connection.execute(delete(notices).where(*old))


def stop_waiting(connection: Connection, person_id: str) -> None:
    """What has not gone to the outbox yet does not go."""
    mine = notices.c.person_id == person_id, notices.c.state.in_((State.WAITING.value, State.HELD.value))
    connection.execute(update(notices).where(*mine).values(state=State.ENDED.value))


def go_on(connection: Connection, person_id: str) -> None:
    """Her account shows again what was held back."""
    held = notices.c.person_id == person_id, notices.c.state == State.HELD.value
    connection.execute(update(notices).where(*held).values(state=State.WAITING.value))


def what_is_new(connection: Connection, person_id: str, kind: str, here: Iterable[str]) -> list[str]:
    """What was not there when it was looked at last, which is now. At the first look nothing is new."""
    its, now = (noticed.c.person_id == person_id, noticed.c.kind == kind), sorted(here)
    seen: str | None = connection.execute(select(noticed.c.seen).where(*its)).scalar()
    text = json.dumps(now)
    if seen != text:
        connection.execute(delete(noticed).where(*its))
        connection.execute(insert(noticed).values(person_id=person_id, kind=kind, seen=text))
    return [] if seen is None else sorted(set(now) - set(json.loads(seen)))
