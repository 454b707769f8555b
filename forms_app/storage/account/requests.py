"""What a holder does with forms, as it lies here: half finished, posted too late, sent. Her keys open it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from forms_app.storage.account.tables import answers_read, drafts, kept_posts, my_requests
from forms_app.storage.database.statements import Change, Find

KEPT = timedelta(days=7)  # what is half finished
_PUT = {
    name: Change(
        dialect.insert(my_requests).on_conflict_do_nothing(index_elements=["mark"]),
        *("account_id", "mark", "sealed", "thread"),
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_ANY = Find(select(my_requests.c.id).where(my_requests.c.account_id == bindparam("account")).limit(1))
_PLACE = func.row_number().over(order_by=my_requests.c.id).label("place")
_PLACED = select(my_requests, _PLACE).where(my_requests.c.account_id == bindparam("account")).subquery()
_READ = _PLACED.outerjoin(answers_read, answers_read.c.mark == _PLACED.c.mark)
_ROWS = select(_PLACED.c.place, _PLACED.c.sealed, answers_read.c.read_as).select_from(_READ)
_EVERY = Find(_ROWS.order_by(_PLACED.c.place.desc()))
_NEWEST = _ROWS.order_by(_PLACED.c.place.desc()).limit(bindparam("most"))
_PAGE = Find(_NEWEST.offset(bindparam("skip")))
_PAGE_OF_THREAD = Find(_NEWEST.where(_PLACED.c.thread == bindparam("thread")).offset(bindparam("skip")))
_AT_PLACE = Find(_ROWS.where(_PLACED.c.place == bindparam("place")))
_LATER = Find(
    select(func.count(_PLACED.c.place)).where(
        _PLACED.c.thread == bindparam("thread"), _PLACED.c.place > bindparam("place")
    )
)
_LAST = func.max(_PLACED.c.place)
_THREADS = Find(
    select(_PLACED.c.thread, func.min(_PLACED.c.place), _LAST, func.count())
    .where(_PLACED.c.thread.is_not(None))
    .group_by(_PLACED.c.thread)
    .order_by(_LAST.desc())
)
_COUNT = Find(select(func.count(my_requests.c.id)).where(my_requests.c.account_id == bindparam("account")))
_ITSELF = select(my_requests.c.id).where(my_requests.c.mark == bindparam("mark")).scalar_subquery()
_PLACE_OF = Find(
    select(func.count(my_requests.c.id)).where(
        my_requests.c.account_id == bindparam("account"), my_requests.c.id <= _ITSELF
    )
)
_KEPT_POST = Find(
    select(kept_posts.c.id).where(
        kept_posts.c.account_id == bindparam("account"), kept_posts.c.at >= bindparam("since")
    )
)
MOST_POSTS = 20  # of one account: whoever has a page of hers fills no disk with it


@dataclass(frozen=True, slots=True)
class SentRow:
    """`place`: the how manieth that she sent, from 1; it is the same as long as it is there."""

    place: int
    sealed: bytes
    read_as: bytes | None


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
    [(found,)] = _COUNT.all(connection, account=account_id)
    return int(found)


def newest(connection: Connection, account_id: int, skip: int, most: int, thread: bytes | None = None) -> list[SentRow]:
    """The last one first; of one conversation alone, where it is given."""
    given = {"account": account_id, "most": most, "skip": skip}
    rows = _PAGE_OF_THREAD.all(connection, thread=thread, **given) if thread else _PAGE.all(connection, **given)
    return [SentRow(*row) for row in rows]


def every(connection: Connection, account_id: int) -> list[SentRow]:
    """All that she sent, the last one first. The first page asks, for many who sent nothing."""
    if _ANY.first(connection, account=account_id) is None:
        return []
    return [SentRow(*row) for row in _EVERY.all(connection, account=account_id)]


def later_in_thread(connection: Connection, account_id: int, thread: bytes, place: int) -> int:
    """How much stands before it in its conversation, which begins with the last one."""
    found = _LATER.first(connection, account=account_id, thread=thread, place=place)
    return int(found[0]) if found else 0


def at_place(connection: Connection, account_id: int, place: int) -> SentRow | None:
    row = _AT_PLACE.first(connection, account=account_id, place=place)
    return SentRow(*row) if row else None


def threads(connection: Connection, account_id: int) -> list[ThreadRow]:
    """Her conversations, the one first in which she wrote last."""
    return [ThreadRow(*row) for row in _THREADS.all(connection, account=account_id)]


def read_as(connection: Connection, marks: Collection[bytes]) -> dict[bytes, bytes]:
    """By mark, of those of which she has read an answer."""
    asked = select(answers_read.c.mark, answers_read.c.read_as).where(answers_read.c.mark.in_(marks))
    return {row.mark: row.read_as for row in connection.execute(asked)}


def note_read(connection: Connection, account_id: int, read: Mapping[bytes, bytes]) -> None:
    """As what she has read each answer, in place of what she had read before."""
    connection.execute(delete(answers_read).where(answers_read.c.mark.in_(read)))
    rows = [{"mark": mark, "account_id": account_id, "read_as": read_as} for mark, read_as in read.items()]
    connection.execute(insert(answers_read), rows)


def place_of(connection: Connection, account_id: int, mark: bytes) -> int:
    """The place of one that is there."""
    found = _PLACE_OF.first(connection, account=account_id, mark=mark)
    return int(found[0]) if found else 0


def waiting(connection: Connection, ids: Collection[bytes], since: datetime) -> set[bytes]:
    """Which of these drafts are there."""
    given = {f"id_{number}": one for number, one in enumerate(ids)}
    return {found for (found,) in _waiting(len(ids)).all(connection, since=since, **given)}


@cache
def _waiting(count: int) -> Find:
    any_of_them = drafts.c.id.in_([bindparam(f"id_{number}") for number in range(count)])
    return Find(select(drafts.c.id).where(any_of_them, drafts.c.touched_at >= bindparam("since")))


class KeptPost(NamedTuple):
    """`id`: the same for the same page with the same words."""

    id: bytes
    sealed: bytes
    at: datetime


def keep_post(connection: Connection, account_id: int, post: KeptPost) -> bool:
    """Beside those before it, in place of itself. False where there are too many."""
    forget_post(connection, account_id, post.id)
    its = select(func.count()).select_from(kept_posts).where(kept_posts.c.account_id == account_id)
    if connection.execute(its).scalar_one() >= MOST_POSTS:
        return False
    connection.execute(insert(kept_posts).values(account_id=account_id, **post._asdict()))
    return True


def has_kept_post(connection: Connection, account_id: int, since: datetime) -> bool:
    return _KEPT_POST.first(connection, account=account_id, since=since) is not None


def kept_posts_of(connection: Connection, account_id: int, since: datetime) -> list[KeptPost]:
    """The last first."""
    its = kept_posts.c.account_id == account_id, kept_posts.c.at >= since
    rows = select(*(kept_posts.c[name] for name in KeptPost._fields)).where(*its).order_by(kept_posts.c.at.desc())
    return [KeptPost(*row) for row in connection.execute(rows)]


def forget_post(connection: Connection, account_id: int, post_id: bytes) -> None:
    its = kept_posts.c.account_id == account_id, kept_posts.c.id == post_id
    connection.execute(delete(kept_posts).where(*its))


def purge(connection: Connection, before: datetime) -> None:
    """What nobody has done anything with since."""
    connection.execute(delete(drafts).where(drafts.c.touched_at < before))
    connection.execute(delete(kept_posts).where(kept_posts.c.at < before))
