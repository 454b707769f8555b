"""Whoever is signed in, as the forms know her: what opens her drafts, what she signs with, hashes only she makes."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date
from typing import NamedTuple

from forms_app.account.guard import holder
from forms_app.account.views.opened import hers
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.status import Status

HASH_BYTES = 16


class Sender(NamedTuple):
    """The filing.Sender of the account."""

    key_id: bytes
    keys: OwnerKeys

    def sign(self, message: bytes) -> bytes:
        return self.keys.sign(message)


def sender() -> Sender:
    return Sender(hers().public.id, hers().keys)


def account_id() -> int:
    return holder().account.id


def token() -> bytes:
    """What opens her drafts, in every session of hers and to nobody else."""
    return hers().keys.secret("drafts")


def mark(reference: str) -> bytes:
    """By what something that she sent is found again; it tells nobody else what was sent."""
    return hashlib.sha256(b"request" + token() + reference.encode()).digest()


def said_as(now: Status) -> bytes:
    """Of all that an answer says: what is corrected or added has another. Nobody else can tell from it what it says."""
    added = [(one.on, one.text) for one in now.added]
    said = [now.state, now.answered_on, now.reply, now.outcome, added, now.ended_on, now.ended]
    plain = json.dumps(said, default=date.isoformat)
    return hmac.digest(token(), b"read" + plain.encode(), hashlib.sha256)[:HASH_BYTES]
