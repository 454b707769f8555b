"""Which second factors somebody has; the last of them is never taken away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from forms_app.account.services import services
from forms_app.storage.account import passkeys
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.account.passkeys import Passkey
from forms_app.web.sign_in import recovery_codes


@dataclass(frozen=True, slots=True)
class Factors:
    """`sheet`: how many of its codes are left."""

    has_app: bool
    sheet: int
    passkeys: tuple[Passkey, ...]

    @property
    def count(self) -> int:
        return self.has_app + bool(self.sheet) + len(self.passkeys)


def factors_of(connection: Connection, account: HolderRow) -> Factors:
    realm = services().realm
    left = recovery_codes.count(connection, realm, account.id)
    hers = passkeys.of_account(connection, realm.rows.key, account.id)
    return Factors(account.totp_box is not None, left, tuple(hers))
