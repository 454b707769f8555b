"""The acts that the law dates: an answer, a notice of more time, a transfer. The sender reads each of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, redirect, url_for
from sqlalchemy import Connection, Row, update
from werkzeug.wrappers import Response

from forms_app import clock, status
from forms_app.agency import CALIFORNIA_COUNTIES
from forms_app.models import submissions
from forms_app.opening import CannotOpen
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.case import news, queues, reading
from forms_app.staff.door import field, present
from forms_app.staff.office import office
from forms_app.status import Status
from forms_app.text import Unacceptable, clean

# Fam. Code 17800: up to 30 more days, with a mailed notice. 22 CCR 120104: to the agency of another county.
EXTENDABLE = TRANSFERABLE = frozenset({"complaint"})
ENDED_ELSEWHERE = frozenset({"pin-request"})  # by a person who checked it in the agency's own system
LONGEST_REPLY = 2000


def answered(reference: str) -> Response:
    """The answer was sent on a day that is given; what was sent becomes closed."""
    day, reply = day_of(field("answered_on")), text_of(field("reply"))
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if row.form in ENDED_ELSEWHERE or not answer(connection, row, day, reply):
            abort(400)
    return redirect(url_for(".submission", reference=reference), 303)


def extended(reference: str) -> Response:
    """A notice of more time was mailed, with its reason; the due day moves."""
    reason = text_of(field("reason"))
    if not reason:
        abort(400)
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if not extend(connection, row, reason):
            abort(400)
    return redirect(url_for(".submission", reference=reference), 303)


def transferred(reference: str) -> Response:
    """Passed to another county's agency, and the person was told otherwise than by a letter of ours."""
    day, county = day_of(field("transferred_on")), field("county")
    if county not in CALIFORNIA_COUNTIES:
        abort(400)
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if day < _known_since(row) or not transfer(connection, row, day, county):
            abort(400)
    return redirect(url_for(".submission", reference=reference), 303)


def answer(connection: Connection, row: Row[Any], day: date, reply: str = "") -> bool:
    """The sender reads it and it is closed; False, and nothing happens, if it was answered before."""
    if not _tell(connection, row, "answered", answered_on=day, reply=reply):
        return False
    _update(connection, row, state="closed")
    audit.record(connection, office(), Action.ANSWERED, present().account_id, row.reference, day.isoformat())
    return True


def extend(connection: Connection, row: Row[Any], reason: str) -> bool:
    """The due day moves; False, and nothing happens, where it moved before, is answered, or no law gives it."""
    if row.form not in EXTENDABLE or not _tell(connection, row, "extended"):
        return False
    later = clock.answer_due(office().rules, clock.local_date(row.received_at), extended=True)
    _update(connection, row, due_on=later.last_day)
    audit.record(connection, office(), Action.EXTENDED, present().account_id, row.reference, reason)
    return True


def transfer(connection: Connection, row: Row[Any], on: date, county: str) -> bool:
    """Another county's agency answers (22 CCR 120104); False, and nothing happens, if it was passed on before."""
    told = {"transferred_on": on, "transferred_to": county}
    if row.form not in TRANSFERABLE or not _tell(connection, row, "transferred", **told):
        return False
    _update(connection, row, state="closed")
    detail = f"{on.isoformat()} {county}"
    audit.record(connection, office(), Action.TRANSFERRED, present().account_id, row.reference, detail)
    return True


def looked_at(connection: Connection, row: Row[Any]) -> None:
    """Somebody took it up: the sender reads that, unless she reads more already."""
    try:
        content = reading.opened(office(), row)
    except CannotOpen:
        return
    now = reading.standing(connection, row, content)
    if now is not None and now.state == "received":
        status.rewrite(connection, row.reference, content.status_key, "looked_at")


def _known_since(row: Row[Any]) -> date:
    try:
        return reading.known_since(row, reading.opened(office(), row))
    except CannotOpen:
        abort(400)


def _tell(connection: Connection, row: Row[Any], state: status.State, **told: Any) -> bool:
    """Rewrite what the sender reads, and tell her that there is news; False where that comes too late or twice."""
    try:
        content = reading.opened(office(), row)
    except CannotOpen:
        return False
    now = reading.standing(connection, row, content)
    if now is not None:
        if _is_over(now, state) or (told.get("answered_on") or now.filed_on) < now.filed_on:
            return False
        status.rewrite(connection, row.reference, content.status_key, state, **told)
    news.tell(connection, row, content)
    return True


def _is_over(now: Status, state: status.State) -> bool:
    """Answered for good; or what is to be told was told already, or ended with a transfer."""
    if now.state == "answered":
        return True
    return state != "answered" and (now.state == "transferred" or (state == "extended" and now.extended))


def _update(connection: Connection, row: Row[Any], **values: Any) -> None:
    known = update(submissions).where(submissions.c.reference == row.reference)
    connection.execute(known.values(**values, version=row.version + 1))


def day_of(text: str) -> date:
    """A day from a date field, not after today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(400)
    if day > clock.local_date(office().now()):
        abort(400)
    return day


def text_of(typed: str) -> str:
    """What a staff member wrote for a person. Ends with 400 for what no screen or paper could show."""
    try:
        return clean(typed, lines=True)[:LONGEST_REPLY]
    except Unacceptable:
        abort(400)
