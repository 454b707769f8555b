"""The key files: made once for a loopback trial, otherwise only read. Each process opens its own subfolder.

keys/public/     server.key, receipt-codes.key, and the public     the public app: it can seal, never open. Who packs
                 halves inbox.pub, mail.pub, case-data.pub         case data is given inbox.pub and case-data.pub
keys/mail/       mail.*.key                                        the outbox worker: opens a recipient, no answer
keys/staff/      server.key, inbox.*.key, and copies of the public the staff app: opens what was sent, seals what it
                 app's receipt-codes.key, inbox.pub, mail.pub      takes in itself, and news for the worker
keys/case-data/  case-data.*.key                                   the case-data worker: opens documents of cases
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from forms_app import errors
from forms_app.sealing.seal import derive
from forms_app.settings import Settings, SettingsError

KEY_ID_BYTES = 4
SECRET_BYTES = 32
PAIRS = {"inbox": "staff", "mail": "mail", "case-data": "case-data"}
LATER = ("case-data",)  # pairs that the first versions did not make
CODES = "receipt-codes.key"
SEALED_ROWS = "rows-are-sealed"  # beside the staff key, out of reach for whoever writes to the database
# What the staff app takes in and gives out codes for as the public app does. Each process reads its own folder only.
ALSO_STAFF = ("inbox", "mail")
COPIED = (CODES, *(f"{name}.pub" for name in ALSO_STAFF))


def ensure(settings: Settings) -> None:
    """Make every key that a trial on this machine lacks. Behind TLS nothing is made: an operator does that."""
    if settings.behind_tls:
        return
    if (settings.keys_dir / "public").exists():
        complete(settings.keys_dir)
    else:
        make(settings.keys_dir)


def make(folder: Path) -> None:
    """Make a whole new set. Raises SettingsError rather than overwrite one."""
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(
            f"KEYS_DIR: {folder} already holds keys. Losing them would lose every answer; move them first."
        )
    for owner in ("public", "mail", "staff", "case-data"):
        (folder / owner).mkdir(mode=0o700, parents=True)
    for owner in ("public", "staff"):
        _write(folder / owner / "server.key", _text(secrets.token_bytes(SECRET_BYTES)))
    _write(folder / "public" / CODES, _text(secrets.token_bytes(SECRET_BYTES)))
    for name, owner in PAIRS.items():
        _make_pair(folder, name, owner)
    _write(folder / "staff" / SEALED_ROWS, "from the beginning\n")
    complete(folder)


def complete(folder: Path) -> list[Path]:
    """Add what a set made by an earlier version lacks, and say what that was. Nothing is overwritten."""
    _must_be_whole(folder)
    codes = folder / "public" / CODES
    copies = {folder / "staff" / name: folder / "public" / name for name in COPIED}
    added = [path for path in (codes, *copies) if not path.exists()]
    pairs = [path for name in LATER for path in _complete_pair(folder, name)]
    if codes in added:  # so that the codes that earlier versions gave out still open
        _write(codes, _text(derive(_secret(folder / "public" / "server.key", "make"), "receipt codes")))
    for copy in added:
        if copy in copies:
            _write(copy, copies[copy].read_text("ascii"))
    check_copies(folder)
    return added + pairs


def _complete_pair(folder: Path, name: str) -> list[Path]:
    """The two files of a pair of which neither half is here. One half alone is a loss, which the start tells."""
    place, public = folder / PAIRS[name], folder / "public" / f"{name}.pub"
    if public.exists() or _files_named(place, f"{name}.*.key"):
        return []
    place.mkdir(mode=0o700, exist_ok=True)
    _make_pair(folder, name, PAIRS[name])
    return [*_files_named(place, f"{name}.*.key"), public]


def check_copies(folder: Path) -> None:
    """Raises SettingsError if the staff app has another file than the public app: its codes would open nothing."""
    for name in COPIED:
        own, copy = folder / "public" / name, folder / "staff" / name
        if _read(own) != _read(copy):
            raise SettingsError(f"KEYS_DIR: {copy} is not the same file as {own}. Copy that one in its place.")


def _must_be_whole(folder: Path) -> None:
    missing = [path for path in (folder / "public" / "server.key", folder / "staff") if not path.exists()]
    if missing:
        raise SettingsError(f"KEYS_DIR: {missing[0]} is not here. Run this where the whole set lies, then hand it out.")


def _make_pair(folder: Path, name: str, owner: str) -> None:
    kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public = kem.public_key().public_bytes_raw(), curve.public_key().public_bytes_raw()
    key_id = hashlib.sha256(b"".join(public)).digest()[:KEY_ID_BYTES]
    _write(
        folder / owner / f"{name}.{key_id.hex()}.key", _pair(key_id, kem.private_bytes_raw(), curve.private_bytes_raw())
    )
    _write(folder / "public" / f"{name}.pub", _pair(key_id, *public))


def rows_are_sealed(settings: Settings) -> bool:
    """Whether the staff side has sealed what it found there when it learned to; see staff.accounts.first_seals."""
    return (settings.keys_dir / "staff" / SEALED_ROWS).exists()


def note_sealed_rows(settings: Settings) -> None:
    """Raises SettingsError where this process may not write beside its key."""
    try:
        _write(settings.keys_dir / "staff" / SEALED_ROWS, "once\n")
    except FileExistsError:
        pass  # another process, which began at the same moment
    except OSError:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / 'staff'} cannot be written, and rows by which staff sign in must be "
            "sealed once. Run: flask --app forms_app staff seal"
        ) from None


def secret(settings: Settings, owner: str) -> bytes:
    """The 32 random bytes from which a process derives its own keys."""
    return _secret(settings.keys_dir / owner / "server.key", "make")


def receipt_codes(settings: Settings, owner: str) -> bytes:
    """The servers' part of every status key: who steals the database cannot try receipt codes against it."""
    return _secret(settings.keys_dir / owner / CODES, "complete")


def _secret(path: Path, command: str) -> bytes:
    try:
        value = base64.b64decode(_read(path).strip(), validate=True)
    except binascii.Error:
        value = b""
    if len(value) != SECRET_BYTES or len(set(value)) < 8:
        name = f"{path.parent.name}/{path.name}"
        raise SettingsError(f"KEYS_DIR: {name} is not a random key of 32 bytes. Make one: flask keys {command}")
    return value


def public_pair(settings: Settings, name: str, owner: str = "public") -> tuple[bytes, bytes, bytes]:
    """(key id, ML-KEM-768 public key, X25519 public key), raw, from the folder of the process that seals."""
    return public_pair_in(settings.keys_dir / owner, name)


def public_pair_in(folder: Path, name: str) -> tuple[bytes, bytes, bytes]:
    """The same for whoever was given some public halves and no set."""
    return _pair_in(folder / f"{name}.pub")


def private_pairs(settings: Settings, name: str) -> list[tuple[bytes, bytes, bytes]]:
    """Every private pair still kept, the retired ones too: (key id, ML-KEM-768 seed, X25519 key), raw."""
    owner = PAIRS[name]
    found = sorted(_files_named(settings.keys_dir / owner, f"{name}.*.key"))
    if not found:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / owner} holds no {name} key. Nothing that was sealed to it can be read. "
            "Put back the copy you kept; where an earlier version made the keys: flask keys complete"
        )
    return [_pair_in(path) for path in found]


def expect_pair(settings: Settings, name: str) -> None:
    """Raises SettingsError unless what is sealed to the public half can be opened here."""
    sealed, opened = public_pair(settings, name)[0], [pair[0] for pair in private_pairs(settings, name)]
    if sealed not in opened:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / 'public' / name}.pub ({sealed.hex()}) belongs to none of the keys in "
            f"{settings.keys_dir / PAIRS[name]}. Put back the files of one set."
        )


def _files_named(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder; one that is closed to this process is not an empty one."""
    try:
        return [path for path in folder.iterdir() if path.match(pattern)]
    except PermissionError:
        raise _somebody_elses(folder) from None
    except OSError:
        return []


def _pair_in(path: Path) -> tuple[bytes, bytes, bytes]:
    text = _read(path)
    try:
        return _whole(*_parse(text), private=path.suffix == ".key")
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"KEYS_DIR: {path} is damaged. Put back the copy you kept.") from None


def _read(path: Path) -> str:
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


def _write(path: Path, text: str) -> None:
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
