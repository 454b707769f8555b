"""The agency's pair for packages: the private half signs where they are packed, the public half checks them here."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from forms_app.errors import CannotStart

PRIVATE, PUBLIC = "package.key", "package.pub"


class SigningKeyError(CannotStart):
    """There is no key to sign with; the message says what to do."""


def make(folder: Path) -> tuple[Path, Path]:
    """A new pair in `folder`: (private, public). Raises SigningKeyError rather than overwrite one."""
    private, public = folder / PRIVATE, folder / PUBLIC
    if private.exists() or public.exists():
        raise SigningKeyError(f"{folder} holds a key for packages already. Move it first.")
    key = Ed25519PrivateKey.generate()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(public_pem(key))
    return private, public


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """What `case-data check` is given."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read(path: Path) -> Ed25519PrivateKey:
    """Raises SigningKeyError."""
    try:
        others, data = path.stat().st_mode & 0o077, path.read_bytes()
    except OSError:
        raise SigningKeyError(f"{path} is missing or cannot be read. Make a pair: case-data signing-key") from None
    if others:
        raise SigningKeyError(f"Others can read {path}. Run: chmod 600 {path}")
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyError(f"{path} is no Ed25519 private key (PEM, without a password).")
    return key
