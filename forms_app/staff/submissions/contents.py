"""What was sent, in the words of whoever reads it: opens the sealed content and lets the form say it."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import Connection

from forms_app.forms import FORMS, Section
from forms_app.forms.person import Person
from forms_app.forms.questions import Purpose
from forms_app.forms.questions.base import Way
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.staff.submissions import safety
from forms_app.storage import status
from forms_app.storage.status import NoStatus, Status
from forms_app.storage.submissions.submission import FromAccount, Keyed
from forms_app.storage.submissions.submissions import SubmissionRow

KEY_BYTES = 32  # of what opens the sender's status row


class Unreadable(CannotOpen):
    """It opens, but no form of ours wrote what it holds: the key that seals is public."""


@dataclass(frozen=True)
class Content:
    """What the envelope held: answers by permanent field name, and whom they tell of; the key of the sender's status
    row, who keyed it in."""

    answers: dict[str, Any]
    person: Person = field(repr=False)
    status_key: bytes = field(default=b"", repr=False)
    keyed: Keyed | None = None
    account: FromAccount | None = None  # that it says it came from: see the module senders
    sent_at: datetime | None = None
    sections: tuple[Section, ...] = field(default=(), repr=False)  # every answer in the reader's words, unmasked


@dataclass(frozen=True)
class Reading:
    """One submission as its reader sees it: every text in the reader's language, masked unless it was revealed."""

    title: str
    sections: list[Section]
    has_masks: bool


def open_content(office: Office, row: SubmissionRow) -> Content:
    """Raises CannotOpen. A request opens each once, however many parts of its page ask: what was sealed never
    changes, and neither does the language of a request. Jobs go through many, and keep none."""
    if not has_request_context():
        return _open(office, row)
    cache: dict[str, Content] = g.setdefault("opened", {})
    if row.reference not in cache:
        cache[row.reference] = _open(office, row)
    return cache[row.reference]


def _open(office: Office, row: SubmissionRow) -> Content:
    plain = office.opening.open(row.sealed, context=row.reference)
    try:
        return _content(office, row, json.loads(plain))
    except Exception as wrong:  # of any kind, for anything can be in it; none may carry the content on
        raise Unreadable(type(wrong).__name__).with_traceback(wrong.__traceback__) from None


def _content(office: Office, row: SubmissionRow, packed: Any) -> Content:
    # What raises on a page raises here, before there is one. Half a character cannot be encoded.
    json.dumps(packed, ensure_ascii=False).encode()
    if packed["form"] != row.form:  # who may read it goes by its form
        raise ValueError("stored as another form")
    sections = FORMS[row.form].whole_reading(packed["answers"], "read")
    person = FORMS[row.form].person(packed["answers"])
    list(person.given(*Purpose))
    safety.safety_of(person)
    key = bytes.fromhex(packed.get("status_key", ""))
    if len(key) not in (0, KEY_BYTES):
        raise ValueError("no key of a status row")
    keyed = _read_vouched(office, row.reference, packed["keyed"]) if packed.get("keyed") else None
    account = FromAccount.unpacked(packed["account"]) if packed.get("account") else None
    sent_at = datetime.fromisoformat(packed["sent_at"])
    return Content(packed["answers"], person, key, keyed, account, sent_at, tuple(sections))


def _read_vouched(office: Office, reference: str, packed: dict[str, Any]) -> Keyed:
    """Who keyed it in and when it counts, if the staff side said so: the rest of an envelope is its sender's word."""
    keyed = Keyed.unpacked(packed)
    if not hmac.compare_digest(keyed.mark, keyed.vouched(lambda said: office.vouch(reference, said)).mark):
        raise ValueError("keyed in by nobody here")
    return keyed


def reading(form: str, content: Content, *, revealed: bool = False) -> Reading:
    plain = list(content.sections)
    if revealed:
        return Reading(title(form), plain, has_masks=False)
    way: Way = "hidden" if content.person.is_confidential else "masked"
    covered = FORMS[form].whole_reading(content.answers, way)
    return Reading(title(form), covered, has_masks=covered != plain)


def title(form: str) -> str:
    return str(FORMS[form].title_inside) if form in FORMS else form


def standing(connection: Connection, row: SubmissionRow, content: Content) -> Status | None:
    """What the sender reads about it; None where there is no such row."""
    try:
        return status.read(connection, row.reference, content.status_key) if content.status_key else None
    except NoStatus:
        return None
