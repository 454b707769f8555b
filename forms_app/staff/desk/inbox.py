"""The inbox: what is late or nearly so, then what came in, the newest first; filters in the URL, work in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, redirect, render_template, request
from sqlalchemy import Connection, Row
from werkzeug.wrappers import Response

from forms_app import clock
from forms_app.staff.case import changes, queues, reading
from forms_app.staff.case.queues import Wanted
from forms_app.staff.case.states import STATES
from forms_app.staff.desk import arrivals
from forms_app.staff.door import field, fields, number, present
from forms_app.staff.office import office
from forms_app.staff.post import undelivered
from forms_app.staff.rights import FORMS

PAGE = 50
URGENT = 20


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    row: Row[Any]
    title: str
    days_left: int | None


def inbox() -> str:
    wanted, after = Wanted.of(request.args), request.args.get("after", "")
    with office().database.read() as connection:
        plain = not wanted.arguments
        rows = _listed(connection, Wanted(due="later") if plain else wanted, after)
        urgent = _urgent(connection) if plain and not after else []
        beside = filters(connection, wanted) | {"trouble": undelivered.standing(connection)}
        unread = arrivals.unread(connection, present(), office())
    older = rows[PAGE - 1].reference if len(rows) > PAGE else None
    lists = {"entries": entries(rows[:PAGE]), "urgent": entries(urgent), "older": older}
    return render_template("staff/inbox.html", unread=unread, **lists, **beside)


def change_many() -> Response | tuple[str, int]:
    wanted, missed = Wanted.of(request.args), []
    with office().database.write() as connection:
        for chosen in fields("chosen"):
            reference, _, version = chosen.partition("@")
            if not _apply(connection, reference, version):
                missed.append(reference)
    if missed:
        return render_template("staff/missed.html", missed=missed, back=wanted.address), 409
    return redirect(wanted.address, 303)


def _apply(connection: Connection, reference: str, version: str) -> bool:
    state, owner = field("state"), field("owner")
    if state and state not in STATES:
        abort(400)
    try:
        change = changes.Change(reference, number(version), state, owner)
        return changes.apply(connection, office(), present(), change)
    except (LookupError, changes.NoOutcome):
        return False


def _listed(connection: Connection, wanted: Wanted, after: str) -> list[Row[Any]]:
    """One more than a page shows, to know whether there are others."""
    try:
        place = queues.place(connection, wanted, after) if after else None
    except LookupError:
        abort(404)
    return queues.listed(connection, present(), wanted, _today(), PAGE + 1, place)


def _urgent(connection: Connection) -> list[Row[Any]]:
    late = queues.listed(connection, present(), Wanted(due="late"), _today(), URGENT)
    soon = queues.listed(connection, present(), Wanted(due="soon"), _today(), URGENT) if len(late) < URGENT else []
    return [*late, *soon][:URGENT]


def filters(connection: Connection, wanted: Wanted) -> dict[str, Any]:
    """The counts above the list and the choices of its filters."""
    queue = {"": Wanted(), "late": Wanted(due="late"), "soon": Wanted(due="soon")}
    queue |= {"none": Wanted(owner="none"), "me": Wanted(owner="me")}
    return {
        "wanted": wanted,
        "counts": {name: queues.count(connection, present(), one, _today()) for name, one in queue.items()},
        "counted": queues.COUNTED,
        "forms": {form: reading.title(form) for form in sorted(FORMS[present().role])},
        "states": {state: str(name) for state, name in STATES.items()},
        "colleagues": changes.colleagues(connection),
    }


def entries(rows: list[Row[Any]]) -> list[Entry]:
    titles = {form: reading.title(form) for form in {row.form for row in rows}}
    return [Entry(row, titles[row.form], _days_left(row)) for row in rows]


def _days_left(row: Row[Any]) -> int | None:
    return (row.due_on - _today()).days if queues.has_due(row) and row.state != "closed" else None


def _today() -> date:
    return clock.local_date(office().now())
