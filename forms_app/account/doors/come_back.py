"""Back into an account: whatever it was entered with before ends, and for two days nothing of that changes again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from forms_app.account.services import services
from forms_app.i18n import urls
from forms_app.storage.account import inside, passkeys, recoveries
from forms_app.storage.account.activations import ActivationRow
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.accounts import accounts, recovery_codes
from forms_app.web.sign_in import sessions

NO_CHANGES = timedelta(hours=48)  # as GOV.UK One Login has it; the inside counts the same for itself


def come_back(connection: Connection, row: ActivationRow, values: dict[str, Any]) -> int:
    """Her account with a new password and none of her second factors, nobody in it; its number. Where its row was lost
    with the database, there is a new one."""
    realm, now = services().realm, services().now()
    account = accounts.find_active(connection, realm.rows, row.mark)
    if account is None:
        given = {**values, "language": urls.language(), "created_at": now}
        number = accounts.add(connection, realm.rows, row.mark, **given)
    else:
        number = take_over(connection, account, values)
    recoveries.note(connection, number, now)
    return number


def take_over(connection: Connection, account: HolderRow, values: dict[str, Any]) -> int:
    """With these values, without whatever it was entered with before, and nobody in it; its number."""
    realm = services().realm
    accounts.change_active(connection, realm.rows, account.id, **values)
    sessions.revoke_all(connection, realm, account.id)
    recovery_codes.delete_all(connection, realm.rows, account.id)
    passkeys.remove_all(connection, account.id)
    return account.id


def no_changes_until(connection: Connection, account: HolderRow, key_id: bytes) -> datetime | None:
    """The moment until which neither contact nor a second factor changes, as both sides count it; None if that is over
    or never was."""
    at, standing = recoveries.last(connection, account.id), inside.standing_of(connection, key_id)
    ours, theirs = at + NO_CHANGES if at else None, standing.no_changes_until if standing else None
    latest = max((moment for moment in (ours, theirs) if moment), default=None)
    return latest if latest and latest > services().now() else None
