"""A password made slow to guess, once: one part tells whether it is right, the other opens what it locks.

Argon2id with OWASP's profile (19 MiB, two passes, one lane), then HKDF: who has the verifier has not the key, and who
has the database alone, without the server's secret, can try no password against either.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

from forms_app.sealing.seal import derive

SALT_BYTES, VERIFIER_BYTES = 16, 32
TURN = threading.BoundedSemaphore(2)  # of all requests, so many work one out at a time: 19 MiB each


@dataclass(frozen=True, slots=True)
class Stretched:
    """`verifier` is kept, `key` never: it wraps what only this password shall open."""

    verifier: bytes
    key: bytes


def stretch(password: str, salt: bytes, server_secret: bytes) -> Stretched:
    """The same for the same three. `server_secret` lies outside the database."""
    with TURN:
        raw = hash_secret_raw(
            password.encode("utf-8", "surrogatepass"),
            salt,
            time_cost=2,
            memory_cost=19 * 1024,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
        )
    both = hmac.digest(server_secret, raw, "sha256")
    return Stretched(derive(both, "verifier"), derive(both, "key"))


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def is_right(stretched: Stretched, verifier: bytes) -> bool:
    return hmac.compare_digest(stretched.verifier, verifier)
