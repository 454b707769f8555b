"""A letter about one submission: looked at first, put into the print queue, taken back, and kept as it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from flask import Response, abort, redirect, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from forms_app import deadlines
from forms_app.forms.letter_texts import Kind
from forms_app.forms.questions.base import HIDDEN
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import CannotPrint, Letter
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.acts import standing
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, signed_in
from forms_app.staff.letters import letter_form, on_mailed, print_queue, wording
from forms_app.staff.letters.letter_form import Typed
from forms_app.staff.letters.print_queue import Kept, letter_of
from forms_app.staff.letters.wording import Addressee, Facts
from forms_app.staff.office import office
from forms_app.staff.search import queues, reveals
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Content
from forms_app.staff.views.submission import page
from forms_app.storage.letters import letters as rows
from forms_app.storage.letters.letters import LetterRow
from forms_app.storage.status import Status
from forms_app.storage.submissions.submissions import SubmissionRow


class Case(NamedTuple):
    """What a letter is written from."""

    row: SubmissionRow
    content: Content
    standing: Status


def letter(reference: str) -> AnyResponse | page.Answer:
    """A preview as PDF, or into the queue; what is missing is said on the page, with all that was typed."""
    typed, case = Typed.posted(), _case(reference)
    kind = letter_form.offered(case.row, case.standing).get(typed.kind) or abort(400)
    confidential = case.content.person.is_confidential
    wrong = letter_form.missing(typed, kind, case.standing.filed_on, confidential)
    if wrong:
        return page.again(reference, 422, letter_typed=typed, letter_wrong=wrong)
    kept = _keep(kind, typed, case, confidential)
    wrong = {} if typed.anyway else letter_form.doubtful(kept.letter)
    if wrong:
        return page.again(reference, 422, letter_typed=typed, letter_wrong=wrong)
    pdf = printable([replace(kept.letter, stamp="preview")])
    if field("do") == "queue":
        return _queue(case, kind, kept, typed)
    with office().database.write() as connection:
        _reveal(connection, reference, kept, typed)
        audit.record(connection, office(), Action.LETTER, signed_in().account_id, reference, kind.id)
    return as_pdf(pdf, f"{reference}-{kind.id}")


def take_back(reference: str) -> AnyResponse:
    """Not mailed after all. Its content stays; a paper that was printed already is destroyed by hand."""
    with office().database.write() as connection:
        row = letter_of(connection, signed_in(), reference, field("letter"))
        if row.printed != number(field("printed")) or not rows.take_back(connection, row):
            abort(400)
        audit.record(connection, office(), Action.LETTER_TAKEN_BACK, signed_in().account_id, reference, row.kind)
    return redirect(url_for(".submission", reference=reference, _anchor="letters"), 303)


def put_back(reference: str) -> AnyResponse | page.Answer:
    """Taken back by mistake: it waits again, to be printed anew, unless another one of its kind does."""
    with office().database.write() as connection:
        row = letter_of(connection, signed_in(), reference, field("letter"))
        done = rows.put_back(connection, row)
        if done:
            audit.record(connection, office(), Action.LETTER_PUT_BACK, signed_in().account_id, reference, row.kind)
            on_mailed.put_off(connection, reference)
    if done:
        return redirect(url_for(".submission", reference=reference, _anchor="letters"), 303)
    waits = {"kind": _("One of these waits in the print queue already. Take it back first if this one is to go.")}
    return page.again(reference, 422, letter_wrong=waits)


def letter_copy(reference: str, letter: str) -> Response:
    """The letter as it went out or will; a hidden address stays hidden, for a copy needs none."""
    with office().database.write() as connection:
        row = letter_of(connection, signed_in(), reference, letter)
        audit.record(connection, office(), Action.LETTER_OPENED, signed_in().account_id, reference, f"{row.kind} copy")
    kept = print_queue.opened(office(), row)
    shown = replace(kept.letter, on=_date_of(row), stamp="copy")
    if kept.confidential:
        shown = replace(shown, to=(shown.to[0], HIDDEN))
    return as_pdf(printable([shown]), f"{reference}-{row.kind}-copy")


def printable(written: list[Letter]) -> bytes:
    """The PDF; ends with 503 if it cannot be set."""
    try:
        return wording.typeset(written, office().agency)
    except CannotPrint:
        abort(503)


def as_pdf(pdf: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)


def _case(reference: str) -> Case:
    with office().database.read() as connection:
        row = queues.reachable(connection, signed_in(), reference)
        try:
            content = contents.open_content(office(), row)
        except CannotOpen:
            abort(503)
        now = standing.status_of(connection, office(), row, content)
    if not wording.is_safe(content.person):
        abort(400)
    return Case(row, content, now)


def _keep(kind: Kind, typed: Typed, case: Case, confidential: bool) -> Kept:
    filling, today = typed.filling(kind), office().today()
    parts = kind, _addressee(case), filling, today, _facts()
    until, reached = wording.true_until(*parts), standing.how_ended(case.standing)
    return Kept(wording.written(*parts), filling, kind.mailing, confidential, until, reached)


def _facts() -> Facts:
    return Facts(office().agency, office().rules, office().settings.public_url)


def _addressee(case: Case) -> Addressee:
    row, now = case.row, case.standing
    to = wording.addressee(row.form, case.content.person, row.language, row.reference, now.received_on)
    return replace(
        to,
        extended=now.extended,
        answered_on=now.answered_on if now.state == "answered" else None,
        ended_on=now.ended_on if now.state == "ended" else None,
        passed_on=now.transferred_on if now.state == "transferred" else None,
        receipt_code=case.content.keyed.receipt_code if case.content.keyed else "",
    )


def _queue(case: Case, kind: Kind, kept: Kept, typed: Typed) -> AnyResponse | page.Answer:
    reference, mail_by = case.row.reference, letter_form.mail_by(kind, case.row, kept.filling)
    with office().database.write() as connection:
        added = print_queue.add(connection, office(), signed_in(), kind.id, kept, mail_by)
        if added:
            if not reveals.has_looked(connection, reference):
                _reveal(connection, reference, kept, typed)
            audit.record(connection, office(), Action.LETTER_QUEUED, signed_in().account_id, reference, kind.id)
    if added:
        return redirect(url_for(".submission", reference=reference, _anchor="letters"), 303)
    waits = {"kind": _("One of these waits in the print queue already. Take it back first if this one is to go.")}
    return page.again(reference, 422, letter_typed=typed, letter_wrong=waits)


def _reveal(connection: Connection, reference: str, kept: Kept, typed: Typed) -> None:
    """The address stands on the letter: with a masked one that is a look behind the mask."""
    if kept.confidential:
        reveals.record(connection, reference, typed.reason)


def _date_of(row: LetterRow) -> date:
    """A letter carries the day on which it was printed."""
    return deadlines.local_date(row.printed_at or office().now())
