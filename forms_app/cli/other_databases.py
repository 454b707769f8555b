"""The databases of account, case data and telephone, each with migrations of its own, brought to this version."""

from __future__ import annotations

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.settings import Settings
from forms_app.storage import schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database
from forms_app.storage.phone.schema import CHAIN as PHONE


def upgrade(config: Settings) -> None:
    """Raises CannotStart."""
    account, cases = Database(config.account_database_url, patience=None), CaseDatabase(config.case_database_url)
    try:
        schema.upgrade(account, CHAIN)
        cases.upgrade()
    finally:
        account.close()
        cases.close()
    if config.has_phone:
        _upgrade_phone(config)


def _upgrade_phone(config: Settings) -> None:
    phone = Database(config.phone_database_url, patience=None)
    try:
        schema.upgrade(phone, PHONE)
    finally:
        phone.close()
