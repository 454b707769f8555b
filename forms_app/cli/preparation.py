"""Before the first process of `make run`, in one that ends again: makes what a trial lacks, and finds everything that
would keep one from starting."""

from __future__ import annotations

import sys

from forms_app import settings
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_worker import county
from forms_app.cli import other_databases
from forms_app.deadlines import clock
from forms_app.errors import CannotStart, report
from forms_app.processes import ports, services, startup_checks
from forms_app.sealing import key_sets, keys
from forms_app.storage import key_ids, schema
from forms_app.storage.database import Database
from forms_app.worker import loop


def main() -> int:
    try:
        prepare()
    except CannotStart as wrong:
        return report(wrong)
    return 0


def prepare() -> settings.Settings:
    """The settings of a start that can succeed. Raises CannotStart."""
    config = settings.read()
    ports.expect_free("PORT", config.port)
    ports.expect_free("STAFF_PORT", config.staff_port)
    _make_data_dir(config)
    _check_keys(config)
    _prepare_database(config)
    if settings.has_account():
        ports.expect_free("ACCOUNT_PORT", config.account_port)
        _prepare_others(config)
    startup_checks.expect_address(config)
    startup_checks.expect_facts(config)
    return config


def _check_keys(config: settings.Settings) -> None:
    key_sets.ensure(config)
    for owner in ("public", "staff", "account"):
        keys.secret(config, owner)
        keys.receipt_codes(config, owner)
    keys.secret(config, "case-data")
    keys.secret(config, "phone")
    keys.receipt_codes(config, "phone")
    for name in keys.PAIRS:
        keys.public_pair(config, name)
        keys.private_pairs(config, name)
    for name in ("case-data", "phone"):
        keys.expect_pair(config, name)  # the others are compared by what each process writes down of its own
    for name in ("inbox", "mail"):
        keys.public_pair(config, name, "staff")
    key_sets.check_copies(config.keys_dir)


def _prepare_database(config: settings.Settings) -> None:
    database = Database(config.database_url, patience=None)
    try:
        common = services.load(config, database)
        _check_forms(config, common)
        schema.upgrade(database)
        key_ids.write_all(database, config)
        loop.postmen(common)  # the mail's words, its server and its key
    finally:
        database.close()


def _prepare_others(config: settings.Settings) -> None:
    other_databases.upgrade(config)
    cases = CaseDatabase(config.case_database_url)
    try:
        county.renew(config, cases, clock.today())
    finally:
        cases.close()


def _check_forms(config: settings.Settings, common: services.Services) -> None:
    """The forms are loaded only here: one that is declared wrongly is told as everything else is."""
    from forms_app.facts import account_letters, ready_sentences
    from forms_app.forms import checks, guide, letter_texts

    checks.check(common.rules, common.agency)
    guide.load(config.agency_dir, common.rules, common.agency.phones)
    letter_texts.load(config.agency_dir)
    account_letters.load(config.agency_dir)
    ready_sentences.load(config.agency_dir)


def _make_data_dir(config: settings.Settings) -> None:
    try:
        config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = config.data_dir / ".probe"
        probe.write_text("", "ascii")
        probe.unlink()
    except OSError as wrong:
        reason = wrong.strerror or "not possible"
        raise settings.SettingsError(f"DATA_DIR: cannot write to {config.data_dir} ({reason}).") from None


if __name__ == "__main__":
    sys.exit(main())
