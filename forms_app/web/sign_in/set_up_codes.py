"""Set-up codes: somebody else gives one out, its person chooses a password and an authenticator with it, once."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.sealing import codes as spoken
from forms_app.storage.accounts import set_up_codes as stored
from forms_app.storage.accounts.set_up_codes import SetUpCodeRow
from forms_app.storage.accounts.sign_in import AccountRow
from forms_app.web.sign_in.realm import Realm


class NewCode(NamedTuple):
    """A code as it is printed or read out; shown once."""

    code: str
    until: datetime


def give(connection: Connection, realm: Realm[AccountRow], account_id: int) -> NewCode:
    """A new code; one that this account had before is dead."""
    code, until = spoken.new(), realm.now() + realm.set_up_within
    stored.replace(connection, realm.rows, account_id, _mark(realm, account_id, code), until)
    return NewCode(spoken.for_print(code), until)


def find(connection: Connection, realm: Realm[AccountRow], typed: str) -> SetUpCodeRow | None:
    """What is still good for the account of this login."""
    return stored.find(connection, realm.rows, realm.kept_login(typed), realm.now())


def opens(realm: Realm[AccountRow], row: SetUpCodeRow | None, typed: str) -> bool:
    """Whether this is the code. Without one the same work is done, and the answer is no."""
    try:
        code = spoken.read(typed)
    except spoken.NotACode:
        code = ""
    code_hash, account_id = (row.code_hash, row.account_id) if row else (bytes(32), 0)
    return hmac.compare_digest(code_hash, _mark(realm, account_id, code))


def use(connection: Connection, realm: Realm[AccountRow], row: SetUpCodeRow) -> bool:
    """Take it out of use. False if another request took it first."""
    return stored.use(connection, realm.rows, row)


def _mark(realm: Realm[AccountRow], account_id: int, code: str) -> bytes:
    return hmac.digest(realm.key("set-up codes"), f"{account_id} {code}".encode(), hashlib.sha256)
