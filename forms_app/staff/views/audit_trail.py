"""The audit trail as supervisors and administrators read it: what is unusual first, then everything, the last first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import render_template, request

from forms_app.staff import audit as events
from forms_app.staff.audit import UNUSUAL
from forms_app.staff.auth_guard import number
from forms_app.staff.office import office
from forms_app.staff.search import search_terms
from forms_app.storage.accounts import audit_trail as stored
from forms_app.storage.accounts import staff
from forms_app.storage.accounts.audit_trail import EventFilter, ListedEvent

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
    which, is_plain = _which(), not request.args
    with office().database.read() as connection:
        rows = stored.list_newest(connection, PAGE + 1, which)
        flags = stored.list_newest(connection, SOME + 1, _lately()) if is_plain else []
        people = staff.list_emails(connection)
    older = rows[PAGE - 1].row.number if len(rows) > PAGE else None
    return render_template(
        "staff/audit.html",
        events=[_event(row) for row in rows[:PAGE]],
        flags=[_event(row) for row in flags[:SOME]],
        more_flags=len(flags) > SOME,
        older=older,
        people=people,
        wanted=which,
        filters={name: request.args[name] for name in ("who", "only", "about") if request.args.get(name)},
    )


def _which() -> EventFilter:
    """What stands in the URL."""
    before, who = request.args.get("before"), request.args.get("who")
    which = EventFilter(before=number(before) if before else None, account_id=number(who) if who else None)
    which = replace(which, reference=search_terms.reference_in(request.args.get("about", "")) or "")
    return replace(which, actions=UNUSUAL) if request.args.get("only") == "unusual" else which


def _lately() -> EventFilter:
    return EventFilter(actions=UNUSUAL, since=office().now() - LATELY)


def _event(listed: ListedEvent) -> Event:
    row = listed.row
    what, detail = str(events.LABELS.get(row.action, row.action)), events.detail_of(office(), row)
    return Event(row.number, row.at, listed.email or "", what, row.reference, detail, row.action in UNUSUAL)
