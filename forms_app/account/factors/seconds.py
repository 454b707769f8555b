"""The one thing more than a password, as somebody showed it: a code of her app, of her sheet, or a passkey.

What is strong nobody guesses: a code of the sheet, two codes of the app in a row (40 bits each), a passkey. A single
code of the app has 20 bits, so tries with one stay few (`tries`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from forms_app.account.factors import passkeys
from forms_app.account.factors.passkeys import Used
from forms_app.account.services import services
from forms_app.storage.account import passkeys as stored_passkeys
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.accounts import accounts
from forms_app.text.cleaning import ascii_digits
from forms_app.web.sign_in import one_time_codes, recovery_codes
from forms_app.web.sign_in.credentials import NO_BOX

ONE_CODE = 6  # digits
STEP = timedelta(seconds=one_time_codes.STEP_SECONDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What was typed, or signed by a passkey, on a page that was drawn for `bound_to`."""

    code: str
    passkey: str = ""
    bound_to: bytes = b""


@dataclass(frozen=True, slots=True)
class Second:
    """Which of her second factors it was, if any. `name` tells them apart, for counting."""

    name: str = ""
    is_strong: bool = False
    step: int | None = None
    sheet: bytes | None = None
    passkey: Used | None = None

    @property
    def is_right(self) -> bool:
        return bool(self.name)


def check(account: HolderRow | None, shown: Shown) -> Second:
    """The same work, whoever it is and whatever is wrong; only what was typed makes a difference."""
    realm = services().realm
    number = account.id if account else 0
    digits = "".join(one for one in ascii_digits(shown.code) if one in "0123456789")
    step, is_pair = _step(account, digits)
    mark = recovery_codes.mark_of(realm, number, digits)
    is_sheet = len(digits) == recovery_codes.DIGITS and recovery_codes.exists(realm, mark)
    used = passkeys.read_used(shown.passkey, shown.bound_to)
    if account is None:
        return Second()
    if used and used.passkey.account_id == account.id:
        return Second(f"passkey {used.passkey.id.hex()}", True, passkey=used)
    if is_sheet:
        return Second(f"sheet {mark.hex()}", True, sheet=mark)
    if step is not None and not step <= account.totp_last_step <= step + one_time_codes.AHEAD:
        return Second("app", is_pair, step=step)
    return Second()


def use(connection: Connection, account: HolderRow, second: Second) -> bool:
    """Take it out of use. False if it was none, if another request took it first, or if what the account is signed in
    with has changed since the check."""
    realm = services().realm
    if not second.is_right or not accounts.is_unchanged(connection, realm.rows, account):
        return False
    if second.passkey:
        used = second.passkey
        return stored_passkeys.use(connection, realm.rows.key, used.passkey, used.sign_count, services().now())
    if second.sheet is not None:
        return recovery_codes.use(connection, realm, second.sheet)
    step = second.step or 0
    return accounts.use_step(connection, realm.rows, account.id, step, one_time_codes.AHEAD)


def _step(account: HolderRow | None, digits: str) -> tuple[int | None, bool]:
    """(the step of the code, or of the second of two that follow each other; whether there were two)."""
    if len(digits) not in (ONE_CODE, 2 * ONE_CODE):
        return None, False
    box, owner = (account.totp_box or NO_BOX, account.login) if account else (NO_BOX, "")
    key, now = services().realm.key("totp"), services().now()
    step = one_time_codes.step_of(key, box, owner, digits[-ONE_CODE:], now)
    if len(digits) == ONE_CODE:
        return step, False
    first = one_time_codes.step_of(key, box, owner, digits[:ONE_CODE], now - STEP)
    return (step, True) if step is not None and first == step - 1 else (None, False)
