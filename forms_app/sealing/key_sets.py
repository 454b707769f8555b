"""Sets of keys: made once for a loopback trial or by an operator, completed after an update, never overwritten."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from forms_app.sealing.key_files import SECRET_BYTES, files_named, read, read_secret, write, write_pair, write_secret
from forms_app.sealing.keys import CODES, PAIRS, SEALED_ROWS
from forms_app.sealing.seal import derive
from forms_app.settings import Settings, SettingsError

SERVER = "server.key"
OWNERS = ("public", "mail", "staff", "account", "case-data", "phone")
WITH_SECRET = ("public", "staff", "account", "case-data", "phone")
LATER = ("account", "case-data", "phone")  # whose folders the first versions did not make
# Of what lies in keys/public: the codes that one process gives out open everywhere, and all seal to the same keys.
COPIES = {
    "staff": (CODES, "inbox.pub", "mail.pub", "case-data.pub"),
    "account": (CODES, "inbox.pub", "mail.pub", "case-data.pub", "phone.pub"),
    "case-data": ("inbox.pub", "mail.pub"),
    "phone": (CODES, "inbox.pub", "mail.pub", "case-data.pub"),
}


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
    for owner in OWNERS:
        (folder / owner).mkdir(mode=0o700, parents=True)
    for owner in WITH_SECRET:
        write_secret(folder / owner / SERVER, secrets.token_bytes(SECRET_BYTES))
    write_secret(folder / "public" / CODES, secrets.token_bytes(SECRET_BYTES))
    for name, owner in PAIRS.items():
        write_pair(folder / owner, folder / "public", name)
    write(folder / "staff" / SEALED_ROWS, "from the beginning\n")
    complete(folder)


def complete(folder: Path) -> list[Path]:
    """Add what a set made by an earlier version lacks, and say what that was. Nothing is overwritten."""
    _must_be_whole(folder)
    added = [*_complete_codes(folder), *_complete_later(folder)]
    for copy, own in _copies(folder):
        if not copy.exists():
            write(copy, read(own))
            added.append(copy)
    check_copies(folder)
    return added


def check_copies(folder: Path) -> None:
    """Raises SettingsError if a process has another file than the public app: its codes would open nothing."""
    for copy, own in _copies(folder):
        if read(own) != read(copy):
            raise SettingsError(f"KEYS_DIR: {copy} is not the same file as {own}. Copy that one in its place.")


def _copies(folder: Path) -> Iterator[tuple[Path, Path]]:
    """(the copy, what it is a copy of)."""
    for owner, names in COPIES.items():
        yield from ((folder / owner / name, folder / "public" / name) for name in names)


def _complete_codes(folder: Path) -> Iterator[Path]:
    codes = folder / "public" / CODES
    if not codes.exists():  # so that the codes that earlier versions gave out still open
        write_secret(codes, derive(read_secret(folder / "public" / SERVER, "make"), "receipt codes"))
        yield codes


def _complete_later(folder: Path) -> Iterator[Path]:
    for owner in LATER:
        place = folder / owner
        place.mkdir(mode=0o700, exist_ok=True)
        for name in (name for name, whose in PAIRS.items() if whose == owner):
            yield from _complete_pair(folder, name)
        if not (place / SERVER).exists():
            write_secret(place / SERVER, secrets.token_bytes(SECRET_BYTES))
            yield place / SERVER


def _complete_pair(folder: Path, name: str) -> list[Path]:
    """The two files of a pair of which neither half is here. One half alone is a loss, which the start tells."""
    place, public = folder / PAIRS[name], folder / "public" / f"{name}.pub"
    if public.exists() or files_named(place, f"{name}.*.key"):
        return []
    write_pair(place, public.parent, name)
    return [*files_named(place, f"{name}.*.key"), public]


def _must_be_whole(folder: Path) -> None:
    missing = [path for path in (folder / "public" / "server.key", folder / "staff") if not path.exists()]
    if missing:
        raise SettingsError(f"KEYS_DIR: {missing[0]} is not here. Run this where the whole set lies, then hand it out.")
