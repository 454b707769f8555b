"""Open work that is with somebody who cannot work on it: switched off, or in a role that does not see its form."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.rights import EVERY_FORM, FORMS, Right, who
from forms_app.storage.tables import STILL_OPEN, accounts, submissions

ABLE = who(Right.HANDLE)


def owners(connection: Connection, session: Session) -> list[Row[tuple[int, str, int]]]:
    """(id, email, number) of each who has some that this person may see."""
    cannot = accounts.c.disabled_at.is_not(None) | accounts.c.role.not_in(ABLE)
    found = _with(connection, session, EVERY_FORM, cannot)
    for role in sorted(ABLE):
        mine = accounts.c.role == role, accounts.c.disabled_at.is_(None)
        found += _with(connection, session, EVERY_FORM - FORMS[role], *mine)
    return sorted(found, key=lambda one: one.email)


def _with(
    connection: Connection, session: Session, forms: frozenset[str], *who_cannot: ColumnElement[bool]
) -> list[Row[tuple[int, str, int]]]:
    asked = sorted(forms & FORMS[session.role])
    if not asked:
        return []
    theirs = accounts.join(submissions, submissions.c.owner == accounts.c.id)
    # Written out, not bound: only so does the index over what is open apply.
    is_open: ColumnElement[bool] = literal_column(STILL_OPEN)
    query = select(accounts.c.id, accounts.c.email, func.count().label("number")).select_from(theirs)
    query = query.where(is_open, submissions.c.form.in_(asked), *who_cannot).group_by(accounts.c.id, accounts.c.email)
    return list(connection.execute(query))
