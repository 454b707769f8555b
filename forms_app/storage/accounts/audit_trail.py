"""The rows of the audit trail: appended one after the other, and read by number, account, submission or action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, insert, select

from forms_app.storage.database import Database
from forms_app.storage.rows import columns
from forms_app.storage.tables import accounts, audit

SOME = 1000


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event. `detail` is locked under a staff key; `hash` covers the rest and the hash before it."""

    number: int
    at: datetime
    account_id: int | None
    action: str
    reference: str | None
    detail: bytes | None
    previous_hash: bytes
    hash: bytes


class ListedEvent(NamedTuple):
    """An event, and the address of who did it."""

    row: AuditRow
    email: str | None


@dataclass(frozen=True)
class EventFilter:
    """Which events: from before the event `before` on, of one account, about one submission (or about none), of some
    actions."""

    before: int | None = None
    account_id: int | None = None
    reference: str = ""
    about_none: bool = False
    actions: tuple[str, ...] = ()
    since: datetime | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        if self.before is not None:
            yield audit.c.number < self.before
        if self.account_id is not None:
            yield audit.c.account_id == self.account_id
        if self.reference:
            yield audit.c.reference == self.reference
        if self.about_none:
            yield audit.c.reference.is_(None)
        if self.actions:
            yield audit.c.action.in_([str(action) for action in self.actions])  # a plain text, of an enum's member too
        if self.since is not None:
            yield audit.c.at >= self.since


_ROW = columns(audit, AuditRow)
_LAST = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)


def find_head(connection: Connection) -> tuple[int, bytes] | None:
    """Number and hash of the last event."""
    last = connection.execute(_LAST).first()
    return (last.number, last.hash) if last else None


def add(connection: Connection, row: AuditRow) -> None:
    connection.execute(insert(audit).values(**asdict(row)))


def list_newest(connection: Connection, most: int, which: EventFilter = EventFilter()) -> list[ListedEvent]:
    """Up to `most`, the last first."""
    page = select(*_ROW, accounts.c.email).outerjoin(accounts).where(*which.conditions())
    rows = connection.execute(page.order_by(audit.c.number.desc()).limit(most))
    return [ListedEvent(AuditRow(*event), email) for *event, email in rows]


def find_newest(connection: Connection, which: EventFilter) -> AuditRow | None:
    query = select(*_ROW).where(*which.conditions()).order_by(audit.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return AuditRow(*row) if row else None


def count(connection: Connection, which: EventFilter) -> int:
    return connection.execute(select(func.count()).select_from(audit).where(*which.conditions())).scalar_one()


def exists(connection: Connection, which: EventFilter) -> bool:
    return connection.execute(select(audit.c.number).where(*which.conditions()).limit(1)).first() is not None


def list_all(database: Database) -> Iterator[AuditRow]:
    """In order, some at a time: a cursor would hold a transaction open for as long as it takes."""
    reached = None
    while True:
        page = select(*_ROW).order_by(audit.c.number).limit(SOME)
        with database.read() as connection:
            found = connection.execute(page if reached is None else page.where(audit.c.number > reached)).all()
        yield from (AuditRow(*row) for row in found)
        if len(found) < SOME:
            return
        reached = found[-1].number
