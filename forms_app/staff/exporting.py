"""Takes one submission or one queue out as a file; a spreadsheet that opens it finds text and never a formula."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from flask import Response, abort, request

from forms_app import clock
from forms_app.opening import CannotOpen
from forms_app.staff import audit, queues, reading, unusual
from forms_app.staff.audit import Action
from forms_app.staff.door import present
from forms_app.staff.office import office
from forms_app.staff.queues import Wanted

MOST = 5000
COLUMNS = ("reference", "form", "language", "county", "state", "owner_email", "received_at", "due_on")
# A cell that begins like this is taken for a formula or breaks out of its cell (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def queue_file(kind: str) -> Response:
    """The queue of the filters in the URL; it holds what is readable anyway and no answers."""
    wanted = Wanted.of(request.args)
    with office().database.write() as connection:
        today = clock.local_date(office().now())
        rows = queues.listed(connection, present(), wanted, today, MOST)
        told = f"{kind} {len(rows)}"
        audit.record(connection, office(), Action.EXPORTED, present().account_id, detail=told)
    return _file([[_plain(getattr(row, name)) for name in COLUMNS] for row in rows], list(COLUMNS), "inbox", kind)


def submission_file(reference: str, kind: str) -> Response:
    """One submission in the reader's language, masked as on the screen."""
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        audit.record(connection, office(), Action.EXPORTED, present().account_id, reference, kind)
        unusual.opened(connection, row)
    try:
        read = reading.reading(row.form, reading.opened(office(), row).answers)
    except CannotOpen:
        abort(503)
    lines = [[line.name, line.label, "\n".join(line.lines)] for section in read.sections for line in section.rows]
    return _file(lines, ["field", "label", "answer"], reference, kind)


def _file(rows: list[list[str]], head: list[str], name: str, kind: str) -> Response:
    makers = {"csv": ("text/csv", _csv), "json": ("application/json", _json)}
    if kind not in makers:
        abort(404)
    mimetype, make = makers[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(make(rows, head), mimetype=mimetype, headers=headers)


def _csv(rows: list[list[str]], head: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([head, *([_cell(value) for value in row] for row in rows)])
    return "\ufeff" + text.getvalue()  # without the mark spreadsheets guess another encoding


def _json(rows: list[list[str]], head: list[str]) -> str:
    return json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(DANGEROUS) else value


def _plain(value: Any) -> str:
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
