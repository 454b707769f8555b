"""Takes one submission or one queue out as a file, as a table or as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, abort, request, stream_with_context

from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags, queues
from forms_app.staff.search.queues import Wanted
from forms_app.staff.submissions import contents
from forms_app.storage.rows import NO_DAY
from forms_app.storage.submissions.inbox import ListedRow
from forms_app.text import spreadsheet

SOME = 1000
COLUMNS = ("reference", "form", "language", "county", "state", "owner_email", "channel", "received_at", "due_on")


def queue_file(kind: str) -> Response:
    """The whole queue of the filters in the URL; it holds what is readable anyway and no answers."""
    filters = Wanted.of(request.args)
    detail = " ".join([kind, *(f"{name}={value}" for name, value in filters.arguments.items())])
    with office().database.write() as connection:
        audit.record(connection, office(), Action.EXPORTED, signed_in().account_id, detail=detail)
    rows = ([_plain(getattr(row, name)) for name in COLUMNS] for row in _whole(filters))
    return _file(rows, list(COLUMNS), "inbox", kind)


def _whole(filters: Wanted) -> Iterator[ListedRow]:
    """Some at a time, so that a long queue needs no more memory than a short one."""
    today, after = office().today(), None
    while True:
        with office().database.read() as connection:
            rows = queues.list_rows(connection, signed_in(), filters, today, SOME, after)
        yield from rows
        if len(rows) < SOME:
            return
        after = filters.place(rows[-1])


def submission_file(reference: str, kind: str) -> Response:
    """One submission in the reader's language, masked as on the screen."""
    with office().database.write() as connection:
        row = queues.reachable(connection, signed_in(), reference)
        audit.record(connection, office(), Action.EXPORTED, signed_in().account_id, reference, kind)
        anomaly_flags.opened(connection, row)
    try:
        read = contents.reading(row.form, contents.open_content(office(), row))
    except CannotOpen:
        abort(503)
    lines = [[line.name, line.label, "\n".join(line.lines)] for section in read.sections for line in section.rows]
    return _file(lines, ["field", "label", "answer"], reference, kind)


def _file(rows: Iterable[list[str]], head: list[str], name: str, kind: str) -> Response:
    makers = {"csv": ("text/csv", _csv), "json": ("application/json", _json)}
    if kind not in makers:
        abort(404)
    mimetype, make = makers[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(stream_with_context(make(rows, head)), mimetype=mimetype, headers=headers)


def _csv(rows: Iterable[list[str]], head: list[str]) -> Iterator[str]:
    return spreadsheet.lines(head, rows)


def _json(rows: Iterable[list[str]], head: list[str]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n" + json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False)
    yield "\n]\n"


def _plain(value: Any) -> str:
    return "" if value is None or value == NO_DAY else value.isoformat() if hasattr(value, "isoformat") else str(value)
