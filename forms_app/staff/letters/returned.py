"""Letters that the post brought back: a task until somebody has reached the person another way.

That it was mailed stays as it is, with all that it brought with it: whether a day counts is for a person to decide.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select, update

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.letters.print_queue import MAILED, READABLE
from forms_app.staff.office import Office
from forms_app.staff.paging import Part
from forms_app.staff.rights import EVERY_FORM, FORMS
from forms_app.storage.tables import CAME_BACK, submissions
from forms_app.storage.tables import letters as table

# Written out, not bound: only so does the index over them apply.
IS_TASK: ColumnElement[bool] = literal_column(CAME_BACK)


def note(connection: Connection, letter: Row[Any], on: date) -> bool:
    """False, and nothing happens, if it was not mailed, or a colleague noted it before."""
    mine = table.c.id == letter.id, table.c.state == MAILED, table.c.returned_on.is_(None)
    return bool(connection.execute(update(table).where(*mine).values(returned_on=on)).rowcount)


def settle(connection: Connection, office: Office, letter: Row[Any]) -> bool:
    """The person was reached another way, or need not be; False if a colleague said so before."""
    task = update(table).where(table.c.id == letter.id, IS_TASK)
    return bool(connection.execute(task.values(settled_at=office.now())).rowcount)


def unsettle(connection: Connection, _office: Office, letter: Row[Any]) -> bool:
    """It was not so: a task again; False if it is one, or never came back."""
    mine = table.c.id == letter.id, table.c.returned_on.is_not(None), table.c.settled_at.is_not(None)
    return bool(connection.execute(update(table).where(*mine).values(settled_at=None)).rowcount)


def withdraw(connection: Connection, _office: Office, letter: Row[Any]) -> bool:
    """It did not come back, or on another day; False if a colleague said so before."""
    mine = table.c.id == letter.id, table.c.state == MAILED, table.c.returned_on.is_not(None)
    return bool(connection.execute(update(table).where(*mine).values(returned_on=None, settled_at=None)).rowcount)


def count(connection: Connection, session: Session) -> int:
    with_form = table.join(submissions, submissions.c.reference == table.c.reference)
    return connection.execute(select(func.count()).select_from(with_form).where(*_seen_by(session))).scalar_one()


def listed(connection: Connection, session: Session, part: Part) -> list[Row[Any]]:
    """Those that this person may see, without their content, the longest known first."""
    query = select(*READABLE, submissions.c.form).join(submissions).where(*_seen_by(session))
    query = query.order_by(table.c.returned_on, table.c.id)
    return list(connection.execute(query.limit(part.each).offset(part.skipped)))


def _seen_by(session: Session) -> list[ColumnElement[bool]]:
    forms = FORMS[session.role]
    return [IS_TASK, *([] if forms == EVERY_FORM else [submissions.c.form.in_(sorted(forms))])]
