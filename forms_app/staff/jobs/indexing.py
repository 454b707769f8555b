"""Brings what came in earlier under the way of searching that holds now, beside the work and without taking anything
away: words are only ever added, and how far it has come stands in the database.

A submission that does not open keeps the words by which it was found before; an arrival is still an arrival.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from flask import Flask
from sqlalchemy import Connection

from forms_app.processes import logs
from forms_app.staff import office
from forms_app.staff.office import Office
from forms_app.staff.search import index
from forms_app.staff.submissions import contents
from forms_app.storage.submissions import search_progress, submissions
from forms_app.storage.submissions.search_progress import ProgressRow
from forms_app.storage.submissions.submissions import SubmissionRow

BATCH = 50
BREATH = 0.05  # seconds between two batches, in which others write


def watch(app: Flask) -> None:
    """Once per start, until there is no more to do."""
    threading.Thread(target=_whole, args=(app,), name="indexing", daemon=True).start()


def again(staff: Office) -> None:
    """From the beginning: a key that was missing is back."""
    with staff.database.write() as connection:
        search_progress.reset(connection)


def unread(staff: Office) -> int:
    """How many did not open when they were to be indexed."""
    with staff.database.read() as connection:
        known = search_progress.find(connection)
    return known.unread if known else 0


def some(staff: Office) -> int:
    """The next few; how many that were. None are left if it is 0."""
    with staff.database.read() as connection:
        known = search_progress.find(connection)
        is_current = known is not None and known.folding == _folding(staff)
        if known is not None and is_current and known.is_done:
            return 0
        reached = known.reached if known is not None and is_current else ""
        rows = submissions.list_after(connection, reached, BATCH)
    read = [(row, _terms(staff, row)) for row in rows]  # opened outside the write: nobody waits for it
    with staff.database.write() as connection:
        _keep(connection, staff, known, reached, read)
    return len(rows)


def _keep(
    connection: Connection,
    staff: Office,
    known: ProgressRow | None,
    reached: str,
    read: Sequence[tuple[SubmissionRow, frozenset[bytes] | None]],
) -> None:
    """The words, and how far it has come; nothing if another process was faster."""
    failed = sum(terms is None for _, terms in read)
    before = known.unread if known is not None and reached else 0
    last = read[-1][0].reference if read else reached
    if not search_progress.change(connection, known, ProgressRow(_folding(staff), last, before + failed, not read)):
        return
    for row, terms in read:
        index.keep(connection, row, terms or frozenset())


def _folding(staff: Office) -> bytes:
    """Another one under another staff key too: the words are hashed with it."""
    return index.term(staff, f"folding {index.FOLDING}")


def _terms(staff: Office, row: SubmissionRow) -> frozenset[bytes] | None:
    try:
        return index.terms_of(staff, row.form, contents.open_content(staff, row).answers)
    except Exception as error:  # whatever one of them holds, the others are found
        logs.failure(error, "indexing")
        return None


def _whole(app: Flask) -> None:
    try:
        with app.app_context():
            while some(office.office()):
                time.sleep(BREATH)
    except Exception as error:  # tried again at the next start, or by the command; the search finds what it found
        logs.failure(error, "indexing")
