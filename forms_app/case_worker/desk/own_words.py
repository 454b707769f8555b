"""What staff answer about something that a holder sent with keys that are lost: her words, sealed to her new ones."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.telling import own_words
from forms_app.case_worker import sealing, sent_forms
from forms_app.case_worker.parts import Parts


def take_in(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Only what this worker asked for, and as it asked: the keys that it goes to are of the own list."""
    words = base64.b64decode(body["words"], validate=True)
    with parts.cases.aside.write() as connection:
        wanted = own_words.find(connection, ask.nonce)
        if wanted is None or not wanted.is_ours(sent_forms.mark_key(parts)) or body["sought"] != hash_of(wanted.sought):
            return Reply(Word.UNREADABLE)
        holder = parts.own_list.by_key(connection, wanted.key_id)
        if holder is None:
            return Reply(Word.NO_ACCOUNT)
        own_words.answer(connection, ask.nonce, words)
    sealing.seal_person(parts, holder.person_id)
    return Reply(Word.DONE)


def hash_of(sought: bytes) -> str:
    """By which the answer says what was sought: a row that changed meanwhile is not the one that was asked."""
    return hashlib.sha256(sought).hexdigest()
