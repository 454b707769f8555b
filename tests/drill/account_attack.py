"""Breaks into the account: its database, its role, its keys; then 1,000 bundles are sealed, after 1,000 tries."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import attacked  # noqa: E402
from support.postgres import running_postgres  # noqa: E402

from forms_app import settings  # noqa: E402
from forms_app.sealing import key_sets  # noqa: E402
from forms_app.storage import schema  # noqa: E402
from forms_app.storage.database import Database  # noqa: E402

PEOPLE, TRIES = 500, 1_000


def main() -> int:
    """Prints what came of it; 1 if anything was forged or opened."""
    with tempfile.TemporaryDirectory(prefix="account-attack-") as folder, running_postgres() as server:
        key_sets.make(Path(folder) / "keys")
        for name in ("packages", "var"):
            (Path(folder) / name).mkdir()
        given = {"DATA_DIR": f"{folder}/var", "KEYS_DIR": f"{folder}/keys"}
        config = settings.read(given)
        with closing(Database(config.database_url)) as forms:
            schema.upgrade(forms)
        with attacked.ground(server, config, Path(folder) / "packages", PEOPLE) as ground:
            came = attacked.attack(ground, TRIES)
            control = attacked.opens_with_the_password(ground)
    print(f"{came.tries} tries, {came.denied} of them denied by the database")
    print(f"{came.sealed_to_holders} bundles sealed after them, {came.sealed_to_others} to another key (0 wanted)")
    print(
        f"{came.changes_that_passed} forged changes passed, {came.rows_changed_inside} rows changed inside (0 wanted)"
    )
    print(
        f"{came.keys_of_signed_out} of {PEOPLE} people signed out could be read (0 wanted; with a password: {control})"
    )
    bad = came.sealed_to_others + came.changes_that_passed + came.rows_changed_inside + came.keys_of_signed_out
    return 1 if bad or not control else 0


if __name__ == "__main__":
    sys.exit(main())
