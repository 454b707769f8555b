"""What a holder sent, noted when she sends it, and sealed to new keys after she has lost hers.

Only form, day and the two numbers that open its status: this worker reads no status and no answer. What she wrote it
asks of the staff side, who can open it; that comes back sealed to her, and is passed on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles import codec, earlier
from forms_app.bundles import own_words as own_words_bundle
from forms_app.bundles.earlier import Earlier, Sent
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import own_words, sent_forms
from forms_app.case_data.store.telling.own_words import Wanted
from forms_app.case_data.store.telling.sent_forms import SentForm
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import derive, lock, unlock

LONGEST = {"form": 40, "reference": 9, "receipt_code": 20, "sent_at": 40}


def note(connection: Connection, parts: Parts, holder: HolderKeys, said: Mapping[str, str]) -> None:
    """What an order of kind `sent` says, once it is `checked`; in the caller's transaction."""
    sent_forms.add(connection, holder.person_id, holder.public.id, locked(parts, holder.person_id, json.dumps(said)))


def checked(body: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of it. Raises ValueError where something lacks or is too long."""
    said = {name: str(body.get(name, "")) for name in LONGEST}
    if any(not text or len(text) > LONGEST[name] for name, text in said.items()):
        raise ValueError("nothing that was sent")
    return said


def locked(parts: Parts, person_id: str, said: str) -> bytes:
    return lock(_key(parts), said.encode(), person_id.encode())


def put(parts: Parts, hand: Hand, holder: HolderKeys) -> None:
    """What she sent with other keys, if there is any; what she wrote in it only once somebody has confirmed her."""
    with parts.cases.aside.read() as connection:
        every = sent_forms.with_other_keys(connection, holder.person_id, holder.public.id)
    if not every:
        return
    found = [opened(parts, holder.person_id, one) for one in every]
    hand.put_if_other(earlier.KIND, codec.encode(Earlier(tuple(found))), len(found))
    if holder.state is State.OPEN:
        hers = ((one, sent) for one, sent in zip(every, found, strict=True) if one.key_id != sent_forms.BY_STAFF)
        _put_words(parts, hand, holder, {one.number: (one, sent) for one, sent in hers})


def forget_words(parts: Parts, holder: HolderKeys) -> None:
    """Of an account that is stopped: asked for anew when it goes on."""
    with parts.cases.aside.read() as connection:
        there = own_words.of_keys(connection, holder.public.id)
    if there:
        with parts.cases.aside.write() as connection:
            own_words.forget(connection, holder.public.id)


def mark_key(parts: Parts) -> bytes:
    return derive(parts.telling.secret, "own words")


def opened(parts: Parts, person_id: str, one: SentForm) -> Sent:
    said = json.loads(unlock(_key(parts), one.box, person_id.encode()))
    return Sent(**{"channel": "", **said, "sent_at": datetime.fromisoformat(said["sent_at"])})


def _put_words(parts: Parts, hand: Hand, holder: HolderKeys, sent: Mapping[int, tuple[SentForm, Sent]]) -> None:
    """Those that are there; the others are asked for."""
    with parts.cases.aside.read() as connection:
        known = {one.number: one for one in own_words.of_keys(connection, holder.public.id)}
    missing = [_wanted(parts, holder, *sent[number]) for number in sent.keys() - known.keys()]
    if missing:
        with parts.cases.aside.write() as connection:
            for one in missing:
                own_words.want(connection, mark_key(parts), one)
    for number, one in known.items():
        if one.words and number in sent:
            kind = own_words_bundle.kind_of(holder.public.id, sent[number][1].reference)
            hand.pass_on(kind, one.words, own_words_bundle.SEQ)


def _wanted(parts: Parts, holder: HolderKeys, one: SentForm, sent: Sent) -> Wanted:
    nonce = own_words.new_nonce()
    sought = parts.inbox.seal(sent.reference.encode(), own_words.context(nonce))
    return Wanted(one.number, holder.public.id, one.key_id, nonce, sought, b"", None)


def _key(parts: Parts) -> bytes:
    return derive(parts.telling.secret, "what holders sent")
