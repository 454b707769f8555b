"""The inbox: what came in, newest first, with the day by which the law wants an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from sqlalchemy import Connection, Row

from forms_app import clock, submissions
from forms_app.clock import Deadline
from forms_app.staff import reading
from forms_app.staff.office import office

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    row: Row[Any]
    title: str
    due: Deadline | None
    days_left: int | None


def inbox() -> str:
    with office().database.read() as connection:
        rows = _page(connection, request.args.get("before"))
    entries = [_entry(row) for row in rows[:PAGE]]
    older = rows[PAGE - 1].reference if len(rows) > PAGE else None
    return render_template("staff/inbox.html", entries=entries, older=older)


def _page(connection: Connection, before: str | None) -> list[Row[Any]]:
    """One more than a page shows, to know whether there are older ones."""
    if before is None:
        return submissions.newest(connection, PAGE + 1)
    last = submissions.find(connection, before)
    if last is None:
        abort(404)
    return submissions.newest(connection, PAGE + 1, (last.received_at, last.reference))


def _entry(row: Row[Any]) -> Entry:
    due = reading.due(office(), row)
    left = due.days_left(clock.local_date(office().now())) if due else None
    return Entry(row, reading.title(row.form), due, left)
