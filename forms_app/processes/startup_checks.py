"""What each process of a service checks before it begins: its settings, its build, its database, its keys."""

from __future__ import annotations

from forms_app import settings
from forms_app.settings import Settings, SettingsError
from forms_app.storage import key_ids, roles, schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database
from forms_app.storage.phone.schema import CHAIN as PHONE

ACCOUNT_ROLES = "deploy/postgresql-account-roles.sql"
LINE_ROLES = "deploy/postgresql-line-roles.sql"
PHONE_ROLES = "deploy/postgresql-phone-roles.sql"
TURNS = 0x6B657973  # under this number processes that start at once write their keys' ids one after the other


def settings_of(process: str) -> Settings:
    """The settings of a process that reaches the forms' database. Raises CannotStart."""
    config = settings.read()
    expect_address(config)
    expect_facts(config)
    ids = key_ids.own(config, process)
    database = Database(config.database_url, TURNS)
    try:
        schema.check(database)
        roles.expect_rights(database, process)
        key_ids.expect_fitting(database, process, ids)
    finally:
        database.close()
    return config


def expect_account_rights(config: Settings, process: str) -> None:
    """Of the account or the case-data worker in the account's database. Raises CannotStart."""
    database = Database(config.account_database_url)
    try:
        schema.check(database, CHAIN)
        roles.expect_rights(database, process, ACCOUNT_ROLES, "ACCOUNT_DATABASE_URL")
    finally:
        database.close()


def expect_phone_rights(config: Settings, process: str) -> None:
    """Of the telephone or the case-data worker in the telephone's database. Raises CannotStart."""
    if not config.has_phone:
        return
    database = Database(config.phone_database_url)
    try:
        schema.check(database, PHONE)
        roles.expect_rights(database, process, PHONE_ROLES, "PHONE_DATABASE_URL")
    finally:
        database.close()
    if process == "phone":
        _expect_line_rights(config)


def _expect_line_rights(config: Settings) -> None:
    """Of the telephone in the forms' database."""
    database = Database(config.database_url)
    try:
        roles.expect_rights(database, "phone", LINE_ROLES)
    finally:
        database.close()


def settings_apart() -> Settings:
    """Those of the case-data worker, which has no way to the forms' database. Raises CannotStart."""
    config = settings.read()
    expect_address(config)
    expect_facts(config)
    return config


def expect_facts(config: Settings) -> None:
    """The agency's numbers stand in the pages: forms that read theirs elsewhere would name others."""
    built = config.build_dir / "agency-dir"
    if not built.exists():
        return
    folder = settings.agency_dir(environ={"AGENCY_DIR": built.read_text("utf-8")}).resolve()
    if folder != config.agency_dir:
        raise SettingsError(
            f"AGENCY_DIR: the site was built from {folder}, and this says {config.agency_dir}. Correct the setting, "
            f"or run: AGENCY_DIR={config.agency_dir} make build"
        )


def expect_address(config: Settings) -> None:
    """The site's address stands in its pages. On a trial the port alone may differ; it leads nobody astray."""
    built = config.build_dir / "public-url"
    address = built.read_text("utf-8").rstrip("/") if built.exists() else ""
    if address != config.public_url and (config.behind_tls or address.startswith("https://")):
        if not address:
            raise SettingsError(f"The site has not been built. Run: PUBLIC_URL={config.public_url} make build")
        raise SettingsError(
            f"PUBLIC_URL: the site was built for {address}, and this says {config.public_url}. Correct the setting, "
            f"or run: PUBLIC_URL={config.public_url} make build"
        )
