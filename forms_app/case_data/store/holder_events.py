"""What was done with each account, and by whom: codes only. Each row carries a mark under the worker's secret.

Staff read these rows as they stand; her own history is made of those whose mark fits.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, insert, select

from forms_app.case_data.store import log
from forms_app.case_data.store.holder_tables import holder_events


@dataclass(frozen=True, slots=True)
class HolderEvent:
    """`key_id`: of her keys, where it is about some. `by`: an account of the staff, `holder`, or empty for the system
    itself. `what` and `detail` are codes of bundles.history."""

    person_id: str
    key_id: bytes | None
    at: datetime
    what: str
    by: str
    detail: str


class EventLog:
    """All events under one secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def add(self, connection: Connection, event: HolderEvent) -> None:
        """Once: the same thing at the same moment, noted again after a kill, changes nothing."""
        if event in self._ours(connection, event.person_id, event.at):
            return
        number = log.next_number(connection, holder_events)
        row = {"person_id": event.person_id, "key_id": event.key_id, "at": event.at.isoformat(), "what": event.what}
        said = {**row, "by": event.by, "detail": event.detail}
        connection.execute(insert(holder_events).values(number=number, **said, mark=self._mark(event)))

    def of_person(self, connection: Connection, person_id: str) -> list[HolderEvent]:
        """Those that the worker wrote, in the order in which it did."""
        return list(self._ours(connection, person_id))

    def _ours(self, connection: Connection, person_id: str, at: datetime | None = None) -> Iterator[HolderEvent]:
        for event, mark in _read(connection, person_id, at):
            if hmac.compare_digest(mark, self._mark(event)):
                yield event
            else:
                structlog.get_logger().error("a row of the holders' events is not ours", kind="holder events")

    def _mark(self, event: HolderEvent) -> bytes:
        key = event.key_id.hex() if event.key_id else ""
        said = [event.person_id, key, event.at.isoformat(), event.what, event.by, event.detail]
        return hmac.digest(self._key, json.dumps(said).encode(), "sha256")


def as_they_stand(connection: Connection, person_id: str) -> list[HolderEvent]:
    """For staff, who cannot tell whose mark is right."""
    return [event for event, _mark in _read(connection, person_id)]


def _read(connection: Connection, person_id: str, at: datetime | None = None) -> Iterator[tuple[HolderEvent, bytes]]:
    """All of a person, or those of one moment."""
    columns = [holder_events.c[name] for name in ("person_id", "key_id", "at", "what", "by", "detail", "mark")]
    its = select(*columns).where(holder_events.c.person_id == person_id).order_by(holder_events.c.number)
    its = its if at is None else its.where(holder_events.c.at == at.isoformat())
    for person, key_id, moment, what, by, detail, mark in connection.execute(its).all():
        yield HolderEvent(person, key_id, datetime.fromisoformat(moment), what, by, detail), mark
