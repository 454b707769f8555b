"""What the account and the worker refuse to start with: keys of another place, a role without its rights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url
from support.account_holder import open_account
from support.postgres import Postgres

from forms_app.account import create_app
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holders import HolderKeys, OwnList, State
from forms_app.case_worker import parts as parts_of
from forms_app.deadlines import clock
from forms_app.processes import startup_checks
from forms_app.sealing import key_sets
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.settings import ROOT, Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database


@pytest.fixture
def other_keys(tmp_path: Path) -> Path:
    key_sets.make(tmp_path / "other")
    return tmp_path / "other"


def test_an_account_with_the_keys_of_another_place_does_not_start(
    account: Flask, browser: FlaskClient, other_keys: Path, settings: Settings
) -> None:
    create_app(replace(settings, keys_dir=other_keys)).extensions["account"].database.close()  # nobody is there yet
    open_account(browser, account)
    create_app(settings).extensions["account"].database.close()

    with pytest.raises(SettingsError, match="another .*other/account. Put back the keys"):
        create_app(replace(settings, keys_dir=other_keys))


def test_a_worker_that_did_not_note_the_holders_does_not_start(
    account: Flask, tmp_path: Path, settings: Settings
) -> None:
    address = make_url(f"sqlite:///{tmp_path}/inside/cases.sqlite")
    cases = CaseDatabase(address)
    cases.upgrade()
    given = replace(settings, case_database_url=address, has_phone=False)
    parts_of.make(given).close()
    with cases.aside.write() as connection:
        holder = HolderKeys("P1", OwnerKeys.generate().public, State.OPEN, clock.today())
        OwnList(b"another secret").put(connection, holder)
    cases.close()

    with pytest.raises(SettingsError, match="another .*case-data. Put back the keys"):
        parts_of.make(given)


@pytest.mark.parametrize("process", ["account", "case_data"])
def test_a_role_that_lacks_a_right_in_the_accounts_database_is_told_at_the_start(
    postgres_server: Postgres, settings: Settings, process: str
) -> None:
    address = postgres_server.new_database()
    url = make_url(address).set(drivername="postgresql+psycopg")
    owner = Database(url)
    schema.upgrade(owner, CHAIN)
    owner.close()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute((ROOT / "deploy" / "postgresql-account-roles.sql").read_bytes())
    given = replace(settings, account_database_url=url.set(username=f"customer_connect_{process}"))
    startup_checks.expect_account_rights(given, process)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"REVOKE SELECT ON bundles FROM customer_connect_{process}")  # noqa: S608 - our own name

    with pytest.raises(SettingsError, match="ACCOUNT_DATABASE_URL: the role .* may not SELECT in bundles"):
        startup_checks.expect_account_rights(given, process)
