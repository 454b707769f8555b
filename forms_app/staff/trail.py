"""The audit trail as supervisors and administrators read it, the last event first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, request
from sqlalchemy import Row

from forms_app.staff import audit as events
from forms_app.staff.door import number
from forms_app.staff.office import office

PAGE = 100


@dataclass(frozen=True)
class Event:
    """One line of the trail."""

    number: int
    at: datetime
    who: str
    what: str
    reference: str | None
    detail: str


def audit() -> str:
    before = number(request.args["before"]) if "before" in request.args else None
    with office().database.read() as connection:
        rows = events.newest(connection, PAGE + 1, before)
    older = rows[PAGE - 1].number if len(rows) > PAGE else None
    return render_template("staff/audit.html", events=[_event(row) for row in rows[:PAGE]], older=older)


def _event(row: Row[Any]) -> Event:
    what = str(events.LABELS.get(row.action, row.action))
    return Event(row.number, row.at, row.email or "", what, row.reference, events.detail_of(office(), row))
