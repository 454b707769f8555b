"""One submission as it is kept: found by its reference, changed as it was seen, gone through by who counts anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypedDict

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, update

from forms_app.deadlines import Channel
from forms_app.storage.database import storable
from forms_app.storage.rows import NO_DAY, columns
from forms_app.storage.states import SubmissionState
from forms_app.storage.tables import audit, submissions


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """`sealed` is opened with the inbox key alone. `due_on` is NO_DAY where nothing is owed; `owner` is an account.

    `version` counts the changes that make a page of staff out of date.
    """

    reference: str
    form: str
    language: str
    county: str
    state: str
    owner: int | None
    received_at: datetime
    sealed: bytes
    due_on: date
    version: int
    channel: Channel


class SealedRow(NamedTuple):
    """What nobody reads without the inbox key."""

    reference: str
    sealed: bytes


class Values(TypedDict, total=False):
    """What may change of it."""

    state: str
    owner: int | None
    received_at: datetime
    due_on: date
    channel: Channel


_ROW = columns(submissions, SubmissionRow)


def find(connection: Connection, reference: str) -> SubmissionRow | None:
    if not storable(reference):
        return None
    row = connection.execute(select(*_ROW).where(submissions.c.reference == reference)).first()
    return SubmissionRow(*row) if row else None


def find_all(connection: Connection, references: Collection[str]) -> list[SubmissionRow]:
    """Those of them that are there."""
    rows = connection.execute(select(*_ROW).where(submissions.c.reference.in_(references)))
    return [SubmissionRow(*row) for row in rows]


def change_seen(connection: Connection, row: SubmissionRow, values: Values) -> bool:
    """False, and nothing happens, if it was changed since this row was read."""
    seen = submissions.c.reference == row.reference, submissions.c.version == row.version
    changed = update(submissions).where(*seen).values(**values, version=row.version + 1)
    return bool(connection.execute(changed).rowcount)


def change(connection: Connection, reference: str, values: Values) -> None:
    """Whatever it is by now; a page that shows it as it was is out of date."""
    mine = update(submissions).where(submissions.c.reference == reference)
    connection.execute(mine.values(**values, version=submissions.c.version + 1))


def count_anew(connection: Connection, reference: str, values: Values) -> None:
    """Days that follow from what is there already: a page that was drawn before can still be posted."""
    if values:
        connection.execute(update(submissions).where(submissions.c.reference == reference).values(**values))


def list_after(connection: Connection, reference: str, most: int) -> list[SubmissionRow]:
    """Those behind this one, in the order of the references."""
    return _page(connection, reference, most)


def list_owed(connection: Connection, since: date, after: str, most: int) -> list[SubmissionRow]:
    """As `list_after`, of what is open and due on that day or later."""
    return _page(connection, after, most, _is_owed(since))


def list_owed_or_received(
    connection: Connection, since: date, forms: Collection[str], received_since: datetime, after: str, most: int
) -> list[SubmissionRow]:
    """As `list_owed`, and what came in under one of these forms since a moment, open or closed."""
    received = and_(submissions.c.form.in_(forms), submissions.c.received_at >= received_since)
    return _page(connection, after, most, or_(_is_owed(since), received))


def list_closed_without(connection: Connection, actions: Collection[str]) -> list[str]:
    """The references of what is closed and due all the same, and has none of these events in the trail."""
    ended = audit.c.reference == submissions.c.reference, audit.c.action.in_(actions)
    buried = submissions.c.state == SubmissionState.CLOSED, submissions.c.due_on != NO_DAY
    query = select(submissions.c.reference).where(*buried, ~exists(select(audit.c.number).where(*ended)))
    return list(connection.scalars(query))


def list_not_online(connection: Connection) -> list[SealedRow]:
    """Everything that came on another way than the public app."""
    query = select(submissions.c.reference, submissions.c.sealed).where(submissions.c.channel != "online")
    return [SealedRow(*row) for row in connection.execute(query)]


def reseal(connection: Connection, row: SealedRow) -> None:
    """Put other sealed content in the place of what stands there."""
    connection.execute(update(submissions).where(submissions.c.reference == row.reference).values(sealed=row.sealed))


def _page(connection: Connection, after: str, most: int, *conditions: ColumnElement[bool]) -> list[SubmissionRow]:
    page = select(*_ROW).where(submissions.c.reference > after, *conditions).order_by(submissions.c.reference)
    return [SubmissionRow(*row) for row in connection.execute(page.limit(most))]


def _is_owed(since: date) -> ColumnElement[bool]:
    return and_(
        submissions.c.state != SubmissionState.CLOSED, submissions.c.due_on >= since, submissions.c.due_on != NO_DAY
    )
