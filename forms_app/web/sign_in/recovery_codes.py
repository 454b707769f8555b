"""Recovery codes: for whoever has no authenticator at hand. Ten, each good once; only keyed hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import Connection

from forms_app.storage.accounts import recovery_codes as stored
from forms_app.storage.accounts.sign_in import AccountRow
from forms_app.text.cleaning import ascii_digits
from forms_app.web.sign_in.realm import Realm

COUNT = 10
DIGITS = 12  # 40 bits: behind the password, the limits and a key that is not in the database
GROUP = 4


def renew(connection: Connection, realm: Realm[AccountRow], account_id: int) -> list[str]:
    """Ten new codes, shown this once; those given before are dead."""
    codes = ["".join(str(secrets.randbelow(10)) for _ in range(DIGITS)) for _ in range(COUNT)]
    stored.replace(connection, realm.rows, account_id, [mark_of(realm, account_id, code) for code in codes])
    return [_for_print(code) for code in codes]


def mark_of(realm: Realm[AccountRow], account_id: int, typed: str) -> bytes:
    """What would be kept of the code that was typed, however it was spaced."""
    digits = "".join(character for character in ascii_digits(typed) if character in "0123456789")
    return hmac.digest(realm.key("recovery codes"), f"{account_id} {digits}".encode(), hashlib.sha256)


def exists(realm: Realm[AccountRow], mark: bytes) -> bool:
    with realm.database.read() as connection:
        return stored.exists(connection, realm.rows, mark)


def use(connection: Connection, realm: Realm[AccountRow], mark: bytes) -> bool:
    """Take the code out of use. False if another request took it first."""
    return stored.use(connection, realm.rows, mark)


def count(connection: Connection, realm: Realm[AccountRow], account_id: int) -> int:
    """How many are left."""
    return stored.count(connection, realm.rows, account_id)


def _for_print(code: str) -> str:
    return " ".join(code[place : place + GROUP] for place in range(0, DIGITS, GROUP))
