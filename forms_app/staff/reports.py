"""How much there is of what, and how much of it is late: the supervisor's look at all the queues at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import render_template
from sqlalchemy import Connection, case, func, select

from forms_app import clock
from forms_app.models import submissions
from forms_app.staff import reading
from forms_app.staff.office import office
from forms_app.staff.states import STATES


@dataclass(frozen=True)
class Line:
    """One form: how many submissions are in each state, how many of the open ones are late or with nobody."""

    form: str
    title: str
    states: Mapping[str, int]
    late: int
    unowned: int


def reports() -> str:
    with office().database.read() as connection:
        lines = _lines(connection, clock.local_date(office().now()))
    return render_template("staff/reports.html", lines=lines, states=STATES)


def _lines(connection: Connection, today: date) -> list[Line]:
    is_open = submissions.c.state != "closed"
    late = func.sum(case((is_open & (submissions.c.due_on < today), 1), else_=0)).label("late")
    unowned = func.sum(case((is_open & submissions.c.owner.is_(None), 1), else_=0)).label("unowned")
    columns = submissions.c.form, submissions.c.state, func.count().label("number"), late, unowned
    rows = connection.execute(select(*columns).group_by(submissions.c.form, submissions.c.state)).all()
    by_form = {form: [row for row in rows if row.form == form] for form in sorted({row.form for row in rows})}
    return [
        Line(
            form,
            reading.title(form),
            {row.state: row.number for row in mine},
            sum(row.late for row in mine),
            sum(row.unowned for row in mine),
        )
        for form, mine in by_form.items()
    ]
