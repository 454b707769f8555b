"""Passkeys: what a page asks the browser's authenticator for, and what is true of the answer (WebAuthn level 2).

The question carries its own mark and comes back in what the authenticator signs; nothing of it is kept. Each is
answered once. A passkey is found by itself and not by the account, so a page that asks for one tells nobody whether an
account has any.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from forms_app.account.services import services
from forms_app.storage.account import passkeys
from forms_app.storage.account.passkeys import Passkey
from forms_app.storage.throttles import Limit, TooMany

if TYPE_CHECKING:
    from fido2.server import Fido2Server

GOOD_FOR = timedelta(minutes=15)
ONCE = Limit("passkey question", 1, GOOD_FOR)
NAME = "Customer Connect"  # as the authenticator lists it: neither whose it is nor what it opens
MOST_BYTES = 16 * 1024
USE, MAKE = "use", "make"
UNTIL_BYTES, RANDOM_BYTES, MARK_BYTES = 4, 12, 16  # of a question


@dataclass(frozen=True, slots=True)
class Question:
    """`way`: use or make. `options`: what the script hands to the browser."""

    way: str
    options: str


@dataclass(frozen=True, slots=True)
class Used:
    """A passkey that has just signed, and how often it says that it has."""

    passkey: Passkey
    sign_count: int


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey, nobody's yet."""

    id: bytes
    public_key: bytes
    sign_count: int
    is_synced: bool

    def of(self, account_id: int, now: datetime) -> Passkey:
        return Passkey(self.id, account_id, self.public_key, self.sign_count, self.is_synced, now)


def ask_to_use(bound_to: bytes) -> Question:
    from fido2.webauthn import UserVerificationRequirement

    options, _state = _server().authenticate_begin(
        None, UserVerificationRequirement.REQUIRED, _challenge(USE, bound_to)
    )
    return Question(USE, json.dumps(dict(options)))


def ask_to_make(bound_to: bytes, known: Iterable[Passkey] = ()) -> Question:
    """`known`: an authenticator that has one of them makes no second."""
    from fido2.webauthn import (
        AttestedCredentialData,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    user = PublicKeyCredentialUserEntity(name=NAME, id=secrets.token_bytes(32), display_name=NAME)
    needs = ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED
    has = [AttestedCredentialData(one.public_key) for one in known]
    options, _state = _server().register_begin(user, has, *needs, challenge=_challenge(MAKE, bound_to))
    return Question(MAKE, json.dumps(dict(options)))


def read_used(posted: str, bound_to: bytes) -> Used | None:
    """The passkey that answered; None where anything is not right, as where a copy of it has signed since."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    if not 0 < len(posted) <= MOST_BYTES:
        return None
    try:
        answer = AuthenticationResponse.from_dict(json.loads(posted))
        with services().database.read() as connection:
            passkey = passkeys.find(connection, services().realm.rows.key, answer.raw_id)
        state = _state(answer.response.client_data.challenge, USE, bound_to)
        if passkey is None or state is None:
            return None
        _server().authenticate_complete(state, [AttestedCredentialData(passkey.public_key)], answer)
    except (ValueError, TypeError, KeyError, AttributeError):  # whatever a browser can send that is no such answer
        return None
    counted = answer.response.authenticator_data.counter
    is_copy = counted <= passkey.sign_count and (counted, passkey.sign_count) != (0, 0)
    return None if is_copy or not _first_answer(state) else Used(passkey, counted)


def read_made(posted: str, bound_to: bytes) -> Made | None:
    """The new passkey; None where anything is not right."""
    from fido2.webauthn import RegistrationResponse

    if not 0 < len(posted) <= MOST_BYTES:
        return None
    try:
        answer = RegistrationResponse.from_dict(json.loads(posted))
        state = _state(answer.response.client_data.challenge, MAKE, bound_to)
        made = _server().register_complete(state, answer) if state else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if state is None or made is None or made.credential_data is None or not _first_answer(state):
        return None
    public_key = bytes(made.credential_data)
    return Made(made.credential_data.credential_id, public_key, made.counter, made.is_backup_eligible())


def _server() -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    address = urlsplit(services().settings.account_url)
    ours = f"{address.scheme}://{address.netloc}"
    return Fido2Server(PublicKeyCredentialRpEntity(name=NAME, id=address.hostname), verify_origin=ours.__eq__)


def _challenge(way: str, bound_to: bytes) -> bytes:
    """until (4 bytes) | random (12) | mark (16)"""
    until = int((services().now() + GOOD_FOR).timestamp()).to_bytes(UNTIL_BYTES, "big")
    said = until + secrets.token_bytes(RANDOM_BYTES)
    return said + _mark(said, way, bound_to)


def _state(challenge: bytes, way: str, bound_to: bytes) -> dict[str, Any] | None:
    """For checking the answer to a question that was asked here, in this browser, and not too long ago."""
    from fido2.utils import websafe_encode
    from fido2.webauthn import UserVerificationRequirement

    said, mark = challenge[: UNTIL_BYTES + RANDOM_BYTES], challenge[UNTIL_BYTES + RANDOM_BYTES :]
    until = datetime.fromtimestamp(int.from_bytes(said[:UNTIL_BYTES], "big"), UTC)
    if not hmac.compare_digest(mark, _mark(said, way, bound_to)) or until <= services().now():
        return None
    return {"challenge": websafe_encode(challenge), "user_verification": UserVerificationRequirement.REQUIRED}


def _mark(said: bytes, way: str, bound_to: bytes) -> bytes:
    return hmac.digest(services().key(f"passkey to {way}"), said + bound_to, "sha256")[:MARK_BYTES]


def _first_answer(state: dict[str, Any]) -> bool:
    try:
        services().realm.throttle.spend([(ONCE, state["challenge"])])
    except TooMany:
        return False
    return True
