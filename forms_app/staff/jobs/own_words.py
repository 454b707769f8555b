"""Seals to a holder's keys what she wrote without them: the case-data worker asks, and can open none.

With keys that are lost: only what came from an account, with just the keys that the worker names. What staff keyed in:
only under her own number. What she asked on the public site: only if her proof is right that she had its receipt code.
It goes back sealed to her, and that once more to the worker, who passes it on if its own list says so: a row in a
database is no reason to let anybody read.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, NamedTuple

from forms_app.bundles import codec, own_words
from forms_app.bundles.own_words import OwnWords
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import own_words as store
from forms_app.case_data.store.for_staff import people
from forms_app.case_data.store.for_staff.own_words import Sought
from forms_app.case_data.store.telling.own_words import context, read_sought
from forms_app.case_data.store.telling.sent_forms import BY_STAFF
from forms_app.forms import FORMS
from forms_app.forms.questions import Purpose
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.staff.submissions import contents, senders, unsigned
from forms_app.staff.submissions.contents import Content, Unreadable
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import folding


class Found(NamedTuple):
    """`name`: that stands on it, for the worker to compare; None of what she signed."""

    answers: dict[str, Any]
    name: str | None = None


def work_off(staff: Office) -> int:
    """How many were answered."""
    if staff.cases is None or not staff.cases.is_made():
        return 0
    return sum(_one(staff, staff.cases, sought) for sought in store.unanswered(staff.cases))


def _one(staff: Office, cases: CaseDatabase, sought: Sought) -> bool:
    try:
        reference, is_part = read_sought(staff.opening.open(sought.sought, context(sought.nonce)))
        found = _found(staff, cases, sought, reference, is_part=is_part)
    except CannotOpen:
        return False  # its key may return
    sealed = _sealed(sought, reference, found, own_words.PART if is_part else own_words.WHOLE)
    said = {"words": base64.b64encode(sealed).decode(), "sought": hashlib.sha256(sought.sought).hexdigest()}
    named = {"name": found.name} if found and found.name is not None else {}
    staff.asks.ask(Kind.OWN_WORDS, {**said, **named}, "", "", staff.now(), sought.nonce)
    return True


def _found(staff: Office, cases: CaseDatabase, sought: Sought, reference: str, *, is_part: bool) -> Found | None:
    """None where there is nothing of hers under this reference. Raises CannotOpen: a key of ours is missing."""
    with staff.database.read() as connection:
        row = submissions.find(connection, reference)
    try:
        content = contents.open_content(staff, row) if row else None
    except Unreadable:
        return None
    if row is None or content is None:
        return None
    if content.account is not None:
        return Found(content.answers) if content.account.key_id == sought.sent_with and not is_part else None
    is_hers = _is_keyed(cases, sought, content) if content.keyed else _has_joined(staff, sought, row, content)
    if not is_part or not is_hers:
        return None
    name = content.person.name or (content.keyed.name if content.keyed else "")
    return Found(unsigned.part_of(FORMS[row.form], content.answers), name)


def _is_keyed(cases: CaseDatabase, sought: Sought, content: Content) -> bool:
    """That staff keyed it in the content itself has shown: see contents."""
    person, typed = people.of(cases, sought.person_id), content.person.own(Purpose.CASE_NUMBER)
    number = folding.digits(str(typed.get("text") or "")) if isinstance(typed, dict) else ""
    return sought.sent_with == BY_STAFF and person is not None and bool(number) and number == person.participant_id


def _has_joined(staff: Office, sought: Sought, row: SubmissionRow, content: Content) -> bool:
    every = senders.proven(staff, row, content) if FORMS[row.form].policy.joins_messages else ()
    return any((one.key_id, one.person_id) == (sought.sent_with, sought.person_id) for one in every)


def _sealed(sought: Sought, reference: str, found: Found | None, how_much: str) -> bytes:
    """Empty where there is nothing."""
    if found is None:
        return b""
    words = codec.encode(OwnWords(json.dumps(found.answers, ensure_ascii=False)))
    hers = sought.public
    kind = own_words.kind_of(hers.id, reference, how_much)
    return hers.sealing_key.seal(words, codec.context(hers.id, kind, own_words.SEQ))
