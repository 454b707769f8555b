"""The files that hold keys: read only where nobody else can read them, written so that they are there after a crash."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from forms_app import errors
from forms_app.settings import SettingsError

KEY_ID_BYTES = 4
SECRET_BYTES = 32


def read_secret(path: Path, command: str) -> bytes:
    """The 32 random bytes of a file; `command` of `flask keys` makes them. Raises SettingsError."""
    try:
        value = base64.b64decode(read(path).strip(), validate=True)
    except binascii.Error:
        value = b""
    if len(value) != SECRET_BYTES or len(set(value)) < 8:
        name = f"{path.parent.name}/{path.name}"
        raise SettingsError(f"KEYS_DIR: {name} is not a random key of 32 bytes. Make one: flask keys {command}")
    return value


def write_secret(path: Path, secret: bytes) -> None:
    write(path, _text(secret))


def files_named(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder; one that is closed to this process is not an empty one."""
    try:
        return [path for path in folder.iterdir() if path.match(pattern)]
    except PermissionError:
        raise _somebody_elses(folder) from None
    except OSError:
        return []


def read_pair(path: Path) -> tuple[bytes, bytes, bytes]:
    """(key id, ML-KEM-768, X25519), raw; the private halves of a `.key`, the public ones of a `.pub`."""
    text = read(path)
    try:
        return _whole(*_parse(text), private=path.suffix == ".key")
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"KEYS_DIR: {path} is damaged. Put back the copy you kept.") from None


def write_pair(private: Path, public: Path, name: str) -> None:
    """A new pair: `name.ID.key` in the one folder, `name.pub` in the other."""
    kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    halves = kem.public_key().public_bytes_raw(), curve.public_key().public_bytes_raw()
    key_id = hashlib.sha256(b"".join(halves)).digest()[:KEY_ID_BYTES]
    whole = _pair(key_id, kem.private_bytes_raw(), curve.private_bytes_raw())
    write(private / f"{name}.{key_id.hex()}.key", whole)
    write(public / f"{name}.pub", _pair(key_id, *halves))


def read(path: Path) -> str:
    """Raises SettingsError where it is missing, damaged, or open to others."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii")
    except PermissionError:
        raise _somebody_elses(path) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"KEYS_DIR: the key {path} is missing or unreadable. Make the keys: flask keys make; where an earlier "
            "version made some: flask keys complete"
        ) from None
    if mode & 0o077:
        raise SettingsError(f"KEYS_DIR: others can read {path}. Run: chmod 600 {path}")
    return text


def _somebody_elses(path: Path) -> SettingsError:
    """The nearest folder above it that can be looked at tells whose it is; only its owner may read a key."""
    place = next(place for place in (path, *path.parents) if _can_be_looked_at(place))
    whose, who = errors.owner(place), errors.me()
    remedy = f"Run: chown -R {who} {place}" if whose != who else f"Run: chmod -R u+rX {place}"
    return SettingsError(f"KEYS_DIR: {path} is closed to {who}; {place} belongs to {whose}. {remedy}")


def _can_be_looked_at(path: Path) -> bool:
    try:
        return bool(path.stat())
    except OSError:
        return False


def _whole(key_id: bytes, kem: bytes, curve: bytes, *, private: bool) -> tuple[bytes, bytes, bytes]:
    """The pair, if its id is that of its public half: a file that was put together from two would open nothing."""
    public = kem, curve
    if private:
        public = (
            MLKEM768PrivateKey.from_seed_bytes(kem).public_key().public_bytes_raw(),
            X25519PrivateKey.from_private_bytes(curve).public_key().public_bytes_raw(),
        )
    if key_id != hashlib.sha256(b"".join(public)).digest()[:KEY_ID_BYTES]:
        raise ValueError("not the id of this key")
    return key_id, kem, curve


def _pair(key_id: bytes, kem: bytes, curve: bytes) -> str:
    return json.dumps({"id": key_id.hex(), "mlkem768": _text(kem), "x25519": _text(curve)}) + "\n"


def _parse(text: str) -> tuple[bytes, bytes, bytes]:
    pair = json.loads(text)
    return bytes.fromhex(pair["id"]), base64.b64decode(pair["mlkem768"]), base64.b64decode(pair["x25519"])


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def write(path: Path, text: str) -> None:
    """On disk when this returns: answers that only this key opens may be acknowledged a moment later."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
