"""Letters to people who sent from an account go into it: what was mailed as a copy, and what they want there in place
of paper. Everything is asked under the letter's own nonce: whoever was stopped in between asks for the same again.

Only who signed what the letter is about gets it: a Participant ID that somebody typed proves nothing.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.bundles.papers import ALL_IN_PLACE_OF_PAPER
from forms_app.case_data.store.asks import Kind, Word
from forms_app.forms import clock_of
from forms_app.pdf import CannotPrint
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.acts import by_itself, standing
from forms_app.staff.letters import print_queue, wording
from forms_app.staff.letters.print_queue import Kept
from forms_app.staff.office import Office
from forms_app.staff.submissions import contents, senders
from forms_app.staff.submissions.contents import Content
from forms_app.staff.submissions.senders import Signature
from forms_app.storage import status
from forms_app.storage.letters import in_accounts
from forms_app.storage.letters.in_accounts import Place
from forms_app.storage.letters.letters import SealedLetterRow
from forms_app.storage.states import LetterState, SubmissionState
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow

AT_ONCE = 100


def work_off(staff: Office) -> int:
    """How many letters went into an account, or turned out to be for none."""
    if staff.cases is None or not staff.cases.is_made():
        return 0
    kinds = [kind.id for kind in staff.letters.values() if kind.mailing in ALL_IN_PLACE_OF_PAPER]
    with staff.database.read() as connection:
        rows = in_accounts.list_open(connection, kinds, AT_ONCE)
    return sum(_one(staff, row) for row in rows)


def _one(staff: Office, letter: SealedLetterRow) -> bool:
    with staff.database.read() as connection:
        row = submissions.find(connection, letter.reference)
    try:
        content = contents.open_content(staff, row) if row else None
    except CannotOpen:
        return False  # its key may return
    if row is None or content is None:
        return False
    sender = senders.sender_of(staff, row, content)
    if sender is not None and sender.signature is Signature.UNCHECKED:
        return False
    if sender is None or sender.signature is not Signature.RIGHT:
        return _note(staff, letter, Place.NONE)
    answer = _asked(staff, letter, row, content, sender.person_id)
    return bool(answer) and _settle(staff, letter, row, content, answer)


def _asked(staff: Office, letter: SealedLetterRow, row: SubmissionRow, content: Content, person_id: str) -> str:
    """The worker's word; nothing while there is none."""
    instead = letter.state == LetterState.WAITING
    nonce = f"letter {letter.id} {'instead' if instead else 'copy'}"
    number = staff.asks.number_of(nonce)
    if number is None:
        try:
            body = _body(staff, letter, row, content, instead=instead)
        except CannotPrint:
            return ""
        number = staff.asks.ask(Kind.LETTER, body, person_id, "", staff.now(), nonce)
    asked = staff.asks.answer_to(number)
    return asked.answer if asked else ""


def _body(staff: Office, letter: SealedLetterRow, row: SubmissionRow, content: Content, *, instead: bool) -> Any:
    """Without her address: no page and no file of an account says it. Raises CannotPrint."""
    kept = print_queue.opened(staff, letter)
    day = staff.today() if instead or not letter.printed_at else deadlines.local_date(letter.printed_at)
    pdf = wording.typeset([replace(kept.letter, to=kept.letter.to[:1], on=day)], staff.agency)
    last = _last_day(staff, row, content, kept)
    return {
        "letter": letter.id,
        "what": kept.mailing,
        "title": kept.letter.heading,
        "dated": day.isoformat(),
        "language": kept.letter.language,
        "answer_by": last.isoformat() if last else "",
        "pdf": base64.b64encode(pdf).decode("ascii"),
        "instead": instead,
    }


def _last_day(staff: Office, row: SubmissionRow, content: Content, kept: Kept) -> date | None:
    """Of an answer: until when she may ask for a hearing about it."""
    if kept.mailing != "answers":
        return None
    with staff.database.read() as connection:
        now = standing.status_of(connection, staff, row, content)
    hearing = status.hearing(staff.rules, now, clock_of(row.form))
    return hearing.last.last_day if hearing else None


def _settle(staff: Office, letter: SealedLetterRow, row: SubmissionRow, content: Content, answer: str) -> bool:
    if answer == Word.ON_PAPER:
        return _note(staff, letter, Place.PAPER)
    if answer != Word.HERE:
        return _note(staff, letter, Place.COPY if answer == Word.DONE else Place.NONE)
    with staff.database.write() as connection:
        if not in_accounts.is_unprinted(connection, letter):
            in_accounts.note(connection, letter.id, Place.PAPER)  # it goes by mail as well, and is told as a copy then
            return True
        by_itself.put_into_account(connection, staff, row, content, letter.id)
        in_accounts.note_in_place(connection, letter, staff.today())
        _wait(connection, letter, row, print_queue.opened(staff, letter))
    return True


def _wait(connection: Connection, letter: SealedLetterRow, row: SubmissionRow, kept: Kept) -> None:
    """As with a letter that was mailed: what asks the person for something waits for her."""
    if kept.mailing == "asks" and row.state != SubmissionState.CLOSED:
        submissions.change(connection, letter.reference, {"state": SubmissionState.WAITING})


def _note(staff: Office, letter: SealedLetterRow, place: Place) -> bool:
    with staff.database.write() as connection:
        in_accounts.note(connection, letter.id, place)
    return True
