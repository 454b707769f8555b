"""Whether mail goes out: the worker shows that it lives, and everything that was ever accepted is accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from forms_app.storage.outbox import deliveries
from forms_app.storage.outbox.deliveries import NEVER
from forms_app.storage.outbox.kinds import ARRIVED, IS_NEWS
from forms_app.storage.states import DeliveryState
from forms_app.storage.tables import outbox, workers

OVERDUE, UNSEEN = timedelta(hours=1), timedelta(minutes=1)
GONE = timedelta(minutes=5)  # a worker that lives shows itself ten times within it
WORKER = "outbox"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every mail that was ever accepted; what nobody saw to in time stands apart.

    `overdue` mails wait for a worker that does not come, `unseen` submissions for a staff app that does not run.
    """

    sent: int
    waiting: int
    failed: int
    overdue: int
    unseen: int

    @property
    def accepted(self) -> int:
        return self.sent + self.waiting + self.failed


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps mail from going out: `no_worker` was not seen since `seen_at`, or never."""

    kind: Literal["no_worker", "no_server", "overdue"]
    waiting: int
    seen_at: datetime | None = None


def waiting(connection: Connection) -> int:
    """How many mails wait, for staff to see; without SMTP_URL that is every one."""
    return _count(connection, *deliveries.waiting(), outbox.c.due_at < NEVER)


def show_life(connection: Connection, now: datetime, *, sends: bool, draft_bytes: int = 0) -> None:
    """For the worker: it is here, has a mail server or has none, and saw so much of half-finished forms."""
    seen = {"seen_at": now, "sends": sends, "draft_bytes": draft_bytes}
    if not connection.execute(update(workers).where(workers.c.name == WORKER).values(**seen)).rowcount:
        connection.execute(insert(workers).values(name=WORKER, **seen))


def trouble(connection: Connection, now: datetime) -> Trouble | None:
    """Why mail does not go out at present, if it does not."""
    worker = connection.execute(select(workers).where(workers.c.name == WORKER)).first()
    if worker is None or worker.seen_at < now - GONE:
        return Trouble("no_worker", waiting(connection), worker.seen_at if worker else None)
    count = waiting(connection)
    if count and not worker.sends:
        return Trouble("no_server", count)
    overdue = _count(connection, *deliveries.waiting(), outbox.c.due_at < now - OVERDUE)
    return Trouble("overdue", overdue) if overdue else None


def account(connection: Connection, now: datetime) -> Account:
    """Every mail ever accepted, by what became of it."""
    by_state = select(outbox.c.state, func.count().label("number")).where(IS_NEWS).group_by(outbox.c.state)
    found: dict[str, int] = {row.state: row.number for row in connection.execute(by_state)}
    overdue = _count(connection, *deliveries.waiting(), outbox.c.due_at < now - OVERDUE)
    unseen = _count(connection, outbox.c.kind == ARRIVED, outbox.c.created_at < now - UNSEEN)
    failed = found.get(DeliveryState.FAILED, 0) + found.get(DeliveryState.SETTLED, 0)
    return Account(found.get(DeliveryState.SENT, 0), found.get(DeliveryState.WAITING, 0), failed, overdue, unseen)


def _count(connection: Connection, *conditions: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(outbox).where(*conditions)).scalar_one())
