"""What an account or the telephone hands in to the inside, and the answers; sealed to the case-data worker, each for
its row.

Whatever changes something is an order that the holder signs: the account process can hand in whatever it likes, and
nothing that it can write is a reason to do anything.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

VERSION = 1


class Answer(StrEnum):
    """The worker's word to what was handed in."""

    OPENED = "opened"
    NOT_RIGHT = "not-right"
    AT_THE_DESK = "at-the-desk"  # the code is right, but her account is opened by two of the staff, or exists already
    TOO_MANY = "too-many"
    DONE = "done"
    NOT_HERS = "not-hers"
    NOT_YET = "not-yet"  # hers, but too soon after a recovery


class NotAMessage(Exception):
    """The bytes are nothing that this version hands in."""


@dataclass(frozen=True, slots=True)
class Activation:
    """Somebody with a code from a letter, and the public keys that were made for her."""

    participant_id: str
    code: str
    public_keys: bytes
    language: str


@dataclass(frozen=True, slots=True)
class Order:
    """What a holder wants changed. `signed`: the JSON that she signed; `key_id`: of the keys it was signed with."""

    key_id: bytes
    signed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Recovery:
    """Somebody who has lost her password and her paper: a code by letter, a code from the desk, and new public keys."""

    participant_id: str
    letter: str
    desk: str
    public_keys: bytes
    language: str


@dataclass(frozen=True, slots=True)
class PhoneOpening:
    """Somebody on the telephone with a code from a letter, and the public keys that were made for her PIN."""

    participant_id: str
    code: str = field(repr=False)
    public_keys: bytes


@dataclass(frozen=True, slots=True)
class PhonePin:
    """A PIN that a holder chose in her account: her signed order, and the public keys that the line made for it."""

    participant_id: str
    key_id: bytes
    signed: bytes
    signature: bytes
    public_keys: bytes


@dataclass(frozen=True, slots=True)
class PhoneWrong:
    """Somebody called with her number and a wrong PIN."""

    participant_id: str


Message = Activation | Order | Recovery | PhoneOpening | PhonePin | PhoneWrong
KINDS: dict[str, type[Message]] = {
    **{"activation": Activation, "order": Order, "recovery": Recovery},
    **{"phone-opening": PhoneOpening, "phone-pin": PhonePin, "phone-wrong": PhoneWrong},
}
NAMES = {kind: name for name, kind in KINDS.items()}
BYTES = frozenset({"public_keys", "key_id", "signed", "signature"})


def canonical(said: Mapping[str, object]) -> bytes:
    """The bytes of an order that are signed."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def context(item_id: bytes) -> str:
    """In which what is handed in is sealed: it opens for its own row alone."""
    return f"handed in {item_id.hex()}"


def pin_context(key_id: bytes) -> str:
    """In which the account seals a PIN to the telephone: for whoever has these keys."""
    return f"telephone pin {key_id.hex()}"


def encode(message: Message) -> bytes:
    plain = {name: _text(value) if name in BYTES else value for name, value in asdict(message).items()}
    return json.dumps({"version": VERSION, "kind": NAMES[type(message)], **plain}).encode()


def decode(data: bytes) -> Message:
    """Raises NotAMessage."""
    try:
        plain: dict[str, Any] = json.loads(data)
        if plain.pop("version") != VERSION:
            raise NotAMessage("another version")
        kind = KINDS[plain.pop("kind")]
        values: dict[str, Any] = {name: _value(name, value) for name, value in plain.items()}
        return kind(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise NotAMessage(type(wrong).__name__) from None


def _value(name: str, value: str) -> str | bytes:
    return base64.b64decode(value) if name in BYTES else value


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
