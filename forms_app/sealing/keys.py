"""The keys of each process, as it reads them: it opens its own folder only. How they are made: see key_sets.

keys/public/     server.key, receipt-codes.key, and the public      the public app: it can seal, never open. Who packs
                 halves inbox.pub, mail.pub, case-data.pub,         case data is given inbox.pub and case-data.pub
                 phone.pub
keys/mail/       mail.*.key                                         the outbox worker: opens a recipient, no answer
keys/staff/      server.key, inbox.*.key; copies of the public      the staff app: opens what was sent, seals what it
                 app's receipt-codes.key, inbox.pub, mail.pub,      takes in itself, news for the worker, and what staff
                 case-data.pub                                      ask of the case-data worker
keys/account/    server.key; copies of receipt-codes.key,           the account: seals forms, and what it hands in, and
                 inbox.pub, mail.pub, case-data.pub, phone.pub      opens nothing but what its holder unwraps
keys/case-data/  server.key, case-data.*.key; copies of inbox.pub   the case-data worker: opens documents of cases and
                 and mail.pub                                       what the account hands in, seals letters for staff
                                                                    and news for the outbox worker
keys/phone/      server.key, phone.*.key; copies of                 the telephone: opens a PIN that was set in an
                 receipt-codes.key, inbox.pub, mail.pub,            account, what a caller's PIN unwraps, and a status
                 case-data.pub                                      whose code she pressed; seals what she asks for
"""

from __future__ import annotations

from pathlib import Path

from forms_app.sealing.key_files import files_named, read_pair, read_secret, write
from forms_app.settings import Settings, SettingsError

PAIRS = {"inbox": "staff", "mail": "mail", "case-data": "case-data", "phone": "phone"}
CODES = "receipt-codes.key"
SEALED_ROWS = "rows-are-sealed"  # beside the staff key, out of reach for whoever writes to the database


def rows_are_sealed(settings: Settings) -> bool:
    """Whether the staff side has sealed what it found there when it learned to; see staff.accounts.first_seals."""
    return (settings.keys_dir / "staff" / SEALED_ROWS).exists()


def note_sealed_rows(settings: Settings) -> None:
    """Raises SettingsError where this process may not write beside its key."""
    try:
        write(settings.keys_dir / "staff" / SEALED_ROWS, "once\n")
    except FileExistsError:
        pass  # another process, which began at the same moment
    except OSError:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / 'staff'} cannot be written, and rows by which staff sign in must be "
            "sealed once. Run: flask --app forms_app staff seal"
        ) from None


def secret(settings: Settings, owner: str) -> bytes:
    """The 32 random bytes from which a process derives its own keys."""
    return read_secret(settings.keys_dir / owner / "server.key", "make")


def receipt_codes(settings: Settings, owner: str) -> bytes:
    """The servers' part of every status key: who steals the database cannot try receipt codes against it."""
    return read_secret(settings.keys_dir / owner / CODES, "complete")


def public_pair(settings: Settings, name: str, owner: str = "public") -> tuple[bytes, bytes, bytes]:
    """(key id, ML-KEM-768 public key, X25519 public key), raw, from the folder of the process that seals."""
    return public_pair_in(settings.keys_dir / owner, name)


def public_pair_in(folder: Path, name: str) -> tuple[bytes, bytes, bytes]:
    """The same for whoever was given some public halves and no set."""
    return read_pair(folder / f"{name}.pub")


def private_pairs(settings: Settings, name: str) -> list[tuple[bytes, bytes, bytes]]:
    """Every private pair still kept, the retired ones too: (key id, ML-KEM-768 seed, X25519 key), raw."""
    owner = PAIRS[name]
    found = sorted(files_named(settings.keys_dir / owner, f"{name}.*.key"))
    if not found:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / owner} holds no {name} key. Nothing that was sealed to it can be read. "
            "Put back the copy you kept; where an earlier version made the keys: flask keys complete"
        )
    return [read_pair(path) for path in found]


def expect_pair(settings: Settings, name: str) -> None:
    """Raises SettingsError unless what is sealed to the public half can be opened here."""
    sealed, opened = public_pair(settings, name)[0], [pair[0] for pair in private_pairs(settings, name)]
    if sealed not in opened:
        raise SettingsError(
            f"KEYS_DIR: {settings.keys_dir / 'public' / name}.pub ({sealed.hex()}) belongs to none of the keys in "
            f"{settings.keys_dir / PAIRS[name]}. Put back the files of one set."
        )
