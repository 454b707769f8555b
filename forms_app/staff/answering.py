"""The two acts that the law dates: an answer was sent, or a notice that more time is needed. The sender reads both."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, redirect, url_for
from sqlalchemy import Connection, Row, update
from werkzeug.wrappers import Response

from forms_app import clock, status
from forms_app.models import submissions
from forms_app.opening import CannotOpen
from forms_app.staff import audit, news, queues, reading
from forms_app.staff.audit import Action
from forms_app.staff.door import field, present
from forms_app.staff.office import office
from forms_app.text import Unacceptable, clean

EXTENDABLE = frozenset({"complaint"})  # Fam. Code 17800: up to 30 more days, with a mailed notice
LONGEST_REPLY = 2000


def answered(reference: str) -> Response:
    """The answer was sent on a day that is given; what was sent becomes closed."""
    day, reply = _day(field("answered_on")), text_of(field("reply"))
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        _tell(connection, row, "answered", day, reply)
        _close(connection, row)
        audit.record(connection, office(), Action.ANSWERED, present().account_id, reference, day.isoformat())
    return redirect(url_for(".submission", reference=reference), 303)


def extended(reference: str) -> Response:
    """A notice of more time was mailed, with its reason; the due day moves."""
    reason = text_of(field("reason"))
    if not reason:
        abort(400)
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if row.form not in EXTENDABLE:
            abort(400)
        _tell(connection, row, "extended", None, "")
        later = clock.answer_due(office().rules, clock.local_date(row.received_at), extended=True)
        _update(connection, row, due_on=later.last_day)
        audit.record(connection, office(), Action.EXTENDED, present().account_id, reference, reason)
    return redirect(url_for(".submission", reference=reference), 303)


def looked_at(connection: Connection, row: Row[Any]) -> None:
    """Somebody took it up: the sender reads that, unless she reads more already."""
    try:
        content = reading.opened(office(), row)
    except CannotOpen:
        return
    now = reading.standing(connection, row, content)
    if now is not None and now.state == "received":
        status.rewrite(connection, row.reference, content.status_key, "looked_at")


def _tell(connection: Connection, row: Row[Any], state: status.State, day: date | None, reply: str) -> None:
    """Rewrite what the sender reads, and tell her that there is news; refused once it is answered."""
    try:
        content = reading.opened(office(), row)
    except CannotOpen:
        abort(400)
    news.tell(connection, row, content)
    now = reading.standing(connection, row, content)
    if now is None:
        return
    if now.state == "answered" or (state == "extended" and now.extended) or (day is not None and day < now.filed_on):
        abort(400)
    status.rewrite(connection, row.reference, content.status_key, state, answered_on=day, reply=reply)


def _close(connection: Connection, row: Row[Any]) -> None:
    _update(connection, row, state="closed")


def _update(connection: Connection, row: Row[Any], **values: Any) -> None:
    known = update(submissions).where(submissions.c.reference == row.reference)
    connection.execute(known.values(**values, version=row.version + 1))


def _day(text: str) -> date:
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
