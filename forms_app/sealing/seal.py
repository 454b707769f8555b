"""Seals what was sent to the agency's public key: all that the public app can do with an answer once it is stored.

HPKE (RFC 9180) with the hybrid KEM ML-KEM-768 + X25519, HKDF-SHA256, AES-256-GCM: closed today and, if either
half of the KEM holds, still closed when there are quantum computers.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PublicKey, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
ENVELOPE = b"\x01"
NONCE_BYTES, TAG_BYTES = 12, 16


@dataclass(frozen=True)
class SealingKey:
    """A public key that closes envelopes and opens none."""

    key_id: bytes
    public_key: MLKEM768X25519PublicKey

    @classmethod
    def of(cls, pair: tuple[bytes, bytes, bytes]) -> SealingKey:
        key_id, kem, curve = pair
        parts = MLKEM768PublicKey.from_public_bytes(kem), X25519PublicKey.from_public_bytes(curve)
        return cls(key_id, MLKEM768X25519PublicKey(*parts))

    def seal(self, plain: bytes, context: str) -> bytes:
        """version (1) | key id (4) | HPKE envelope. It opens only in the same context: the row it belongs to."""
        return ENVELOPE + self.key_id + SUITE.encrypt(plain, self.public_key, info=context.encode())


def derive(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """A 32-byte key for one purpose from a secret (HKDF-SHA256)."""
    return HKDF(SHA256(), 32, salt=salt or None, info=purpose.encode()).derive(secret)


@lru_cache(maxsize=256)
def of_server(secret: bytes, purpose: str) -> bytes:
    """The same of what a process holds for as long as it lives, worked out once; never of what is somebody's."""
    return derive(secret, purpose)


def lock(key: bytes, plain: bytes, context: bytes) -> bytes:
    """AES-256-GCM under a 32-byte key: nonce (12) | ciphertext and tag (16). The nonce is random, so new each time."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unlock(key: bytes, box: bytes, context: bytes) -> bytes:
    """The inverse of lock. Raises InvalidTag if key, box or context is not the one it was locked with."""
    return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], context)
