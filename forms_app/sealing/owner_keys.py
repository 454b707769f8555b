"""The keys of one account holder: what is sealed to her only she opens, and what she signs nobody else has said.

A hybrid HPKE pair for her bundles (as everything that is sealed here) and an Ed25519 pair for whatever she orders. The
private half is kept wrapped, by what only she has: her password, her recovery paper, the cookie of a session.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from forms_app.sealing.key_files import KEY_ID_BYTES
from forms_app.sealing.seal import SealingKey, derive, lock, unlock
from forms_app.sealing.unseal import CannotOpen, OpeningKeys

KEM_BYTES, CURVE_BYTES, SIGNING_BYTES, KEM_SEED_BYTES = 1184, 32, 32, 64
PUBLIC_BYTES = KEM_BYTES + CURVE_BYTES + SIGNING_BYTES
PRIVATE_BYTES = KEM_SEED_BYTES + CURVE_BYTES + SIGNING_BYTES
KEPT = b"\x02"  # begins what she locked herself, where an envelope has its version


class NotHers(Exception):
    """A wrapping that does not open with this secret, a signature that is another's, or no keys at all."""


@dataclass(frozen=True)
class PublicKeys:
    """The public halves as bytes: ML-KEM-768, X25519, Ed25519. `id`: 32 bytes that no other set of keys has."""

    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) != PUBLIC_BYTES:
            raise NotHers("not the length of public keys")

    @cached_property
    def id(self) -> bytes:
        return hashlib.sha256(self.data).digest()

    @property
    def sealing_key(self) -> SealingKey:
        return SealingKey.of(self._sealing_pair)

    @cached_property
    def _sealing_pair(self) -> tuple[bytes, bytes, bytes]:
        kem, curve = self.data[:KEM_BYTES], self.data[KEM_BYTES : KEM_BYTES + CURVE_BYTES]
        return hashlib.sha256(kem + curve).digest()[:KEY_ID_BYTES], kem, curve

    def verify(self, message: bytes, signature: bytes) -> None:
        """Raises NotHers unless the holder of the private half signed just this."""
        try:
            Ed25519PublicKey.from_public_bytes(self.data[-SIGNING_BYTES:]).verify(signature, message)
        except (InvalidSignature, ValueError):
            raise NotHers("signed by somebody else, or changed since") from None


class OwnerKeys:
    """Both private halves, for as long as a request lasts."""

    def __init__(self, private: bytes) -> None:
        """`private`: ML-KEM-768 seed, X25519 key, Ed25519 seed, one after the other. Raises NotHers."""
        if len(private) != PRIVATE_BYTES:
            raise NotHers("not the length of private keys")
        self._private = private
        self._seed, rest = private[:KEM_SEED_BYTES], private[KEM_SEED_BYTES:]
        self._curve, self._signing = rest[:CURVE_BYTES], Ed25519PrivateKey.from_private_bytes(rest[CURVE_BYTES:])
        self._opening: dict[bytes, OpeningKeys] = {}
        self._secrets: dict[str, bytes] = {}

    @classmethod
    def generate(cls) -> OwnerKeys:
        return cls(secrets.token_bytes(PRIVATE_BYTES))

    @property
    def public(self) -> PublicKeys:
        kem = MLKEM768PrivateKey.from_seed_bytes(self._seed).public_key().public_bytes_raw()
        curve = X25519PrivateKey.from_private_bytes(self._curve).public_key().public_bytes_raw()
        return PublicKeys(kem + curve + self._signing.public_key().public_bytes_raw())

    def open(self, public: PublicKeys, sealed: bytes, context: str) -> bytes:
        """What was sealed to her in this context, or kept by her; `public` stands beside the wrapping, so it need not
        be worked out. Raises CannotOpen."""
        if sealed[: len(KEPT)] == KEPT:
            return self._unlock(sealed[len(KEPT) :], context)
        key_id, _kem, _curve = public._sealing_pair
        if key_id not in self._opening:
            self._opening[key_id] = OpeningKeys([(key_id, self._seed, self._curve)])
        return self._opening[key_id].open(sealed, context)

    def keep(self, plain: bytes, context: str) -> bytes:
        """Locked for herself, while she is here to do it: a twentieth of the work of sealing it to her."""
        return KEPT + lock(self.secret("what she keeps"), plain, context.encode())

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    def secret(self, purpose: str) -> bytes:
        """What only she can work out, whenever she is signed in."""
        if purpose not in self._secrets:
            self._secrets[purpose] = derive(self._private, f"owner secret {purpose}")
        return self._secrets[purpose]

    def wrap(self, secret: bytes, way: str, public: PublicKeys) -> bytes:
        """The private halves under a secret that only she has. `way` says which: password, recovery, session."""
        return lock(derive(secret, f"owner keys by {way}"), self._private, public.id)

    def _unlock(self, box: bytes, context: str) -> bytes:
        try:
            return unlock(self.secret("what she keeps"), box, context.encode())
        except (InvalidTag, ValueError) as wrong:
            raise CannotOpen(type(wrong).__name__) from None


def unwrap(wrapped: bytes, secret: bytes, way: str, public: PublicKeys) -> OwnerKeys:
    """The inverse of OwnerKeys.wrap. Raises NotHers."""
    try:
        return OwnerKeys(unlock(derive(secret, f"owner keys by {way}"), wrapped, public.id))
    except (InvalidTag, ValueError):  # the latter of what is too short to be a wrapping, as of none
        raise NotHers("another secret, or another holder's keys") from None
