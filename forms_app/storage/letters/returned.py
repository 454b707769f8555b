"""Letters that the post brought back: a task until somebody has reached the person another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select, update

from forms_app.storage.letters.letters import LetterRow
from forms_app.storage.rows import Forms, columns, of_forms
from forms_app.storage.states import LetterState
from forms_app.storage.tables import CAME_BACK, letters, submissions

# Written out, not bound: only so does the index over them apply.
IS_TASK: ColumnElement[bool] = literal_column(CAME_BACK)


@dataclass(frozen=True, slots=True)
class ReturnedLetterRow(LetterRow):
    """A letter that came back, with the form that it is about."""

    form: str


def note(connection: Connection, row: LetterRow, on: date) -> bool:
    """False, and nothing happens, if it was not mailed, or a colleague noted it before."""
    mine = letters.c.id == row.id, letters.c.state == LetterState.MAILED, letters.c.returned_on.is_(None)
    return bool(connection.execute(update(letters).where(*mine).values(returned_on=on)).rowcount)


def settle(connection: Connection, row: LetterRow, at: datetime) -> bool:
    """The person was reached another way, or need not be; False if a colleague said so before."""
    task = update(letters).where(letters.c.id == row.id, IS_TASK)
    return bool(connection.execute(task.values(settled_at=at)).rowcount)


def unsettle(connection: Connection, row: LetterRow) -> bool:
    """It was not so: a task again; False if it is one, or never came back."""
    mine = letters.c.id == row.id, letters.c.returned_on.is_not(None), letters.c.settled_at.is_not(None)
    return bool(connection.execute(update(letters).where(*mine).values(settled_at=None)).rowcount)


def withdraw(connection: Connection, row: LetterRow) -> bool:
    """It did not come back, or on another day; False if a colleague said so before."""
    mine = letters.c.id == row.id, letters.c.state == LetterState.MAILED, letters.c.returned_on.is_not(None)
    return bool(connection.execute(update(letters).where(*mine).values(returned_on=None, settled_at=None)).rowcount)


def list_page(connection: Connection, forms: Forms, most: int, skipped: int = 0) -> list[ReturnedLetterRow]:
    """The longest known first."""
    query = (
        select(*columns(letters, ReturnedLetterRow, form=submissions.c.form)).join(submissions).where(*_tasks(forms))
    )
    query = query.order_by(letters.c.returned_on, letters.c.id).limit(most).offset(skipped)
    return [ReturnedLetterRow(*row) for row in connection.execute(query)]


def count(connection: Connection, forms: Forms) -> int:
    return int(connection.execute(select_count(forms)).scalar_one())


def select_count(forms: Forms) -> Select[Any]:
    """The query that counts them."""
    with_form = letters.join(submissions, submissions.c.reference == letters.c.reference)
    return select(func.count()).select_from(with_form).where(*_tasks(forms))


def _tasks(forms: Forms) -> list[ColumnElement[bool]]:
    return [IS_TASK, *of_forms(submissions.c.form, forms)]
