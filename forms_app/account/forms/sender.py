"""Whoever is signed in, as the forms know her: what opens her drafts, and the keys that she signs with."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from forms_app.account.guard import holder
from forms_app.account.views.opened import hers
from forms_app.sealing.owner_keys import OwnerKeys


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
