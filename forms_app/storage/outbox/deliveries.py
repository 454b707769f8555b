"""News that must still go out: rows written in a submission's own transaction, claimed by the outbox worker one by one.

A row ends as sent or as failed, which staff see; it is never deleted here, so that what was accepted can be counted
against what became of it. The recipient is sealed to the worker's key while it waits and wiped when the row ends.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, false, func, insert, literal_column, select, update

from forms_app import channels
from forms_app.sealing.seal import SealingKey
from forms_app.storage.database.statements import Change, Write, run_all
from forms_app.storage.outbox.kinds import IS_NEWS
from forms_app.storage.states import DeliveryState
from forms_app.storage.tables import FAILED, outbox

Reason = Literal["refused", "sender", "no_answer", "perhaps", "bounced", "unclear", "unreadable"]
# A worker that lives renews it every half minute: after it, the one that claimed the row is taken to be dead.
LEASE = timedelta(minutes=10)
LASTS = timedelta(hours=4)  # from the first try on, however many there were
# A quarter of a minute, then twice as long each time up to a quarter of an hour, for as long as it lasts.
WAITS = tuple(timedelta(seconds=min(15 * 2**turn, 900)) for turn in range(21))
IN_HAND = "in_hand"  # why a row that waits is not anybody else's: a worker is handing it over
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
IS_FAILED: ColumnElement[bool] = literal_column(FAILED)  # written out, so that the index over the failed ones applies
_INSERT = Change(insert(outbox), "id", "kind", "reference", "attempts", "created_at", "due_at", "state", "sealed")


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A claimed row. `turn` counts its tries from 1."""

    id: str
    turn: int
    sealed: bytes
    tried_at: datetime  # for the first time


class Recipient(NamedTuple):
    """Of one row: by which channel it goes where, in which language; `number`: what is to be typed in on a page."""

    kind: str
    to: str
    language: str
    number: str = ""


def add_news(
    connection: Connection, key: SealingKey, reference: str, safe: Mapping[str, str], language: str, now: datetime
) -> bool:
    """Tell the sender that there is news, by every channel that she said is safe; False, and no row, if none is.

    `safe`: the places that she called safe, by the way that leads there, such as "email" or "phone".
    """
    due = news(key, reference, safe, language, now)
    run_all(connection, due)
    return bool(due)


def news(key: SealingKey, reference: str, safe: Mapping[str, str], language: str, now: datetime) -> list[Write]:
    """The same, sealed and ready for a transaction that has not begun."""
    recipients = ((channel.KIND, channel.recipient(safe)) for channel in channels.load())
    return [_insert_row(kind, key, reference, to, language, now) for kind, to in recipients if to]


def _insert_row(kind: str, key: SealingKey, reference: str, to: str, language: str, now: datetime) -> Write:
    row_id = secrets.token_hex(16)
    recipient = json.dumps({"to": to, "language": language}, ensure_ascii=False).encode()
    row = {"id": row_id, "kind": kind, "reference": reference, "attempts": 0, "created_at": now, "due_at": now}
    return _INSERT, {**row, "state": DeliveryState.WAITING, "sealed": key.seal(recipient, context=row_id)}


def add_once(connection: Connection, key: SealingKey, row_id: str, to: Recipient, now: datetime) -> None:
    """News of somebody's own, about no submission; with the same id it is added once, whatever became of it since."""
    if connection.execute(select(outbox.c.id).where(outbox.c.id == row_id)).first() is None:
        content = json.dumps(to._asdict(), ensure_ascii=False).encode()
        row = {"id": row_id, "kind": to.kind, "reference": "", "attempts": 0, "created_at": now, "due_at": now}
        sealed = key.seal(content, context=row_id)
        connection.execute(insert(outbox).values(**row, state=DeliveryState.WAITING, sealed=sealed))


def failed_of_holders(connection: Connection) -> dict[str, str]:
    """Mails about no submission that did not arrive, and why."""
    its = select(outbox.c.id, outbox.c.reason).where(IS_FAILED, IS_NEWS, outbox.c.reference == "")
    return {row_id: reason or "" for row_id, reason in connection.execute(its)}


def stop(connection: Connection, row_ids: Collection[str], *, even_in_hand: bool = False) -> int:
    """Nothing of these goes out any more. How many are in a worker's hand at this moment: those are left to it, unless
    they are to end all the same."""
    mine = outbox.c.id.in_(row_ids), outbox.c.state == DeliveryState.WAITING
    left = mine if even_in_hand else (*mine, func.coalesce(outbox.c.reason, "") != IN_HAND)
    connection.execute(update(outbox).where(*left).values(**_end_values(DeliveryState.SETTLED, None)))
    return int(connection.execute(select(func.count()).select_from(outbox).where(*mine)).scalar_one())


def see_to(connection: Connection, row_ids: Collection[str]) -> None:
    """Who sent them knows that they did not arrive: nobody else has to."""
    failed = outbox.c.id.in_(row_ids), outbox.c.state == DeliveryState.FAILED
    connection.execute(update(outbox).where(*failed).values(state=DeliveryState.SETTLED))


def claim(connection: Connection, kind: str, now: datetime, lease: timedelta = LEASE) -> OutboxRow | None:
    """The news of this kind that has been due longest, kept from other workers for the lease."""
    columns = outbox.c.id, outbox.c.attempts, outbox.c.sealed, outbox.c.tried_at
    due = select(*columns).where(*waiting(), outbox.c.kind == kind, outbox.c.due_at <= now)
    row = connection.execute(due.order_by(outbox.c.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    first = row.tried_at or now
    kept = {"attempts": row.attempts + 1, "due_at": now + lease, "tried_at": first, "reason": IN_HAND}
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(**kept))
    return OutboxRow(row.id, row.attempts + 1, row.sealed, first)


def hold(connection: Connection, message: OutboxRow, now: datetime, lease: timedelta = LEASE) -> None:
    """The worker that claimed it is alive, and the mail server slow."""
    connection.execute(update(outbox).where(*_mine(message)).values(due_at=now + lease))


def end_as_sent(connection: Connection, message: OutboxRow) -> None:
    _end(connection, message.id, DeliveryState.SENT, None)


def end_as_failed(connection: Connection, message: OutboxRow, reason: Reason) -> None:
    """From now on it is a task for staff."""
    _end(connection, message.id, DeliveryState.FAILED, reason)


def put_off(
    connection: Connection,
    message: OutboxRow,
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
    connection.execute(update(outbox).where(*_mine(message)).values(due_at=due, reason=None))
    return True


def nobody_answers(connection: Connection, kind: str, now: datetime, lasts: timedelta = LASTS) -> int:
    """One try showed that nothing of this kind gets through: it counts for all that are due. How many have waited too
    long."""
    due = *waiting(), outbox.c.kind == kind, outbox.c.due_at <= now
    connection.execute(update(outbox).where(*due, outbox.c.tried_at.is_(None)).values(tried_at=now))
    over = update(outbox).where(*due, outbox.c.tried_at <= now - lasts)
    return connection.execute(over.values(**_end_values(DeliveryState.FAILED, "no_answer"))).rowcount


def note_bounce(connection: Connection, row_id: str, reason: Reason = "bounced") -> bool:
    """A mail came back, perhaps before its worker noted that it was sent; False if staff know, or there is none.

    Of one that was only perhaps sent, it is news.
    """
    open_ = outbox.c.state.in_((DeliveryState.WAITING, DeliveryState.SENT)), outbox.c.attempts > 0
    doubted = outbox.c.state.in_((DeliveryState.FAILED, DeliveryState.SETTLED)) & outbox.c.reason.in_(
        ("perhaps", "unclear")
    )
    condition = and_(*open_) | (doubted if reason == "bounced" else false())
    mine = update(outbox).where(outbox.c.id == row_id, IS_NEWS, condition)
    return bool(connection.execute(mine.values(**_end_values(DeliveryState.FAILED, reason))).rowcount)


def which_are_ours(connection: Connection, row_ids: Iterable[str]) -> list[str]:
    """Which of these are mails of ours."""
    found = select(outbox.c.id).where(outbox.c.id.in_(list(row_ids)), IS_NEWS)
    return list(connection.execute(found).scalars())


def waiting() -> tuple[Any, ...]:
    """The conditions of what still has to go out."""
    return IS_NEWS, outbox.c.state == DeliveryState.WAITING


def _mine(message: OutboxRow) -> tuple[Any, ...]:
    """Nobody else has claimed it since, and nothing has ended it."""
    return outbox.c.id == message.id, outbox.c.attempts == message.turn, outbox.c.state == DeliveryState.WAITING


def _end(connection: Connection, row_id: str, state: str, reason: Reason | None) -> None:
    mine = update(outbox).where(outbox.c.id == row_id, outbox.c.state == DeliveryState.WAITING)
    connection.execute(mine.values(**_end_values(state, reason)))


def _end_values(state: str, reason: Reason | None) -> dict[str, Any]:
    return {"state": state, "reason": reason, "sealed": None, "due_at": NEVER}
