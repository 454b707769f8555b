"""What nobody may read of another: every page and file of the account, for 300 drawn pairs of parents and 2,000 pairs
of worlds that look alike to one. PAIRS and WORLDS take fewer."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.seen_on_pages import Reader, leaks, reader, tells_apart  # noqa: E402

from forms_app import settings  # noqa: E402
from forms_app.account import create_app  # noqa: E402
from forms_app.account.doors import waiting  # noqa: E402
from forms_app.deadlines import clock  # noqa: E402
from forms_app.sealing import key_sets  # noqa: E402
from forms_app.storage import schema  # noqa: E402
from forms_app.storage.account.schema import CHAIN  # noqa: E402
from forms_app.storage.database import Database  # noqa: E402

PAIRS, WORLDS = (int(os.environ.get(name, most)) for name, most in (("PAIRS", 300), ("WORLDS", 2_000)))
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def main() -> int:
    """Prints every leak; 1 if there is one, or a page to which nobody came."""
    with tempfile.TemporaryDirectory(prefix="account-privacy-") as folder, patch.object(clock, "utc_now", lambda: NOW):
        her = _account(Path(folder))
        found, different = leaks(her, range(PAIRS), links=True), tells_apart(her, range(WORLDS))
        missed = her.unreached()
    for line in (*found, *different, *missed):
        print(line)
    print(f"{PAIRS} pairs of parents: {len(found)} values beyond the matrix (0 wanted)")
    print(f"{WORLDS} pairs of worlds for each of two parents: {len(different)} pages or files differ (0 wanted)")
    print(f"{her.read_so_far} pages and files read; {len(missed)} addresses to which nobody came (0 wanted)")
    return 1 if found or different or missed else 0


def _account(folder: Path) -> Reader:
    key_sets.make(folder / "keys")
    (folder / "var").mkdir()
    config = settings.read({"DATA_DIR": f"{folder}/var", "KEYS_DIR": f"{folder}/keys"})
    for address, chain in ((config.database_url, schema.MAIN), (config.account_database_url, CHAIN)):
        database = Database(address)
        schema.upgrade(database, chain)
        database.close()
    with patch.object(waiting, "PATIENCE_SECONDS", 0):
        return reader(create_app(config))


if __name__ == "__main__":
    sys.exit(main())
