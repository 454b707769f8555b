"""Before the first process of `make run`, in one that ends again: makes what a trial lacks, and finds everything that
would keep one from starting."""

from __future__ import annotations

import sys

from forms_app import settings
from forms_app.errors import CannotStart, refused
from forms_app.processes import ports, services, startup_checks
from forms_app.sealing import keys
from forms_app.storage import key_ids, schema
from forms_app.storage.database import Database
from forms_app.worker import loop


def main() -> int:
    try:
        prepared()
    except CannotStart as wrong:
        return refused(wrong)
    return 0


def prepared() -> settings.Settings:
    """The settings of a start that can succeed. Raises CannotStart."""
    wanted = settings.read()
    ports.expect_free("PORT", wanted.port)
    ports.expect_free("STAFF_PORT", wanted.staff_port)
    _make_data_dir(wanted)
    _check_keys(wanted)
    _prepare_database(wanted)
    startup_checks.expect_address(wanted)
    startup_checks.expect_facts(wanted)
    return wanted


def _check_keys(wanted: settings.Settings) -> None:
    keys.ensure(wanted)
    for owner in ("public", "staff"):
        keys.secret(wanted, owner)
        keys.receipt_codes(wanted, owner)
    for name in keys.PAIRS:
        keys.public_pair(wanted, name)
        keys.private_pairs(wanted, name)
    for name in keys.ALSO_STAFF:
        keys.public_pair(wanted, name, "staff")
    keys.check_copies(wanted.keys_dir)


def _prepare_database(wanted: settings.Settings) -> None:
    database = Database(wanted.database_url, patience=None)
    try:
        common = services.load(wanted, database)
        _check_forms(wanted, common)
        schema.upgrade(database)
        key_ids.write_all(database, wanted)
        loop.postmen(common)  # the mail's words, its server and its key
    finally:
        database.close()


def _check_forms(wanted: settings.Settings, common: services.Services) -> None:
    """The forms are loaded only here: one that is declared wrongly is told as everything else is."""
    from forms_app.forms import checks, guide, letter_texts

    checks.check(common.rules, common.agency)
    guide.load(wanted.agency_dir, common.rules, common.agency.phones)
    letter_texts.load(wanted.agency_dir)


def _make_data_dir(wanted: settings.Settings) -> None:
    try:
        wanted.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = wanted.data_dir / ".probe"
        probe.write_text("", "ascii")
        probe.unlink()
    except OSError as wrong:
        reason = wrong.strerror or "not possible"
        raise settings.SettingsError(f"DATA_DIR: cannot write to {wanted.data_dir} ({reason}).") from None


if __name__ == "__main__":
    sys.exit(main())
