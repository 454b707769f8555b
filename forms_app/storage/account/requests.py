"""What a holder does with forms, as it lies here: half finished, posted too late, sent. Her keys open it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from forms_app.storage.account.tables import drafts, kept_posts, my_requests

KEPT = timedelta(days=7)  # what is half finished


def put(connection: Connection, account_id: int, mark: bytes, sealed: bytes) -> None:
    """Something that was sent; nothing where it stands already."""
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
    row = dialect.insert(my_requests).values(account_id=account_id, mark=mark, sealed=sealed)
    connection.execute(row.on_conflict_do_nothing(index_elements=["mark"]))


def count(connection: Connection, account_id: int) -> int:
    its = select(func.count()).select_from(my_requests).where(my_requests.c.account_id == account_id)
    return int(connection.execute(its).scalar_one())


def newest(connection: Connection, account_id: int, skip: int, most: int) -> list[bytes]:
    """As they are sealed, the last one first."""
    its = select(my_requests.c.sealed).where(my_requests.c.account_id == account_id)
    return list(connection.execute(its.order_by(my_requests.c.id.desc()).offset(skip).limit(most)).scalars())


def at_place(connection: Connection, account_id: int, place: int) -> bytes | None:
    """The how manieth that she sent, from 1: its place is the same as long as it is there."""
    its = select(my_requests.c.sealed).where(my_requests.c.account_id == account_id)
    found: bytes | None = connection.execute(its.order_by(my_requests.c.id).offset(place - 1).limit(1)).scalar()
    return found


def place_of(connection: Connection, account_id: int, mark: bytes) -> int:
    """The place of one that is there."""
    its = select(my_requests.c.id).where(my_requests.c.mark == mark).scalar_subquery()
    before = my_requests.c.account_id == account_id, my_requests.c.id <= its
    return int(connection.execute(select(func.count()).select_from(my_requests).where(*before)).scalar_one())


def waiting(connection: Connection, ids: Collection[bytes], since: datetime) -> set[bytes]:
    """Which of these drafts are there."""
    its = select(drafts.c.id).where(drafts.c.id.in_(ids), drafts.c.touched_at >= since)
    return set(connection.execute(its).scalars())


def keep_post(connection: Connection, account_id: int, sealed: bytes, at: datetime) -> None:
    """The page posted last, in place of one before it."""
    forget_post(connection, account_id)
    connection.execute(insert(kept_posts).values(account_id=account_id, sealed=sealed, at=at))


def kept_post(connection: Connection, account_id: int, since: datetime) -> bytes | None:
    its = kept_posts.c.account_id == account_id, kept_posts.c.at >= since
    found: bytes | None = connection.execute(select(kept_posts.c.sealed).where(*its)).scalar()
    return found


def forget_post(connection: Connection, account_id: int) -> None:
    connection.execute(delete(kept_posts).where(kept_posts.c.account_id == account_id))


def purge(connection: Connection, before: datetime) -> None:
    """What nobody has done anything with since."""
    connection.execute(delete(drafts).where(drafts.c.touched_at < before))
    connection.execute(delete(kept_posts).where(kept_posts.c.at < before))
