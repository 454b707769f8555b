"""What must still go out: rows written in a submission's own transaction, claimed by the outbox worker one by one.

A row ends as sent or as failed, which staff see; it is never deleted here, so that what was accepted can be counted
against what became of it. The recipient is sealed to the worker's key while it waits and wiped when the row ends.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, false, func, insert, literal_column, select, update

from forms_app.sealing.seal import SealingKey
from forms_app.storage.database.statements import Change, Write, run_all
from forms_app.storage.tables import FAILED as IS_FAILED
from forms_app.storage.tables import SETTLED as IS_SETTLED
from forms_app.storage.tables import outbox, workers

Reason = Literal["refused", "sender", "no_answer", "perhaps", "bounced", "unclear", "unreadable"]
ARRIVED, MAIL, REPORT = "arrived", "mail", "report"
WAITING, SENT, FAILED, SETTLED = "waiting", "sent", "failed", "settled"
# A worker that lives renews it every half minute: after it, the one that claimed the row is taken to be dead.
LEASE = timedelta(minutes=10)
LASTS = timedelta(hours=4)  # from the first try on, however many there were
# A quarter of a minute, then twice as long each time up to a quarter of an hour, for as long as it lasts.
WAITS = tuple(timedelta(seconds=min(15 * 2**turn, 900)) for turn in range(21))
OVERDUE, UNSEEN = timedelta(hours=1), timedelta(minutes=1)
MOST_REPORTS = 1000
GONE = timedelta(minutes=5)  # a worker that lives shows itself ten times within it
WORKER = "outbox"
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
# Written out, not bound: only so does the index over the failed ones apply.
IS_TASK: ColumnElement[bool] = literal_column(IS_FAILED)
WAS_TASK: ColumnElement[bool] = literal_column(IS_SETTLED)
_INSERT = Change(insert(outbox), "id", "kind", "reference", "attempts", "created_at", "due_at", "state", "sealed")


@dataclass(frozen=True)
class Message:
    """A claimed row. `turn` counts its tries from 1."""

    id: str
    turn: int
    sealed: bytes
    tried_at: datetime  # for the first time


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Reports:
    """Delivery reports that fit no mail, and when the last of them came."""

    count: int
    last_at: datetime | None


@dataclass(frozen=True)
class Trouble:
    """What keeps mail from going out: `no_worker` was not seen since `seen_at`, or never."""

    kind: Literal["no_worker", "no_server", "overdue"]
    waiting: int
    seen_at: datetime | None = None


def add_mail(
    connection: Connection, key: SealingKey, reference: str, answers: Mapping[str, Any], language: str, now: datetime
) -> bool:
    """Tell the sender that there is news, if she said that an e-mail is safe; else False and no row."""
    due = mail(key, reference, answers, language, now)
    run_all(connection, due)
    return bool(due)


def mail(key: SealingKey, reference: str, answers: Mapping[str, Any], language: str, now: datetime) -> list[Write]:
    """The same, sealed and ready for a transaction that has not begun; empty where no e-mail is safe."""
    address = answers.get("email")
    if not address or "email" not in (answers.get("safe_ways") or ()):
        return []
    row_id = secrets.token_hex(16)
    recipient = json.dumps({"to": address, "language": language}, ensure_ascii=False).encode()
    row = {"id": row_id, "kind": MAIL, "reference": reference, "attempts": 0, "created_at": now, "due_at": now}
    return [(_INSERT, {**row, "state": WAITING, "sealed": key.seal(recipient, context=row_id)})]


def claim(connection: Connection, now: datetime, lease: timedelta = LEASE) -> Message | None:
    """The mail that has been due longest, kept from other workers for the lease."""
    columns = outbox.c.id, outbox.c.attempts, outbox.c.sealed, outbox.c.tried_at
    due = select(*columns).where(*_waiting(), outbox.c.due_at <= now)
    row = connection.execute(due.order_by(outbox.c.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    first = row.tried_at or now
    kept = {"attempts": row.attempts + 1, "due_at": now + lease, "tried_at": first}
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(**kept))
    return Message(row.id, row.attempts + 1, row.sealed, first)


def hold(connection: Connection, message: Message, now: datetime, lease: timedelta = LEASE) -> None:
    """The worker that claimed it is alive, and the mail server slow."""
    connection.execute(update(outbox).where(*_mine(message)).values(due_at=now + lease))


def end_as_sent(connection: Connection, message: Message) -> None:
    _end(connection, message.id, SENT, None)


def end_as_failed(connection: Connection, message: Message, reason: Reason) -> None:
    """From now on it is a task for staff."""
    _end(connection, message.id, FAILED, reason)


def put_off(
    connection: Connection,
    message: Message,
    now: datetime,
    waits: Sequence[timedelta] = WAITS,
    lasts: timedelta = LASTS,
) -> bool:
    """Try again after the next wait; False once it has been tried for long enough and has failed."""
    end = message.tried_at + lasts
    if now >= end:
        end_as_failed(connection, message, "no_answer")
        return False
    wait = waits[min(message.turn, len(waits)) - 1]
    due = min(now + wait, end + timedelta(minutes=1))  # the last try is not much later than the end
    connection.execute(update(outbox).where(*_mine(message)).values(due_at=due))
    return True


def nobody_answers(connection: Connection, now: datetime, lasts: timedelta = LASTS) -> int:
    """One try showed that no mail gets through: it counts for all that are due. How many have waited too long."""
    due = *_waiting(), outbox.c.due_at <= now
    connection.execute(update(outbox).where(*due, outbox.c.tried_at.is_(None)).values(tried_at=now))
    over = update(outbox).where(*due, outbox.c.tried_at <= now - lasts)
    return connection.execute(over.values(**_ended(FAILED, "no_answer"))).rowcount


def bounced(connection: Connection, row_id: str, reason: Reason = "bounced") -> bool:
    """A mail came back, perhaps before its worker noted that it was sent; False if staff know, or there is none.

    Of one that was only perhaps sent, it is news.
    """
    open_ = outbox.c.state.in_((WAITING, SENT)), outbox.c.attempts > 0
    doubted = outbox.c.state.in_((FAILED, SETTLED)) & outbox.c.reason.in_(("perhaps", "unclear"))
    known = and_(*open_) | (doubted if reason == "bounced" else false())
    mine = update(outbox).where(outbox.c.id == row_id, outbox.c.kind == MAIL, known)
    return bool(connection.execute(mine.values(**_ended(FAILED, reason))).rowcount)


def known_among(connection: Connection, row_ids: Iterable[str]) -> list[str]:
    """Which of these are mails of ours."""
    found = select(outbox.c.id).where(outbox.c.id.in_(list(row_ids)), outbox.c.kind == MAIL)
    return list(connection.execute(found).scalars())


def keep_report(connection: Connection, report_id: str, now: datetime) -> None:
    """A report came that could not be matched with any mail: staff see that there is one. The same one counts once.

    Strangers can send as many as they like: beyond a number that nobody reads through, no more are counted.
    """
    known = connection.execute(select(outbox.c.id).where(outbox.c.id == report_id)).first()
    if known or reports(connection).count >= MOST_REPORTS:
        return
    row = {"id": report_id, "kind": REPORT, "reference": "", "attempts": 0, "created_at": now, "due_at": NEVER}
    connection.execute(insert(outbox).values(**row, state=FAILED, reason="unclear"))


def reports(connection: Connection) -> Reports:
    """Those that nobody could match and nobody has seen to."""
    found = select(func.count(), func.max(outbox.c.created_at)).where(IS_TASK, outbox.c.kind == REPORT)
    count, last = connection.execute(found).one()
    return Reports(count, last)


def settle_reports(connection: Connection, until: datetime) -> int:
    """Somebody saw to those that had come until then; how many that were."""
    seen = update(outbox).where(IS_TASK, outbox.c.kind == REPORT, outbox.c.created_at <= until)
    return connection.execute(seen.values(state=SETTLED)).rowcount


def settle(connection: Connection, reference: str) -> bool:
    """Staff have reached this person another way, or need not; False if a colleague said so before."""
    tasks = update(outbox).where(IS_TASK, outbox.c.reference == reference)
    return bool(connection.execute(tasks.values(state=SETTLED)).rowcount)


def unsettle(connection: Connection, reference: str) -> bool:
    """It was not so: what had failed is a task again; False if there is none."""
    settled = WAS_TASK, outbox.c.kind == MAIL, outbox.c.reference == reference
    return bool(connection.execute(update(outbox).where(*settled).values(state=FAILED)).rowcount)


def has_settled(connection: Connection, reference: str) -> bool:
    settled = WAS_TASK, outbox.c.kind == MAIL, outbox.c.reference == reference
    return connection.execute(select(outbox.c.id).where(*settled).limit(1)).first() is not None


def waiting(connection: Connection) -> int:
    """How many mails wait, for staff to see; without SMTP_URL that is every one."""
    return _count(connection, *_waiting(), outbox.c.due_at < NEVER)


def failed(connection: Connection, reference: str | None = None) -> list[Row[Any]]:
    """(id, reference, created_at, reason) of every mail that is a task for staff, the oldest first."""
    columns = outbox.c.id, outbox.c.reference, outbox.c.created_at, outbox.c.reason
    tasks = select(*columns).where(IS_TASK, outbox.c.kind == MAIL).order_by(outbox.c.created_at)
    return list(connection.execute(tasks if reference is None else tasks.where(outbox.c.reference == reference)))


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
    overdue = _count(connection, *_waiting(), outbox.c.due_at < now - OVERDUE)
    return Trouble("overdue", overdue) if overdue else None


def account(connection: Connection, now: datetime) -> Account:
    """Every mail ever accepted, by what became of it."""
    by_state = (
        select(outbox.c.state, func.count().label("number")).where(outbox.c.kind == MAIL).group_by(outbox.c.state)
    )
    found: dict[str, int] = {row.state: row.number for row in connection.execute(by_state)}
    overdue = _count(connection, *_waiting(), outbox.c.due_at < now - OVERDUE)
    unseen = _count(connection, outbox.c.kind == ARRIVED, outbox.c.created_at < now - UNSEEN)
    told = found.get(FAILED, 0) + found.get(SETTLED, 0)
    return Account(found.get(SENT, 0), found.get(WAITING, 0), told, overdue, unseen)


def _waiting() -> tuple[Any, ...]:
    return outbox.c.kind == MAIL, outbox.c.state == WAITING


def _count(connection: Connection, *conditions: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(outbox).where(*conditions)).scalar_one())


def _mine(message: Message) -> tuple[Any, ...]:
    """Nobody else has claimed it since, and nothing has ended it."""
    return outbox.c.id == message.id, outbox.c.attempts == message.turn, outbox.c.state == WAITING


def _end(connection: Connection, row_id: str, state: str, reason: Reason | None) -> None:
    mine = update(outbox).where(outbox.c.id == row_id, outbox.c.state == WAITING)
    connection.execute(mine.values(**_ended(state, reason)))


def _ended(state: str, reason: Reason | None) -> dict[str, Any]:
    return {"state": state, "reason": reason, "sealed": None, "due_at": NEVER}
