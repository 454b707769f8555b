"""The second factor: six digits from an authenticator app, each good once (RFC 6238)."""

from __future__ import annotations

import base64
import hmac
import os
from datetime import datetime

import pyotp
from cryptography.exceptions import InvalidTag

from forms_app.sealing.seal import lock, unlock

STEP_SECONDS = 30
SECRET_BYTES = 20
# A code of the step before is taken, and one of the step after may have been: more than two steps later than a code
# that is right now, the last one was used while the clock of this machine was wrong, and says nothing.
AHEAD = 2
ISSUER = "Customer Connect"


def new_box(key: bytes, owner: str) -> bytes:
    """A new secret, locked for the row of the account whose login is `owner`."""
    return lock(key, os.urandom(SECRET_BYTES), owner.encode())


def address_of(key: bytes, box: bytes, owner: str, label: str) -> str:
    """The otpauth:// address that an authenticator app reads, and shows under `label`, of a box of ours."""
    return pyotp.TOTP(_text(unlock(key, box, owner.encode()))).provisioning_uri(name=label, issuer_name=ISSUER)


def secret_of(address: str) -> str:
    """What somebody types into an authenticator app who cannot scan."""
    return str(pyotp.parse_uri(address).secret)


def step_of(key: bytes, box: bytes, owner: str, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed: this one, the one before or after; None if it is none of them.

    A box that does not open (another key, another row) is nobody's code, not an error page that tells.
    """
    try:
        secret = unlock(key, box, owner.encode())
    except InvalidTag:
        secret = os.urandom(SECRET_BYTES)
    return _step(secret, typed, int(now.timestamp()) // STEP_SECONDS)


def _step(secret: bytes, typed: str, present: int) -> int | None:
    code = "".join(typed.split()).encode("utf-8", "surrogatepass")
    generate = pyotp.TOTP(_text(secret)).generate_otp
    right = [step for step in (present - 1, present, present + 1) if hmac.compare_digest(generate(step).encode(), code)]
    return right[-1] if right else None


def _text(secret: bytes) -> str:
    return base64.b32encode(secret).decode("ascii")
