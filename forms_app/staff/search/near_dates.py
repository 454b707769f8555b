"""Open requests about a date that is near, or has passed: no clock of the law runs for them, but the date itself does.

Which day it is stands only in what was sealed, and in the index as a keyed hash: nothing is opened for this.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.forms import FORMS
from forms_app.staff import rights
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.office import Office
from forms_app.staff.search import index, queues
from forms_app.storage.submissions.inbox import ListedRow

PASSED = timedelta(days=90)  # what is older stands in the inbox, under its form


class Near(NamedTuple):
    """`days_left` is negative once the date has passed and nobody has answered."""

    row: ListedRow
    title: str
    on: date
    days_left: int


def waiting(connection: Connection, staff: Office, session: Session) -> list[Near]:
    """Of what this person works on, the first by the day of the date."""
    on = _days_of(connection, staff, session)
    today, rows = staff.today(), queues.among(connection, session, [*on])
    near = (
        Near(row, str(FORMS[row.form].title_inside), on[row.reference], (on[row.reference] - today).days)
        for row in rows
    )
    return sorted(near, key=lambda one: (one.on, one.row.received_at))


def count(connection: Connection, staff: Office, session: Session) -> int:
    return len(_days_of(connection, staff, session))


def _days_of(connection: Connection, staff: Office, session: Session) -> dict[str, date]:
    forms, first = _forms(session), staff.today() - PASSED
    days = (first + timedelta(days=number) for number in range((PASSED + queues.SOON).days + 1))
    return index.about_days(connection, staff, forms, days) if forms else {}


def _forms(session: Session) -> Collection[str]:
    return [form for form in rights.FORMS[session.role] if form in FORMS and FORMS[form].policy.of_date]
