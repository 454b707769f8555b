"""Takes in what has arrived: opens it once, writes down its due day and the hashes it is found by.

The same round does what the inside has answered or made since.
"""

from __future__ import annotations

import threading
import time
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from forms_app.processes import logs
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit, office
from forms_app.staff.acts import standing
from forms_app.staff.jobs import inside_post, into_accounts, keyed_in, own_words, pin_checks
from forms_app.staff.office import Office
from forms_app.staff.search import index, pin_requests
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Content
from forms_app.storage.database import Unavailable
from forms_app.storage.outbox import arrivals
from forms_app.storage.outbox.arrivals import ArrivalRow
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow

POLL_SECONDS = 2.0
BATCH = 100


def watch(app: Flask) -> None:
    """Take in for as long as the process lives."""
    threading.Thread(target=_watch, args=(app,), name="arrivals", daemon=True).start()


def take_in(staff: Office) -> int:
    """Everything that has arrived and was not taken in yet; how many."""
    with staff.database.read() as connection:
        rows = arrivals.list_due(connection, staff.now(), BATCH)
    for row in rows:
        _try_one(staff, row)
    return len(rows)


def _try_one(staff: Office, arrival: ArrivalRow) -> None:
    """One that cannot be taken in, whatever it holds, keeps no other one waiting."""
    try:
        arrived = _open(staff, arrival)
        with staff.database.write() as connection:
            _take_in_one(connection, staff, arrival, arrived)
    except (OperationalError, Unavailable):  # no fault of the one: in the next round they are tried again, all of them
        raise
    except Exception as error:
        logs.failure(error, "arrivals")
        with staff.database.write() as connection:
            arrivals.claim(connection, arrival, staff.now())


class Arrived(NamedTuple):
    """What came in; without content it cannot be opened here."""

    row: SubmissionRow
    content: Content | None
    terms: frozenset[bytes]
    compares: bool = False  # a PIN request that the inside compares


def _open(staff: Office, arrival: ArrivalRow) -> Arrived:
    """All that needs no lock: whoever sends just now does not wait for it. What was sealed never changes."""
    with staff.database.read() as connection:
        row = submissions.find(connection, arrival.reference)
    if row is None:
        raise LookupError("nothing came in under this reference")
    try:
        content = contents.open_content(staff, row)
    except CannotOpen as error:
        logs.failure(error, "arrivals")
        return Arrived(row, None, frozenset())
    keyed_in.tell(staff, row, content)
    terms = index.terms_of(staff, row.form, content.answers)
    compares = pin_checks.can_compare(staff, row, content.person)
    return Arrived(row, content, terms | {index.own_term(staff, row.reference)}, compares)


def _take_in_one(connection: Connection, staff: Office, arrival: ArrivalRow, arrived: Arrived) -> None:
    """With its due day it stands in its place at once; one that does not open is tried again: its key may return."""
    if not arrivals.claim(connection, arrival, staff.now()):
        return
    row, content, terms, compares = arrived
    now = standing.status_of(connection, staff, row, content)
    submissions.count_anew(connection, row.reference, {"due_on": standing.due_on(staff.rules, now)})
    if content is None:
        return
    arrivals.end(connection, arrival)
    index.keep(connection, row, terms)
    if compares:
        pin_checks.begin(connection, staff, row)
    elif pin_requests.elsewhere_of(row):
        _join_pin_requests(connection, staff, row, content.answers)


def _join_pin_requests(connection: Connection, staff: Office, row: SubmissionRow, answers: dict[str, Any]) -> None:
    """Requests of a day that say the same are one task: the later ones are closed as they arrive."""
    other = pin_requests.the_same(connection, staff, row, answers)
    if other is not None:
        submissions.change(connection, row.reference, {"state": SubmissionState.CLOSED})
        audit.record(connection, staff, audit.Action.JOINED, None, row.reference, other)


def round_(staff: Office) -> None:
    take_in(staff)
    pin_checks.work_off(staff)
    inside_post.work_off(staff)
    into_accounts.work_off(staff)
    own_words.work_off(staff)


def _watch(app: Flask) -> None:
    while True:
        time.sleep(POLL_SECONDS)
        try:
            with app.app_context():
                round_(office.office())
        except Exception as error:  # the next round tries again; a dead watcher would hide what arrives
            logs.failure(error, "arrivals")
