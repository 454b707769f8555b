"""Writes a letter for the printer. Where the person did not say that mail is safe there is none."""

from __future__ import annotations

from typing import Any

from flask import Response, abort
from sqlalchemy import Row

from forms_app import clock
from forms_app.letters import CannotPrint
from forms_app.opening import CannotOpen
from forms_app.staff import audit, letters, masking, queues, reading, reveals
from forms_app.staff.answering import text_of
from forms_app.staff.audit import Action
from forms_app.staff.door import field, present
from forms_app.staff.office import office


def letter(reference: str) -> Response:
    """The letter as PDF, in the person's language; the trail says which one was written."""
    kind, text = office().letters.get(field("kind")), text_of(field("text"))
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if kind is None or kind.form != row.form or (kind.needs_text and not text):
            abort(400)
        answers = _answers(row)
        if masking.is_confidential(answers):  # the address stands on the letter: that is a look behind the mask
            reveals.record(connection, reference, kind.id)
        audit.record(connection, office(), Action.LETTER, present().account_id, reference, kind.id)
    to = letters.addressee(row.form, answers, row.language, reference, clock.local_date(row.received_at))
    try:
        pdf = letters.written(kind, to, text, clock.local_date(office().now()), office().agency, office().rules)
    except CannotPrint:
        abort(503)
    headers = {"Content-Disposition": f'attachment; filename="{reference}-{kind.id}.pdf"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)


def _answers(row: Row[Any]) -> dict[str, Any]:
    try:
        answers = reading.opened(office(), row).answers
    except CannotOpen:
        abort(503)
    if not letters.is_safe(answers):
        abort(400)
    return answers
