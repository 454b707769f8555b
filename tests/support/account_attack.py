"""Somebody who broke into the account process: its database with the rights of its role, and every secret it has.

What they can try here is tried: other keys in a holder's place, codes, orders that they sign or keep and hand in again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import ProgrammingError

from forms_app.account.services import AccountServices
from forms_app.bundles import messages
from forms_app.bundles.messages import Activation, Message, Order
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys, unwrap
from forms_app.sealing.seal import derive
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.account.tables import bundles, freshness, handed_in, holders, standings
from forms_app.storage.accounts import accounts

KINDS = ("complete", "event", "contact", "employment", "message", "consent", "recover", "new-keys")
WAYS = ("password", "recovery", "session", "activation", "")


def order_of(kind: str, key_id: bytes, signer: OwnerKeys) -> Order:
    """What the account makes of a wish, signed by whoever signs it."""
    said = {"kind": kind, "body": {}, "key": key_id.hex(), "at": "", "nonce": secrets.token_hex(16)}
    signed = messages.canonical(said)
    return Order(key_id, signed, signer.sign(signed))


@dataclass
class Attacker:
    """`participants`: numbers that they know. `heard`: orders that holders signed while they listened, as they went."""

    services: AccountServices
    random: Random
    participants: list[str]
    heard: list[Order]
    planted: list[OwnerKeys] = field(default_factory=list)
    handed: list[bytes] = field(default_factory=list)
    denied: int = 0

    def try_once(self) -> None:
        """One of everything that they can write."""
        self.random.choice(self._tries())()

    def _tries(self) -> list[Callable[[], None]]:
        mine = [self._other_keys, self._guess, self._sign_for_her, self._sign_for_myself, self._again, self._changed]
        return [*mine, self._copied, self._seal_it_myself, self._stand_open, self._answer_myself]

    def _keys(self) -> OwnerKeys:
        self.planted.append(OwnerKeys.generate())
        return self.planted[-1]

    def _hand_in(self, message: Message) -> None:
        item_id = inside.new_id()
        sealed = self.services.worker.seal(messages.encode(message), messages.context(item_id))
        self._write(lambda connection: inside.hand_in(connection, HandedIn(item_id, sealed, self.services.now())))
        self.handed.append(item_id)

    def _write(self, statement: Callable[[Connection], object]) -> None:
        """What the role may not do counts as denied."""
        try:
            with self.services.database.write() as connection:
                statement(connection)
        except ProgrammingError:
            self.denied += 1

    def _victim(self) -> tuple[int, PublicKeys]:
        with self.services.database.read() as connection:
            rows = connection.execute(select(holders.c.id, holders.c.public_keys)).all()
        found = self.random.choice(rows)
        return found[0], PublicKeys(found[1])

    def _other_keys(self) -> None:
        """In the place of a holder's, with a seal that fits: the secret of the app is theirs."""
        number, planted = self._victim()[0], self._keys().public.data
        self._write(
            lambda connection: accounts.change(connection, self.services.realm.rows, number, public_keys=planted)
        )

    def _guess(self) -> None:
        code, number = codes.new(codes.ACTIVATION), self.random.choice(self.participants)
        self._hand_in(Activation(number, code, self._keys().public.data, "en"))

    def _signed(self, key_id: bytes, signer: OwnerKeys) -> Order:
        kind = self.random.choice(KINDS)
        return order_of(kind, key_id, signer)

    def _sign_for_her(self) -> None:
        self._hand_in(self._signed(self._victim()[1].id, self._keys()))

    def _sign_for_myself(self) -> None:
        keys = self._keys()
        self._hand_in(self._signed(keys.public.id, keys))

    def _again(self) -> None:
        """What she signed once, as it was."""
        self._hand_in(self.random.choice(self.heard))

    def _changed(self) -> None:
        """What she signed once, with other words under her signature."""
        order = self.random.choice(self.heard)
        said = {**json.loads(order.signed), "nonce": secrets.token_hex(16), "kind": self.random.choice(KINDS)}
        self._hand_in(Order(order.key_id, messages.canonical(said), order.signature))

    def _copied(self) -> None:
        """Something that was sealed for another row."""
        with self.services.database.read() as connection:
            sealed = [one for (one,) in connection.execute(select(handed_in.c.sealed))]
        item_id, copy = inside.new_id(), self.random.choice(sealed or [b"\x01"])
        self._write(lambda connection: inside.hand_in(connection, HandedIn(item_id, copy, self.services.now())))
        self.handed.append(item_id)

    def _seal_it_myself(self) -> None:
        row = {"key_id": self._keys().public.id, "kind": "money", "seq": 1, "sealed": b"\x01"}
        self._write(lambda connection: connection.execute(insert(bundles).values(row)))

    def _stand_open(self) -> None:
        row = {"key_id": self._keys().public.id, "state": "open"}
        self._write(lambda connection: connection.execute(insert(standings).values(row)))

    def _answer_myself(self) -> None:
        table = self.random.choice((handed_in, freshness))
        value = {"answer": "done"} if table is handed_in else {"seq": 10**6}
        self._write(lambda connection: connection.execute(update(table).values(value)))

    def opened(self) -> Iterator[bytes]:
        """Every private key that the database and the secrets give up while nobody is signed in."""
        with self.services.database.read() as connection:
            rows = connection.execute(select(holders)).mappings().all()
        known = list(self._secrets())
        for row in rows:
            wrapped = row["wrapped_by_password"], row["wrapped_by_recovery"]
            yield from (_opened_by(PublicKeys(row["public_keys"]), wrapped, known))

    def _secrets(self) -> Iterator[bytes]:
        """All that keys/account holds, and what is derived from it for any purpose."""
        yield b""
        for file in sorted((self.services.settings.keys_dir / "account").iterdir()):
            yield file.read_bytes()
        purposes = ("passwords", "recovery paper", "participant", "form token", "activation", "totp", "sessions")
        for purpose in purposes:
            yield self.services.key(purpose)
            yield derive(self.services.secret, purpose)
        yield self.services.secret


def _opened_by(public: PublicKeys, wrapped: tuple[bytes, ...], known: list[bytes]) -> Iterator[bytes]:
    for box in wrapped:
        for secret in known:
            for way in WAYS:
                try:
                    unwrap(box, secret, way, public)
                except NotHers:
                    continue
                yield public.id
