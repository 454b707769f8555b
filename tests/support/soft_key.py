"""An authenticator in software: makes a passkey and signs with it, as right or as wrong as a test wants it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


@dataclass
class SoftKey:
    """`origin`: of the page that it thinks it signs for. `is_verified`: whether it asked for finger, face or PIN."""

    origin: str
    is_verified: bool = True
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """What a browser posts after navigator.credentials.create."""
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        attested = AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)
        data = AuthenticatorData.create(self._rp(options), self._flags | FLAG.AT, self.count, attested)
        client = self._client(options, CollectedClientData.TYPE.CREATE)
        attestation = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": client, "attestationObject": attestation})

    def use(self, options: str) -> str:
        """What a browser posts after navigator.credentials.get."""
        self.count += 1
        data = AuthenticatorData.create(self._rp(options), self._flags, self.count)
        client = self._client(options, CollectedClientData.TYPE.GET)
        signature = self.private.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": data, "signature": signature})

    @property
    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.is_verified else FLAG.UP

    def _rp(self, options: str) -> bytes:
        asked = json.loads(options)["publicKey"]
        return sha256((asked.get("rpId") or asked["rp"]["id"]).encode())

    def _client(self, options: str, kind: CollectedClientData.TYPE) -> CollectedClientData:
        challenge = json.loads(options)["publicKey"]["challenge"]
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, response: dict[str, bytes]) -> str:
        said = {name: websafe_encode(value) for name, value in response.items()}
        name = websafe_encode(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
