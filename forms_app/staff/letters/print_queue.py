"""The letters that wait for the printer and the post: each locked under the staff key and bound to its reference."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.forms.letter_texts import Mailing
from forms_app.pdf import Letter
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.letters.wording import Filling
from forms_app.staff.office import Office
from forms_app.staff.search import queues
from forms_app.storage.letters import letters
from forms_app.storage.letters.letters import LetterRow, NewLetter, SealedLetterRow
from forms_app.storage.rows import NO_DAY

EACH, MOST = 50, 100  # on a page; in one go


@dataclass(frozen=True)
class Kept:
    """A letter as it was written, what its writer typed for it, and whether its address is nobody's business."""

    letter: Letter
    filling: Filling
    mailing: Mailing
    confidential: bool
    true_until: date | None = None  # the last day on which all that it says of days is true
    reached: str = ""  # answered, ended or transferred, where it was when this was written


def add(
    connection: Connection, office: Office, session: Session, kind: str, kept: Kept, mail_by: date | None
) -> str | None:
    """The new letter's number; None, and nothing happens, if one of this kind waits for this person already."""
    reference, number = kept.letter.reference, secrets.token_hex(16)
    box = lock(office.key("letters"), _packed(kept), _context(reference, number))
    new = NewLetter(number, reference, kind, session.account_id, office.now(), mail_by or NO_DAY, box)
    return number if letters.add(connection, new) else None


def opened(office: Office, row: SealedLetterRow) -> Kept:
    content: dict[str, Any] = json.loads(unlock(office.key("letters"), row.box, _context(row.reference, row.id)))
    letter, filling = content["letter"], content["filling"]
    for name in ("to", "paragraphs", "signed"):
        letter[name] = tuple(letter[name])
    letter["on"] = date.fromisoformat(letter["on"])
    filling["transferred_on"] = _day(filling["transferred_on"])
    kept = Kept(Letter(**letter), Filling(**filling), content["mailing"], content["confidential"])
    return replace(kept, true_until=_day(content.get("true_until")), reached=content.get("reached", ""))


def letter_of(connection: Connection, session: Session, reference: str, number: str) -> SealedLetterRow:
    """A letter about a submission that this person may see; else the request ends, as where there is none."""
    queues.reachable(connection, session, reference)
    return letters.find(connection, reference, number) or abort(404)


def can_be_mailed(row: LetterRow, on: date) -> bool:
    """Not before it was printed for the first time, and not after it came back."""
    printed = row.first_printed_at is not None and deadlines.local_date(row.first_printed_at) <= on
    return printed and (row.returned_on is None or on <= row.returned_on)


def mailed_otherwise(connection: Connection, reference: str, number: str, on: date) -> bool:
    """It was mailed on another day than was noted; False, and nothing happens, if that day is impossible."""
    row = letters.find(connection, reference, number)
    if row is None or not can_be_mailed(row, on):
        return False
    letters.change_mailed_on(connection, number, on)
    return True


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _packed(kept: Kept) -> bytes:
    whole = {**vars(kept), "letter": vars(kept.letter), "filling": vars(kept.filling)}
    return json.dumps(whole, ensure_ascii=False, default=date.isoformat).encode()


def _context(reference: str, number: str) -> bytes:
    return f"letter {reference} {number}".encode()
