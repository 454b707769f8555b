"""What holders wrote without the keys that they have now and the worker asks for, as the staff side finds it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import asks, holder_keys, own_words
from forms_app.sealing.owner_keys import PublicKeys

AT_ONCE = 500


class Sought(NamedTuple):
    """`sought`: a reference, sealed to the inbox key. `sent_with`: the keys that it must have been sent with, or have
    joined with; sent_forms.BY_STAFF of what was keyed in. `public`: what it is to be sealed to; `person_id`: whose."""

    nonce: str
    sought: bytes
    sent_with: bytes
    public: PublicKeys
    person_id: str


def unanswered(cases: CaseDatabase) -> list[Sought]:
    """The oldest first."""
    columns = (
        own_words.c.nonce,
        own_words.c.sought,
        own_words.c.sent_with,
        holder_keys.c.public_keys,
        holder_keys.c.person_id,
        own_words.c.key_id,
    )
    hers = own_words.join(holder_keys, holder_keys.c.key_id == own_words.c.key_id)
    is_open = (
        own_words.c.words.is_(None),
        own_words.c.nonce.not_in(select(asks.c.nonce).where(asks.c.kind == "own-words")),
    )
    which = select(*columns).select_from(hers).where(*is_open).order_by(own_words.c.number).limit(AT_ONCE)
    with cases.aside.read() as connection:
        rows = [(Sought(*row[:3], PublicKeys(row[3]), row[4]), row[5]) for row in connection.execute(which)]
    return [sought for sought, key_id in rows if sought.public.id == key_id]
