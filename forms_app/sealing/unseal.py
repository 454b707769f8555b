"""Opens what the public app sealed. Only the staff app and the outbox worker import this, each with its own key."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from forms_app.sealing.key_files import KEY_ID_BYTES
from forms_app.sealing.seal import ENVELOPE, SUITE, derive


class CannotOpen(Exception):
    """The envelope was sealed to a key that is not here, in another context, or was changed."""


class OpeningKeys:
    """The private keys of one purpose: the present one and those retired but still needed."""

    def __init__(self, pairs: list[tuple[bytes, bytes, bytes]]) -> None:
        self._keys = {key_id: _private_key(kem, curve) for key_id, kem, curve in pairs}
        self._secrets = [kem + curve for _, kem, curve in pairs]

    def marking(self, purpose: str) -> tuple[bytes, ...]:
        """A key for each pair, to mark what nobody else shall be able to make."""
        return tuple(derive(secret, purpose) for secret in self._secrets)

    def open(self, sealed: bytes, context: str) -> bytes:
        """The plain text of SealingKey.seal in the same context. Raises CannotOpen."""
        head, body = sealed[: 1 + KEY_ID_BYTES], sealed[1 + KEY_ID_BYTES :]
        key = self._keys.get(head[1:])
        if head[:1] != ENVELOPE or key is None:
            raise CannotOpen("sealed to a key that is not here")
        try:
            return SUITE.decrypt(body, key, info=context.encode())
        except Exception as wrong:  # the library raises several kinds; none may carry the content on
            raise CannotOpen(type(wrong).__name__) from None


def _private_key(kem: bytes, curve: bytes) -> MLKEM768X25519PrivateKey:
    parts = MLKEM768PrivateKey.from_seed_bytes(kem), X25519PrivateKey.from_private_bytes(curve)
    return MLKEM768X25519PrivateKey(*parts)
