"""Letters about accounts in the print queue: chosen by number, for nothing else of them is shown; printed and mailed.

What such a letter says stands on paper alone. Once it was mailed nobody can print it again.
"""

from __future__ import annotations

import secrets
from datetime import date

from flask import Response, abort, redirect, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from forms_app import deadlines
from forms_app.case_data.store.letters.inside_letters import InsideLetters
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import Letter
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, fields, number, signed_in
from forms_app.staff.letters import print_queue as queued
from forms_app.staff.letters.account_letters import HARD, composed, may_see
from forms_app.staff.notices import told
from forms_app.staff.office import office
from forms_app.staff.views import print_queue
from forms_app.staff.views.print_queue import Answer, Changed, NotThen
from forms_app.staff.views.submission.letters import as_pdf, printable
from forms_app.storage.letters import account_letters as rows
from forms_app.storage.letters.account_letters import AccountLetterRow


class NotSure(Exception):
    """It was not ticked that they are on their way: what they say would be gone."""


def print_account_letters() -> AnyResponse | Answer:
    """They count as printed from now on, by this person; the PDF is fetched from the page that follows."""
    chosen = _ticked("listed_account" if field("which") == "all" else "chosen_account")
    if not chosen:
        return _again(422, _("Choose the letters first."))
    batch = secrets.token_hex(16)
    try:
        with office().database.write() as connection:
            for row in _found(connection, chosen):
                _print(connection, row, batch)
    except Changed:
        return _again(409, print_queue.changed_message())
    return redirect(url_for(".letters", account_batch=batch, _anchor="account-letters"), 303)


def printed_account_letters(batch: str) -> Response:
    """One PDF with every letter of one printing, each on a sheet of its own; every look at it is written down."""
    _only_who_may()
    with office().database.write() as connection:
        found = rows.list_batch(connection, batch) or abort(404)
        for row in found:
            _record(connection, Action.ACCOUNT_LETTER_OPENED, row)
    return as_pdf(printable(_composed(found)), f"account-letters-{office().today().isoformat()}")


def mailed_account_letters() -> AnyResponse | Answer:
    """From that day on the days of a notice count; what the letters say is erased, so it is asked once more."""
    chosen = _ticked("chosen_account")
    if not chosen:
        return _again(422, _("Choose the letters first."))
    try:
        day = print_queue.day_of(field("mailed_on"))
        with office().database.write() as connection:
            for row in _found(connection, chosen):
                _mail(connection, row, day)
    except Changed:
        return _again(409, print_queue.changed_message())
    except NotThen:
        return _again(422, _("A letter is mailed after it was printed, and not after today."), chosen)
    except NotSure:
        return _again(422, _erased_message(), chosen, asks=True)
    told("saved")
    return redirect(url_for(".letters", _anchor="account-letters"), 303)


def account_letters_back() -> AnyResponse | Answer:
    """The post brought them back: nobody has read them, and a person must reach whoever they were for."""
    chosen = _ticked("chosen_account")
    if not chosen:
        return _again(422, _("Choose the letters first."))
    if field("sure") != "yes":
        return _again(422, _("Tick that the post brought them back, and press again."), chosen, asks_back=True)
    try:
        with office().database.write() as connection:
            for letter in chosen:
                _back(connection, letter)
    except Changed:
        return _again(409, print_queue.changed_message())
    told("saved")
    return redirect(url_for(".letters", _anchor="account-letters"), 303)


def _back(connection: Connection, letter: int) -> None:
    if not rows.mark_back(connection, letter, office().today(), signed_in().account_id):
        raise Changed
    by, detail = signed_in().account_id, str(letter)
    audit.record(connection, office(), Action.ACCOUNT_LETTER_BACK, by, detail=detail)


def _print(connection: Connection, row: AccountLetterRow, batch: str) -> None:
    if row.doubt == HARD or not rows.mark_printed(connection, row, office().now(), signed_in().account_id, batch):
        raise Changed
    _record(connection, Action.ACCOUNT_LETTER_PRINTED, row)


def _mail(connection: Connection, row: AccountLetterRow, day: date) -> None:
    if row.first_printed_at is None or not deadlines.local_date(row.first_printed_at) <= day <= office().today():
        raise NotThen
    if field("sure") != "yes":
        raise NotSure
    if not rows.mark_mailed(connection, row, day, signed_in().account_id):
        raise Changed
    _record(connection, Action.ACCOUNT_LETTER_MAILED, row, day.isoformat())


def _composed(found: list[AccountLetterRow]) -> list[Letter]:
    """In the order of the queue, with the day on which they were printed."""
    cases = office().cases or abort(404)
    inside = {letter.number: letter for letter in InsideLetters(cases).of(row.number for row in found)}
    days = {row.number: deadlines.local_date(row.printed_at or office().now()) for row in found}
    try:
        return [composed(office(), inside[row.number], days[row.number]) for row in found]
    except CannotOpen:
        abort(503)


def _found(connection: Connection, chosen: dict[int, int]) -> list[AccountLetterRow]:
    """The chosen letters as they were seen. Raises Changed."""
    found = rows.list_chosen(connection, chosen)
    if len(found) != len(chosen) or any(row.printed != chosen[row.number] for row in found):
        raise Changed
    return found


def _ticked(name: str) -> dict[int, int]:
    """Letter and how often it had been printed when the page was drawn."""
    _only_who_may()
    if len(fields(name)) > queued.MOST:
        abort(400)  # no page of ours shows so many
    split = [value.partition("@") for value in fields(name)]
    return {number(letter): number(printed) for letter, _at, printed in split}


def _only_who_may() -> None:
    if not may_see(signed_in().role):
        abort(403)


def _again(
    status: int, problem: str, ticked: dict[int, int] | None = None, asks: bool = False, asks_back: bool = False
) -> Answer:
    page = print_queue.page
    return page(status, problem=problem, ticked_account=ticked, asks_account=asks, asks_back=asks_back)


def _erased_message() -> str:
    first = _("Once they are noted as mailed, what they say is erased, and nobody can print them again.")
    then = _("Tick that they are on their way, and press again.")
    return f"{first} {then}"


def _record(connection: Connection, action: Action, row: AccountLetterRow, more: str = "") -> None:
    detail = f"{row.kind} {row.number} {more}".strip()
    audit.record(connection, office(), action, signed_in().account_id, detail=detail)
