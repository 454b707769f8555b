"""How much there is of what, and how much of it is late: the supervisor's look at all the queues at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app, render_template

from forms_app.staff.customers import figures
from forms_app.staff.office import Office, office
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.states import STATES
from forms_app.storage.submissions import counts
from forms_app.storage.submissions.counts import CountRow

KEPT, KEPT_FOR = "counted", timedelta(seconds=20)


@dataclass(frozen=True)
class Line:
    """One form: how many submissions are in each state, how many of the open ones are late or with nobody."""

    form: str
    title: str
    states: Mapping[str, int]
    late: int
    unowned: int


def reports() -> str:
    counted = _count()
    lines = _lines(counted.rows)
    has_cases = office().cases is not None
    shown = {"lines": lines, "states": STATES, "counted_at": counted.at, "has_cases": has_cases}
    return render_template("staff/reports.html", **shown, **figures.beside_reports(office()))


class Counted(NamedTuple):
    """All submissions by form and state, as they were at a moment."""

    office: Office
    at: datetime
    rows: Sequence[CountRow]


def _count() -> Counted:
    """Counting a million takes a second: whoever looks again at once sees the same numbers, and the page says when."""
    kept: Counted | None = current_app.extensions.get(KEPT)
    if kept is None or kept.office is not office() or not timedelta() <= office().now() - kept.at < KEPT_FOR:
        with office().database.read() as connection:
            rows = counts.by_form_and_state(connection, office().today())
        kept = current_app.extensions[KEPT] = Counted(office(), office().now(), rows)
    return kept


def _lines(rows: Sequence[CountRow]) -> list[Line]:
    by_form = {form: [row for row in rows if row.form == form] for form in sorted({row.form for row in rows})}
    return [
        Line(
            form,
            contents.title(form),
            {row.state: row.number for row in mine},
            sum(row.late for row in mine),
            sum(row.unowned for row in mine),
        )
        for form, mine in by_form.items()
    ]
