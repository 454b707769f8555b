"""The long proof of the outbox: mails, killed workers and outages of a real mail server; nothing is ever lost.

`.venv/bin/python tests/drill/mail.py` sends 1 000 mails through 100 SIGKILLs and 10 outages and prints one line.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.post_office import PostOffice  # noqa: E402
from support.running import end_as_by_ctrl_c  # noqa: E402

from forms_app import settings  # noqa: E402
from forms_app.sealing import key_sets, keys  # noqa: E402
from forms_app.sealing.seal import SealingKey  # noqa: E402
from forms_app.storage import schema  # noqa: E402
from forms_app.storage.database import Database  # noqa: E402
from forms_app.storage.outbox import deliveries, health  # noqa: E402

# The worker itself, but for a dead one's rows it waits seconds instead of minutes.
WORKER = """
from datetime import timedelta
from forms_app.worker.loop import Patience, main  # noqa: E402
waits = tuple(timedelta(seconds=min(2 ** turn, 8)) for turn in range(60))
raise SystemExit(main(Patience(timedelta(seconds=5), waits, 0.05)))
"""
REFERENCE = "7KQ2-M4XD"
GIVE_UP_SECONDS = 600
CHECKS = 4


@dataclass
class Tally:
    """What the drill found. Everything must hold for it to pass."""

    accepted: int
    delivered: int
    missing: int
    duplicates: int
    kills: int
    outages: int
    account: health.Account
    recipients_left: int

    @property
    def wrong(self) -> list[str]:
        held = {
            "nothing is missing": self.missing == 0,
            "duplicates <= kills": self.duplicates <= self.kills,
            "accepted = sent + failed": self.account.sent + self.account.failed == self.accepted,
            "no recipient is left": self.recipients_left == 0,
        }
        return [what for what, holds in held.items() if not holds]


class Drill:
    """A database with mails in it, a mail server, and two workers that are killed and started again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random, self.post = random.Random(seed), PostOffice()  # noqa: S311 - which worker dies when
        self.environ = {
            "DATA_DIR": str(folder / "var"),
            "KEYS_DIR": str(folder / "keys"),
            "SMTP_URL": self.post.url,
        }
        known = settings.read(self.environ)
        known.data_dir.mkdir(parents=True)
        key_sets.make(known.keys_dir)
        self.database, self.key = Database(known.database_url), SealingKey.of(keys.public_pair(known, "mail"))
        schema.upgrade(self.database)
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, mails: int, kills: int, outages: int) -> Tally:
        self.accept(mails)
        self.post.open()
        self.workers = [self._worker(), self._worker()]
        faults = ["kill"] * kills + ["outage"] * outages
        self.random.shuffle(faults)
        try:
            for number, fault in enumerate(faults, start=1):
                self._wait_for(number * mails // (len(faults) + 1))
                self._outage() if fault == "outage" else self._kill()
            self._wait_for_the_end()
        finally:
            self._stop()
        return self._tally(mails, kills, outages)

    def accept(self, mails: int) -> None:
        for number in range(mails):
            safe = {"email": f"someone{number}@example.net"}
            with self.database.write() as connection:
                deliveries.add_news(connection, self.key, REFERENCE, safe, ("en", "es")[number % 2], datetime.now(UTC))

    def _worker(self) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(  # noqa: S603 - our own worker
            [sys.executable, "-c", WORKER], env=os.environ | self.environ, cwd=ROOT, stdout=quiet, stderr=quiet
        )

    def _kill(self) -> None:
        """SIGKILL one worker at a random moment; another takes its place."""
        place = self.random.randrange(len(self.workers))
        self.workers[place].kill()
        self.workers[place].wait()
        self.workers[place] = self._worker()

    def _outage(self) -> None:
        self.post.close()
        time.sleep(self.random.uniform(0.1, 0.5))
        self.post.open()

    def _wait_for(self, delivered: int) -> None:
        self._until(lambda: len(self.post.mails) >= delivered)

    def _wait_for_the_end(self) -> None:
        def ended() -> bool:
            with self.database.read() as connection:
                return health.waiting(connection) == 0

        self._until(ended)

    def _until(self, reached: object) -> None:
        """Each fault strikes at its share of the work, however fast this machine is."""
        give_up, turn = time.monotonic() + GIVE_UP_SECONDS, threading.Event()
        while not reached():  # type: ignore[operator]
            if time.monotonic() > give_up:
                raise SystemExit("The workers do not get on: nothing was delivered for ten minutes.")
            turn.wait(0.02)

    def _stop(self) -> None:
        for worker in self.workers:
            worker.terminate()
            worker.wait()
        self.post.close()

    def _tally(self, mails: int, kills: int, outages: int) -> Tally:
        per_id = Counter(self.post.ids)
        with self.database.read() as connection:
            account = health.account(connection, datetime.now(UTC))
            left = connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE sealed IS NOT NULL").scalar_one()
        self.database.close()
        recipients = set(self.post.recipients)
        missing = sum(f"someone{number}@example.net" not in recipients for number in range(mails))
        return Tally(mails, len(per_id), missing, len(self.post.ids) - len(per_id), kills, outages, account, int(left))


def drill(mails: int, kills: int, outages: int, seed: int = 20261122) -> Tally:
    with tempfile.TemporaryDirectory() as folder:
        return Drill(Path(folder), seed).run(mails, kills, outages)


def main() -> int:
    end_as_by_ctrl_c()
    began = time.monotonic()
    tally = drill(mails=1000, kills=100, outages=10)
    lasted, wrong = time.monotonic() - began, tally.wrong
    print(f"{tally.accepted} accepted, {tally.delivered} delivered, {tally.missing} missing, {lasted:.0f} s")
    print(f"{tally.duplicates} came twice under one Message-ID, {tally.kills} kills, {tally.outages} outages")
    print(f"{CHECKS - len(wrong)} passed, {len(wrong)} failed", *wrong, sep=" | ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
