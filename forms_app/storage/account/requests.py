"""What a holder does with forms, as it lies here: half finished, posted too late, sent. Her keys open it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Subquery, bindparam, delete, false, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from forms_app.storage.account.tables import drafts, kept_posts, my_requests
from forms_app.storage.database.statements import Change, Find

KEPT = timedelta(days=7)  # what is half finished
_PUT = {
    name: Change(
        dialect.insert(my_requests).on_conflict_do_nothing(index_elements=["mark"]),
        *("account_id", "mark", "sealed", "thread"),
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_ANY_UNREAD = Find(
    select(my_requests.c.id)
    .where(my_requests.c.account_id == bindparam("account"), my_requests.c.is_read == false())
    .limit(1)
)
_ITSELF = select(my_requests.c.id).where(my_requests.c.mark == bindparam("mark")).scalar_subquery()
_PLACE_OF = Find(
    select(func.count(my_requests.c.id)).where(
        my_requests.c.account_id == bindparam("account"), my_requests.c.id <= _ITSELF
    )
)
_KEPT_POST = Find(
    select(kept_posts.c.sealed).where(
        kept_posts.c.account_id == bindparam("account"), kept_posts.c.at >= bindparam("since")
    )
)


@dataclass(frozen=True, slots=True)
class SentRow:
    """`place`: the how manieth that she sent, from 1; it is the same as long as it is there."""

    place: int
    sealed: bytes
    is_read: bool


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """What was sent first and last in one conversation, by their places, and how much that is."""

    thread: bytes
    first: int
    last: int
    count: int


def put(connection: Connection, account_id: int, mark: bytes, sealed: bytes, thread: bytes | None) -> bool:
    """Something that was sent; False, and nothing, where it stands already."""
    row = {"account_id": account_id, "mark": mark, "sealed": sealed, "thread": thread}
    return bool(_PUT[connection.dialect.name].run(connection, **row))


def count(connection: Connection, account_id: int) -> int:
    its = select(func.count()).select_from(my_requests).where(my_requests.c.account_id == account_id)
    return int(connection.execute(its).scalar_one())


def newest(connection: Connection, account_id: int, skip: int, most: int, thread: bytes | None = None) -> list[SentRow]:
    """The last one first; of one conversation alone, where it is given."""
    its = _placed(account_id)
    chosen = select(its.c.place, its.c.sealed, its.c.is_read)
    chosen = chosen.where(its.c.thread == thread) if thread else chosen
    return [SentRow(*row) for row in connection.execute(chosen.order_by(its.c.place.desc()).offset(skip).limit(most))]


def unread(connection: Connection, account_id: int, most: int) -> list[SentRow]:
    """Of which she has seen no answer yet, the last one first. The first page asks, mostly for nothing."""
    if _ANY_UNREAD.first(connection, account=account_id) is None:
        return []
    its = _placed(account_id)
    chosen = select(its.c.place, its.c.sealed, its.c.is_read).where(its.c.is_read == false())
    return [SentRow(*row) for row in connection.execute(chosen.order_by(its.c.place.desc()).limit(most))]


def at_place(connection: Connection, account_id: int, place: int) -> SentRow | None:
    its = _placed(account_id)
    row = connection.execute(select(its.c.place, its.c.sealed, its.c.is_read).where(its.c.place == place)).first()
    return SentRow(*row) if row else None


def threads(connection: Connection, account_id: int) -> list[ThreadRow]:
    """Her conversations, the one first in which she wrote last."""
    its = _placed(account_id)
    last = func.max(its.c.place)
    chosen = select(its.c.thread, func.min(its.c.place), last, func.count()).where(its.c.thread.is_not(None))
    return [ThreadRow(*row) for row in connection.execute(chosen.group_by(its.c.thread).order_by(last.desc()))]


def note_read(connection: Connection, marks: Collection[bytes]) -> None:
    connection.execute(update(my_requests).where(my_requests.c.mark.in_(marks)).values(is_read=True))


def _placed(account_id: int) -> Subquery:
    place = func.row_number().over(order_by=my_requests.c.id).label("place")
    its = select(my_requests, place).where(my_requests.c.account_id == account_id)
    return its.subquery()


def place_of(connection: Connection, account_id: int, mark: bytes) -> int:
    """The place of one that is there."""
    found = _PLACE_OF.first(connection, account=account_id, mark=mark)
    return int(found[0]) if found else 0


def waiting(connection: Connection, ids: Collection[bytes], since: datetime) -> set[bytes]:
    """Which of these drafts are there."""
    its = select(drafts.c.id).where(drafts.c.id.in_(ids), drafts.c.touched_at >= since)
    return set(connection.execute(its).scalars())


def keep_post(connection: Connection, account_id: int, sealed: bytes, at: datetime) -> None:
    """The page posted last, in place of one before it."""
    forget_post(connection, account_id)
    connection.execute(insert(kept_posts).values(account_id=account_id, sealed=sealed, at=at))


def kept_post(connection: Connection, account_id: int, since: datetime) -> bytes | None:
    found = _KEPT_POST.first(connection, account=account_id, since=since)
    return found[0] if found else None


def forget_post(connection: Connection, account_id: int) -> None:
    connection.execute(delete(kept_posts).where(kept_posts.c.account_id == account_id))


def purge(connection: Connection, before: datetime) -> None:
    """What nobody has done anything with since."""
    connection.execute(delete(drafts).where(drafts.c.touched_at < before))
    connection.execute(delete(kept_posts).where(kept_posts.c.at < before))
