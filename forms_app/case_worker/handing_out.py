"""Puts what is sealed to a holder where the account reads it, or takes it away, with the note that it was done."""

from __future__ import annotations

import hashlib

from forms_app.bundles import codec
from forms_app.case_data.store import holders
from forms_app.case_data.store.holders import HolderKeys, Sealed
from forms_app.case_worker.parts import Parts
from forms_app.storage.account import inside
from forms_app.storage.account.inside import SealedBundle


def put_if_other(parts: Parts, holder: HolderKeys, kind: str, plain: bytes, seq: int) -> None:
    """Unless the same was sealed last."""
    key_id, digest = holder.public.id, hashlib.sha256(plain).digest()
    with parts.cases.aside.read() as connection:
        last = holders.sealed_last(connection, key_id, kind)
    if last is None or last.digest != digest:
        put(parts, holder, kind, plain, digest, seq)


def put(parts: Parts, holder: HolderKeys, kind: str, plain: bytes, digest: bytes, seq: int) -> None:
    """First the bundle, then the note of it: killed in between, it is sealed once more."""
    key_id = holder.public.id
    sealed = holder.public.sealing_key.seal(plain, codec.context(key_id, kind, seq))
    with parts.account.write() as connection:
        inside.put_bundle(connection, key_id, kind, SealedBundle(seq, sealed))
    with parts.cases.aside.write() as connection:
        holders.note_sealed(connection, key_id, kind, Sealed(digest, seq))


def take(parts: Parts, holder: HolderKeys, kind: str | None = None) -> None:
    """That of one kind, or all that was sealed to these keys."""
    key_id = holder.public.id
    with parts.account.write() as connection:
        inside.remove_bundles(connection, key_id, kind)
    with parts.cases.aside.write() as connection:
        holders.forget_sealed(connection, key_id, kind)
