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


def new_box(key: bytes, email: str) -> tuple[bytes, str]:
    """A new secret, locked for the account's row, and the otpauth:// address that an authenticator app reads."""
    secret = os.urandom(SECRET_BYTES)
    return lock(key, secret, email.encode()), _address(secret, email)


def address_of(key: bytes, box: bytes, email: str) -> str:
    """The otpauth:// address of a box of ours, to be shown again before it is confirmed."""
    return _address(unlock(key, box, email.encode()), email)


def secret_of(address: str) -> str:
    """What somebody types into an authenticator app who cannot scan."""
    return str(pyotp.parse_uri(address).secret)


def step_of(key: bytes, box: bytes, email: str, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed: this one, the one before or after; None if it is none of them.

    A box that does not open (another key, another row) is nobody's code, not an error page that tells.
    """
    try:
        secret = unlock(key, box, email.encode())
    except InvalidTag:
        secret = os.urandom(SECRET_BYTES)
    return _step(secret, typed, int(now.timestamp()) // STEP_SECONDS)


def _step(secret: bytes, typed: str, present: int) -> int | None:
    code = "".join(typed.split()).encode("utf-8", "surrogatepass")
    generate = pyotp.TOTP(_text(secret)).generate_otp
    right = [step for step in (present - 1, present, present + 1) if hmac.compare_digest(generate(step).encode(), code)]
    return right[-1] if right else None


def _address(secret: bytes, email: str) -> str:
    return pyotp.TOTP(_text(secret)).provisioning_uri(name=email, issuer_name=ISSUER)


def _text(secret: bytes) -> str:
    return base64.b32encode(secret).decode("ascii")
