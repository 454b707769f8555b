"""What nobody may read of another: every page and file of the account, for 300 drawn pairs of parents and 2,000 pairs
of worlds that look alike to one. PAIRS and WORLDS take fewer."""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Read:
    """What one process found in its share."""

    leaks: list[str]
    different: list[str]
    missed: set[str]
    number: int


def main() -> int:
    """Prints every leak; 1 if there is one, or a page to which nobody came."""
    processes = len(os.sched_getaffinity(0))
    with ProcessPoolExecutor(processes) as pool:
        read = list(pool.map(_share, range(processes), [processes] * processes))
    found, different = [line for one in read for line in one.leaks], [line for one in read for line in one.different]
    missed = set[str].intersection(*(one.missed for one in read))
    for line in (*found, *different, *missed):
        print(line)
    print(f"{PAIRS} pairs of parents: {len(found)} values beyond the matrix (0 wanted)")
    print(f"{WORLDS} pairs of worlds for each of two parents: {len(different)} pages or files differ (0 wanted)")
    number = sum(one.number for one in read)
    print(f"{number} pages and files read; {len(missed)} addresses to which nobody came (0 wanted)")
    return 1 if found or different or missed else 0


def _share(number: int, of: int) -> Read:
    """Every so-manieth pair and world, with an account of its own."""
    with tempfile.TemporaryDirectory(prefix="account-privacy-") as folder, patch.object(clock, "utc_now", lambda: NOW):
        her = _account(Path(folder))
        found, different = leaks(her, range(number, PAIRS, of), links=True), tells_apart(her, range(number, WORLDS, of))
        return Read(found, different, her.unreached(), her.read_so_far)


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
