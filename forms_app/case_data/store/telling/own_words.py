"""What holders wrote without the keys that they have now: the worker asks for it, once for each pair, staff seal it.

A row carries the worker's mark: whoever can only write here has nothing sealed to keys of his own.
"""

from __future__ import annotations

import hmac
import json
import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.case_data.store.holder_tables import own_words

PART = "part"


class Wanted(NamedTuple):
    """`number`: of the form among sent_forms. `sent_with`: as it stands there. `sought`: its reference and how much of
    it comes back, sealed to the inbox key. `words`: None until staff answered; empty where they have none of hers."""

    number: int
    key_id: bytes
    sent_with: bytes
    nonce: str
    sought: bytes
    mark: bytes
    words: bytes | None

    def is_ours(self, key: bytes) -> bool:
        return hmac.compare_digest(self.mark, _mark(key, self))


def new_nonce() -> str:
    return secrets.token_hex(16)


def sought(reference: str, *, is_part: bool) -> bytes:
    """What is sealed to the inbox key."""
    return f"{reference} {PART}".encode() if is_part else reference.encode()


def read_sought(plain: bytes) -> tuple[str, bool]:
    """(the reference, whether only a part of it comes back)."""
    reference, _, how_much = plain.decode().partition(" ")
    return reference, how_much == PART


def context(nonce: str) -> str:
    """In which a reference is sealed to the inbox key."""
    return f"own words {nonce}"


def want(connection: Connection, key: bytes, wanted: Wanted) -> None:
    """`key`: what marks are made with."""
    connection.execute(insert(own_words).values(wanted._replace(mark=_mark(key, wanted))._asdict()))


def of_keys(connection: Connection, key_id: bytes) -> list[Wanted]:
    return [Wanted(*row) for row in connection.execute(select(own_words).where(own_words.c.key_id == key_id))]


def find(connection: Connection, nonce: str) -> Wanted | None:
    row = connection.execute(select(own_words).where(own_words.c.nonce == nonce)).first()
    return Wanted(*row) if row else None


def answer(connection: Connection, nonce: str, words: bytes) -> None:
    connection.execute(update(own_words).where(own_words.c.nonce == nonce).values(words=words))


def forget(connection: Connection, key_id: bytes) -> None:
    """What was wanted for these keys."""
    connection.execute(delete(own_words).where(own_words.c.key_id == key_id))


def _mark(key: bytes, wanted: Wanted) -> bytes:
    bound = [wanted.number, wanted.key_id.hex(), wanted.sent_with.hex(), wanted.nonce, wanted.sought.hex()]
    return hmac.digest(key, json.dumps(bound).encode(), "sha256")
