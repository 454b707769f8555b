"""How many submissions there are of each form in each state, and how many of the open ones are late or with nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from forms_app.storage.states import SubmissionState
from forms_app.storage.tables import STILL_OPEN, accounts, submissions


@dataclass(frozen=True, slots=True)
class CountRow:
    """One form in one state."""

    form: str
    state: str
    number: int
    late: int
    unowned: int


@dataclass(frozen=True, slots=True)
class OwnerCountRow:
    """How many open submissions are with one account."""

    id: int
    email: str
    number: int


@dataclass(frozen=True)
class Owners:
    """Some accounts: those of these roles that are switched on, or with `others` all the rest."""

    roles: Collection[str]
    others: bool = False

    @property
    def condition(self) -> ColumnElement[bool]:
        if self.others:
            return accounts.c.disabled_at.is_not(None) | accounts.c.role.not_in(self.roles)
        return accounts.c.role.in_(self.roles) & accounts.c.disabled_at.is_(None)


def by_form_and_state(connection: Connection, today: date) -> list[CountRow]:
    is_open = submissions.c.state != SubmissionState.CLOSED
    late = func.sum(case((is_open & (submissions.c.due_on < today), 1), else_=0))
    unowned = func.sum(case((is_open & submissions.c.owner.is_(None), 1), else_=0))
    asked = submissions.c.form, submissions.c.state, func.count(), late, unowned
    query = select(*asked).group_by(submissions.c.form, submissions.c.state)
    return [CountRow(*row) for row in connection.execute(query)]


def by_owner(connection: Connection, owners: Owners, forms: Iterable[str]) -> list[OwnerCountRow]:
    """Of these forms; each of these accounts that has some."""
    theirs = accounts.join(submissions, submissions.c.owner == accounts.c.id)
    # Written out, not bound: only so does the index over what is open apply.
    is_open: ColumnElement[bool] = literal_column(STILL_OPEN)
    query = select(accounts.c.id, accounts.c.email, func.count()).select_from(theirs)
    query = query.where(is_open, submissions.c.form.in_(sorted(forms)), owners.condition)
    rows = connection.execute(query.group_by(accounts.c.id, accounts.c.email))
    return [OwnerCountRow(*row) for row in rows]
