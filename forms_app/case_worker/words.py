"""What a holder wrote without the keys that she has now: asked of the staff side, who can open it, and passed on.

With keys that are lost; to staff, who keyed it in; on the public site, before it joined her messages. It comes back
sealed to her, and this worker reads none of it. Only for an account that somebody has confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.bundles import own_words as bundle
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import joined, own_words, sent_forms
from forms_app.case_data.store.telling.own_words import Wanted
from forms_app.case_data.store.telling.sent_forms import SentForm
from forms_app.case_worker import sent_forms as opening
from forms_app.case_worker.handing_out import Hand
from forms_app.case_worker.parts import Parts
from forms_app.sealing.seal import derive


class Written(NamedTuple):
    """`how_much` of it comes back: see bundles.own_words."""

    one: SentForm
    reference: str
    how_much: str


def put(parts: Parts, hand: Hand, holder: HolderKeys) -> None:
    """Those that are there; the others are asked for."""
    if holder.state is not State.OPEN:
        return
    with parts.cases.aside.read() as connection:
        written = {one.one.number: one for one in _written(parts, connection, holder)}
        known = {one.number: one for one in own_words.of_keys(connection, holder.public.id)} if written else {}
    missing = [_wanted(parts, holder, written[number]) for number in written.keys() - known.keys()]
    if missing:
        with parts.cases.aside.write() as connection:
            for one in missing:
                own_words.want(connection, mark_key(parts), one)
    for number, one in known.items():
        if one.words and number in written:
            kind = bundle.kind_of(holder.public.id, written[number].reference, written[number].how_much)
            hand.pass_on(kind, one.words, bundle.SEQ)


def forget(parts: Parts, holder: HolderKeys) -> None:
    """Of an account that is stopped: asked for anew when it goes on."""
    with parts.cases.aside.read() as connection:
        there = own_words.of_keys(connection, holder.public.id)
    if there:
        with parts.cases.aside.write() as connection:
            own_words.forget(connection, holder.public.id)


def mark_key(parts: Parts) -> bytes:
    return derive(parts.telling.secret, "own words")


def _written(parts: Parts, connection: Connection, holder: HolderKeys) -> Iterator[Written]:
    """What she sent with her present keys stands in her account as she sent it, but for a question that joined."""
    person_id, key_id = holder.person_id, holder.public.id
    hers = {(one.reference, one.key_id) for one in joined.of_person(connection, person_id)}
    every = sent_forms.with_other_keys(connection, person_id, key_id)
    for one in [*every, *(sent_forms.with_keys(connection, person_id, key_id) if hers else ())]:
        reference = opening.opened(parts, person_id, one).reference
        if (reference, one.key_id) in hers or one.key_id == sent_forms.BY_STAFF:
            yield Written(one, reference, bundle.PART)
        elif one.key_id != key_id:
            yield Written(one, reference, bundle.WHOLE)


def _wanted(parts: Parts, holder: HolderKeys, written: Written) -> Wanted:
    nonce = own_words.new_nonce()
    plain = own_words.sought(written.reference, is_part=written.how_much == bundle.PART)
    sought = parts.inbox.seal(plain, own_words.context(nonce))
    return Wanted(written.one.number, holder.public.id, written.one.key_id, nonce, sought, b"", None)
