"""Where something stands that somebody sent: the reference by the keys of a telephone, and the code, which decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from forms_app.forms import FORMS
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.engine.book import Did, Outcome
from forms_app.phone.said.figures import Day, Figure
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.status import NoStatus, Status
from forms_app.storage.throttles import Limit

PER_REFERENCE = Limit("codes of a reference by telephone", 10, timedelta(days=1))
Says = tuple[str, Mapping[str, Figure]]


def look_up(cabinet: Cabinet, pressed: str, typed: str) -> Outcome:
    """Whoever calls this has counted the try."""
    code = codes.read(typed)
    with cabinet.sent.read() as connection:
        for reference in status.references_pressed(connection, pressed):
            try:
                found = status.read(connection, reference, status.key_of(cabinet.pepper, reference, code))
            except NoStatus:
                continue
            cabinet.throttle.give_back([(PER_REFERENCE, pressed)])
            return Outcome(Did.DONE, list(_told(cabinet, found)))
    return Outcome(Did.NOT_RIGHT, [("no_status", {})])


def _told(cabinet: Cabinet, found: Status) -> Iterator[Says]:
    """Days and how far it is; no word of what was sent or answered."""
    yield "status_received", {"day": Day(found.received_on)}
    if found.state == "ended" and found.ended_on:
        yield "status_ended", {"day": Day(found.ended_on)}
        return
    if found.answered_on:
        yield "status_answered", {"day": Day(found.answered_on)}
        return
    if found.transferred_on:
        yield "status_passed_on", {"day": Day(found.transferred_on)}
    elif found.state != "received":
        yield "status_looked_at", {}
    form = FORMS.get(found.form)
    due = status.agency_due(cabinet.rules, found, form.policy.clock) if form else None
    if due:
        yield "status_due", {"day": Day(due.last_day)}
