"""What staff answer about something that a holder wrote without the keys that she has now: her words, sealed to these.

What she did not sign comes with the name that stands on it: a number alone, or two that lay on a table, do not show
what somebody else wrote.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.telling import own_words
from forms_app.case_worker import sealing
from forms_app.case_worker import words as asked_for
from forms_app.case_worker.desk import matching
from forms_app.case_worker.parts import Parts


def take_in(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Only what this worker asked for, and as it asked: the keys that it goes to are of the own list."""
    words = base64.b64decode(body["words"], validate=True)
    with parts.cases.aside.write() as connection:
        wanted = own_words.find(connection, ask.nonce)
        if wanted is None or not wanted.is_ours(asked_for.mark_key(parts)) or body["sought"] != hash_of(wanted.sought):
            return Reply(Word.UNREADABLE)
        holder = parts.own_list.by_key(connection, wanted.key_id)
        if holder is None:
            return Reply(Word.NO_ACCOUNT)
        own_words.answer(connection, ask.nonce, words if _is_hers(parts, holder.person_id, body) else b"")
    sealing.seal_person(parts, holder.person_id)
    return Reply(Word.DONE)


def _is_hers(parts: Parts, person_id: str, body: Mapping[str, Any]) -> bool:
    if "name" not in body:
        return True
    rows = parts.data.rows_of(person_id)
    return rows is not None and matching.is_whole_name(str(body["name"]), rows.person)


def hash_of(sought: bytes) -> str:
    """By which the answer says what was sought: a row that changed meanwhile is not the one that was asked."""
    return hashlib.sha256(sought).hexdigest()
