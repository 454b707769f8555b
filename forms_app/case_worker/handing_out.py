"""Puts what is sealed to a holder where the account reads it, or takes it away, with the note that it was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from forms_app.bundles import codec
from forms_app.case_data.store import holders
from forms_app.case_data.store.holders import HolderKeys, Sealed
from forms_app.case_worker.parts import Door, Parts
from forms_app.storage.account import inside
from forms_app.storage.account.inside import SealedBundle, Standing
from forms_app.storage.database import Database

MOST_IN_HAND = 4 * 1024 * 1024  # bytes: then it goes out before more is sealed


class Hand:
    """What goes out to one holder: all of it in one transaction of the database out of which she reads, and then
    noted in one of the inside's. Killed in between, it is sealed once more."""

    def __init__(self, parts: Parts, holder: HolderKeys, database: Database) -> None:
        self._parts, self._holder, self._database = parts, holder, database
        with parts.cases.aside.read() as connection:
            self._before = holders.sealed_of(connection, holder.public.id)
        self._bundles: dict[str, SealedBundle | None] = {}
        self._notes: dict[str, Sealed | None] = {}
        self._standing: Standing | None = None

    def put_if_other(self, kind: str, plain: bytes, seq: int) -> None:
        """Unless the same was sealed last."""
        digest = hashlib.sha256(plain).digest()
        if not self.has(kind, digest):
            self.put(kind, plain, digest, seq)

    def has(self, kind: str, digest: bytes) -> bool:
        """Whether just this was sealed last."""
        return kind in self._before and self._before[kind].digest == digest

    def put(self, kind: str, plain: bytes, digest: bytes, seq: int) -> None:
        context = codec.context(self._holder.public.id, kind, seq)
        self._take_up(kind, SealedBundle(seq, self._holder.public.sealing_key.seal(plain, context)), digest)

    def pass_on(self, kind: str, sealed: bytes, seq: int) -> None:
        """What somebody else sealed to her, unless it lies there."""
        digest = hashlib.sha256(sealed).digest()
        if not self.has(kind, digest):
            self._take_up(kind, SealedBundle(seq, sealed), digest)

    def _take_up(self, kind: str, bundle: SealedBundle, digest: bytes) -> None:
        self._bundles[kind], self._notes[kind] = bundle, Sealed(digest, bundle.seq)
        if sum(len(one.sealed) for one in self._bundles.values() if one) > MOST_IN_HAND:
            self.go()

    def take(self, kind: str) -> None:
        self._bundles[kind] = self._notes[kind] = None

    def take_all(self) -> None:
        """Also what nobody noted: there is none of hers in the account's database afterwards."""
        key_id = self._holder.public.id
        with self._database.write() as connection:
            inside.remove_bundles(connection, key_id)
        with self._parts.cases.aside.write() as connection:
            holders.forget_sealed(connection, key_id)

    def kinds(self) -> list[str]:
        """Of what was sealed before."""
        return sorted(self._before)

    def stand(self, standing: Standing) -> None:
        self._standing = standing

    def go(self) -> None:
        """Out with it; nothing is written where nothing is new."""
        self._hand_out()
        if self._notes:
            with self._parts.cases.aside.write() as connection:
                holders.note_sealed(connection, self._holder.public.id, self._notes)
        self._bundles, self._notes, self._standing = {}, {}, None

    def _hand_out(self) -> None:
        key_id, standing = self._holder.public.id, self._standing
        if standing is not None:
            with self._database.read() as connection:
                standing = None if inside.standing_of(connection, key_id) == standing else standing
        if self._bundles or standing:
            with self._database.write() as connection:
                for kind, bundle in self._bundles.items():
                    if bundle:
                        inside.put_bundle(connection, key_id, kind, bundle)
                    else:
                        inside.remove_bundles(connection, key_id, kind)
                if standing:
                    inside.put_standing(connection, key_id, standing)


@contextmanager
def to(parts: Parts, holder: HolderKeys, door: Door | None = None) -> Iterator[Hand]:
    """What is put into the hand goes out at the end of the block, through the account's door or this one."""
    hand = Hand(parts, holder, door.database if door else parts.account)
    yield hand
    hand.go()
