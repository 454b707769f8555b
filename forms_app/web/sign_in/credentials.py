"""Password and second factor of somebody who signs in, or says again who they are: one answer to whatever is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from forms_app.storage.accounts import accounts
from forms_app.storage.accounts.sign_in import AccountRow
from forms_app.web.sign_in import one_time_codes, recovery_codes
from forms_app.web.sign_in.realm import Realm

NO_BOX = bytes(28 + one_time_codes.SECRET_BYTES)  # as long as one, and opens nothing


@dataclass(frozen=True, slots=True)
class Checked:
    """Whose login it was, if anybody's; if all was right, the code's time step or the recovery code's mark.

    `key`: what a right password opens, in an app that locks something by it.
    """

    account: AccountRow | None = field(repr=False)
    step: int | None = None
    recovery: bytes | None = None
    key: bytes = field(default=b"", repr=False)

    @property
    def account_id(self) -> int | None:
        return self.account.id if self.account else None

    @property
    def is_right(self) -> bool:
        return self.step is not None or self.recovery is not None


def check(realm: Realm[AccountRow], login: str, password: str, code: str) -> Checked:
    """Whatever is wrong, the work done is the same: the clock tells nobody whether an account exists."""
    with realm.database.read() as connection:
        account = accounts.find_active(connection, realm.rows, realm.kept_login(login))
    number, box, owner = (account.id, account.totp_box or NO_BOX, account.login) if account else (0, NO_BOX, "")
    key = realm.check_password(account.password_hash if account else None, password)
    step = one_time_codes.step_of(realm.key("totp"), box, owner, code, realm.now())
    mark = recovery_codes.mark_of(realm, number, code)
    is_recovery = recovery_codes.exists(realm, mark)
    if account is None or key is None:
        return Checked(account)
    if step is not None and not step <= account.totp_last_step <= step + one_time_codes.AHEAD:
        return Checked(account, step=step, key=key)
    return Checked(account, recovery=mark if is_recovery else None, key=key)


def use(connection: Connection, realm: Realm[AccountRow], checked: Checked) -> bool:
    """Take the code out of use. False if it was wrong, if another request took it first, or if what the account is
    signed in with has changed since the check."""
    account = checked.account
    if account is None or not checked.is_right or not accounts.is_unchanged(connection, realm.rows, account):
        return False
    if checked.step is not None:
        return accounts.use_step(connection, realm.rows, account.id, checked.step, one_time_codes.AHEAD)
    return checked.recovery is not None and recovery_codes.use(connection, realm, checked.recovery)
