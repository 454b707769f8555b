"""Passkeys: what a page asks the browser's authenticator for, and what is true of the answer (WebAuthn level 2).

The question goes to the page and comes back locked; nothing of it is kept. Each is answered once. A passkey is found by
itself, not by the account: a page that asks for one tells nobody whether an account has any.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag

from forms_app.account.services import services
from forms_app.sealing.seal import lock, unlock
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


@dataclass(frozen=True, slots=True)
class Question:
    """`way`: use or make. `options`: what the script hands to the browser. `locked`: comes back with the answer."""

    way: str
    options: str
    locked: str


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

    options, state = _server().authenticate_begin(None, UserVerificationRequirement.REQUIRED)
    return Question(USE, json.dumps(dict(options)), _lock(state, USE, bound_to))


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
    options, state = _server().register_begin(user, has, *needs)
    return Question(MAKE, json.dumps(dict(options)), _lock(state, MAKE, bound_to))


def read_used(posted: str, locked: str, bound_to: bytes) -> Used | None:
    """The passkey that answered; None where anything is not right, as where a copy of it has signed since."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    state = _unlock(locked, USE, bound_to)
    if state is None or not 0 < len(posted) <= MOST_BYTES:
        return None
    try:
        answer = AuthenticationResponse.from_dict(json.loads(posted))
        with services().database.read() as connection:
            passkey = passkeys.find(connection, services().realm.rows.key, answer.raw_id)
        if passkey is None:
            return None
        _server().authenticate_complete(state, [AttestedCredentialData(passkey.public_key)], answer)
    except (ValueError, TypeError, KeyError, AttributeError):  # whatever a browser can send that is no such answer
        return None
    counted = answer.response.authenticator_data.counter
    is_copy = counted <= passkey.sign_count and (counted, passkey.sign_count) != (0, 0)
    return None if is_copy or not _first_answer(state) else Used(passkey, counted)


def read_made(posted: str, locked: str, bound_to: bytes) -> Made | None:
    """The new passkey; None where anything is not right."""
    state = _unlock(locked, MAKE, bound_to)
    if state is None or not 0 < len(posted) <= MOST_BYTES:
        return None
    try:
        made = _server().register_complete(state, json.loads(posted))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if made.credential_data is None or not _first_answer(state):
        return None
    public_key = bytes(made.credential_data)
    return Made(made.credential_data.credential_id, public_key, made.counter, made.is_backup_eligible())


def _server() -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    address = urlsplit(services().settings.account_url)
    ours = f"{address.scheme}://{address.netloc}"
    return Fido2Server(PublicKeyCredentialRpEntity(name=NAME, id=address.hostname), verify_origin=ours.__eq__)


def _first_answer(state: dict[str, Any]) -> bool:
    try:
        services().realm.throttle.spend([(ONCE, state["challenge"])])
    except TooMany:
        return False
    return True


def _lock(state: dict[str, Any], way: str, bound_to: bytes) -> str:
    until = (services().now() + GOOD_FOR).isoformat()
    plain = json.dumps({**state, "until": until}).encode()
    box = lock(services().key(f"passkey to {way}"), plain, bound_to)
    return base64.urlsafe_b64encode(box).decode("ascii")


def _unlock(locked: str, way: str, bound_to: bytes) -> dict[str, Any] | None:
    try:
        plain = unlock(services().key(f"passkey to {way}"), base64.urlsafe_b64decode(locked), bound_to)
    except (InvalidTag, ValueError, binascii.Error):
        return None
    state: dict[str, Any] = json.loads(plain)
    return state if datetime.fromisoformat(state["until"]) > services().now() else None
