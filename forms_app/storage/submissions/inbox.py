"""The lists of the inbox: each as fast when old submissions pile up, for it reads its own index and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, false, func, literal_column, or_, select, tuple_, union_all

from forms_app.deadlines import Channel
from forms_app.storage.rows import NO_DAY, ListPlace, columns
from forms_app.storage.states import SubmissionState
from forms_app.storage.tables import CLOSED, STILL_OPEN, accounts, submissions

Due = Literal["", "late", "soon", "urgent", "later"]
Owner = int | Literal["anybody", "nobody"]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A submission in a list, without what was sent; `owner_email` is the address of the account `owner`."""

    reference: str
    form: str
    language: str
    county: str
    state: str
    owner: int | None
    received_at: datetime
    due_on: date
    version: int
    channel: Channel
    owner_email: str | None


@dataclass(frozen=True)
class Queue:
    """Which submissions: of these forms, in one state or else open, with one owner, by when they are due.

    `soon` is the last day that is nearly late. "urgent" is late or soon, "later" is neither.
    """

    forms: tuple[str, ...]
    today: date
    soon: date
    state: str = ""
    owner: Owner = "anybody"
    due: Due = ""

    @property
    def is_newest_first(self) -> bool:
        return is_newest_first(self.due)

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """All but the forms."""
        # Written out, not bound: only so do the indexes over what is open, or closed, apply.
        yield literal_column(CLOSED if self.state == SubmissionState.CLOSED else STILL_OPEN)
        if self.state:
            # As an expression no index is taken for it where another one leads to fewer rows.
            is_narrow = self.owner != "anybody" or self.due
            yield (submissions.c.state + "" if is_narrow else submissions.c.state) == self.state
        elif self.due in ("", "later"):  # what is late or nearly so stands among its like, whoever sent it
            yield or_(submissions.c.state + "" != SubmissionState.APART, submissions.c.due_on <= self.soon)
        if self.owner != "anybody":
            yield submissions.c.owner == (None if self.owner == "nobody" else self.owner)
        if self.due:
            yield self._is_due()

    def _is_due(self) -> ColumnElement[bool]:
        due_on = submissions.c.due_on
        if self.due == "late":
            return due_on < self.today
        if self.due == "urgent":
            return due_on <= self.soon
        if self.due == "soon":
            return due_on.between(self.today, self.soon)
        return func.coalesce(due_on, NO_DAY) > self.soon


_LISTED = select(*columns(submissions, ListedRow, owner_email=accounts.c.email)).select_from(
    submissions.outerjoin(accounts, accounts.c.id == submissions.c.owner)
)


def is_newest_first(due: Due) -> bool:
    """Else what is due first comes first, and of one day what came first."""
    return due in ("", "later")


def list_page(connection: Connection, queue: Queue, most: int, after: ListPlace | None = None) -> list[ListedRow]:
    """Up to `most` rows, from behind a place on."""
    newest, (received_at, reference) = queue.is_newest_first, submissions.c["received_at", "reference"]
    by: list[ColumnElement[Any]] = (
        [received_at, reference] if newest else [submissions.c.due_on, received_at, reference]
    )
    order, here = [each.desc() for each in by] if newest else by, tuple_(*by)
    rest = [] if after is None else [here < after if newest else here > after]
    conditions = [*queue.conditions(), *rest]
    # Once for each form: in an index each has its own order, so that what of other forms piles up costs nothing.
    found = [
        select(reference).where(submissions.c.form == form, *conditions).order_by(*order).limit(most)
        for form in queue.forms
    ]
    rows = connection.execute(_select_listed(_together(found)).order_by(*order).limit(most))
    return [ListedRow(*row) for row in rows]


def count(connection: Connection, queue: Queue, most: int) -> int:
    """How many there are, at most `most`."""
    forms = submissions.c.form.in_(queue.forms)
    some = select(submissions.c.reference).where(forms, *queue.conditions()).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def list_among(connection: Connection, references: Collection[str], forms: Collection[str]) -> list[ListedRow]:
    """Those of the references that are of these forms, the newest first."""
    # An expression, so that SQLite looks each reference up and takes no index over forms.
    query = _select_listed(references).where((submissions.c.form + "").in_(sorted(forms)))
    rows = connection.execute(query.order_by(submissions.c.received_at.desc(), submissions.c.reference.desc()))
    return [ListedRow(*row) for row in rows]


def _select_listed(references: Select[tuple[str]] | Collection[str]) -> Select[Any]:
    return _LISTED.where(submissions.c.reference.in_(references))


def _together(found: list[Select[tuple[str]]]) -> Select[tuple[str]]:
    """What each of the queries finds, as one query; each keeps its own order and limit."""
    if not found:
        return select(submissions.c.reference).where(false())
    return select(union_all(*(select(one.subquery()) for one in found)).subquery().c.reference)
