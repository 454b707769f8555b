"""The audit trail as supervisors and administrators read it: what is unusual first, then everything, the last first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import render_template, request
from sqlalchemy import Connection, Row, select

from forms_app.staff import audit as events
from forms_app.staff.audit import UNUSUAL, Wanted
from forms_app.staff.auth_guard import number
from forms_app.staff.office import office
from forms_app.staff.search import search_terms
from forms_app.storage.tables import accounts

PAGE = 100
LATELY, SOME = timedelta(days=30), 10


@dataclass(frozen=True)
class Event:
    """One line of the trail."""

    number: int
    at: datetime
    who: str
    what: str
    reference: str | None
    detail: str
    is_unusual: bool


def audit() -> str:
    wanted, is_plain = _wanted(), not request.args
    with office().database.read() as connection:
        rows = events.newest(connection, PAGE + 1, wanted)
        flags = events.newest(connection, SOME + 1, _lately()) if is_plain else []
        people = _people(connection)
    older = rows[PAGE - 1].number if len(rows) > PAGE else None
    return render_template(
        "staff/audit.html",
        events=[_event(row) for row in rows[:PAGE]],
        flags=[_event(row) for row in flags[:SOME]],
        more_flags=len(flags) > SOME,
        older=older,
        people=people,
        wanted=wanted,
        filters={name: request.args[name] for name in ("who", "only", "about") if request.args.get(name)},
    )


def _wanted() -> Wanted:
    """What stands in the URL."""
    before, who = request.args.get("before"), request.args.get("who")
    wanted = Wanted(before=number(before) if before else None, account_id=number(who) if who else None)
    wanted = replace(wanted, reference=search_terms.reference_in(request.args.get("about", "")) or "")
    return replace(wanted, actions=UNUSUAL) if request.args.get("only") == "unusual" else wanted


def _lately() -> Wanted:
    return Wanted(actions=UNUSUAL, since=office().now() - LATELY)


def _people(connection: Connection) -> list[Row[Any]]:
    return list(connection.execute(select(accounts.c.id, accounts.c.email).order_by(accounts.c.email)))


def _event(row: Row[Any]) -> Event:
    what, detail = str(events.LABELS.get(row.action, row.action)), events.detail_of(office(), row)
    return Event(row.number, row.at, row.email or "", what, row.reference, detail, row.action in UNUSUAL)
