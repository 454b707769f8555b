"""The long proof of news for account holders: what became known is mailed, through kills of both workers and outages of
the mail server; and after `stop` nothing goes out, in whatever order things happen.

`.venv/bin/python tests/drill/account_news.py`: 1,000 pieces of news with 100 kills and 10 outages, then 1,000 orders.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import news_ground, news_orders  # noqa: E402
from support.news_ground import NewsGround, address_of  # noqa: E402
from support.post_office import PostOffice  # noqa: E402
from support.running import end_as_by_ctrl_c  # noqa: E402

from forms_app.case_data.store import holders  # noqa: E402
from forms_app.case_data.store.telling import notices  # noqa: E402
from forms_app.storage.outbox import health  # noqa: E402

PEOPLE, PACKAGES, KILLS, OUTAGES, ORDERS = 250, 4, 100, 10, 1_000
GIVE_UP_SECONDS, START_SECONDS = 900, 120
# The workers themselves, but they wait seconds where they would wait minutes, and say when they have begun to work: one
# that is killed while it starts has done nothing, and on a busy machine none would ever do anything.
OUTBOX = """
import sys
from datetime import timedelta
from pathlib import Path
from forms_app.worker import loop
send_on = loop._send_on
def begun(*given):
    Path(sys.argv[1]).touch()
    return send_on(*given)
loop._send_on = begun
waits = tuple(timedelta(seconds=min(2 ** turn, 4)) for turn in range(60))
raise SystemExit(loop.main(loop.Patience(timedelta(seconds=5), waits, 0.05)))
"""
INSIDE = """
import sys
from pathlib import Path
from forms_app.case_worker import loop
loop.PAUSE_SECONDS = 0.05
go_round = loop._go_round
def begun(*given):
    Path(sys.argv[1]).touch()
    return go_round(*given)
loop._go_round = begun
raise SystemExit(loop.main())
"""


class Drill:
    """Both workers in processes of their own, a mail server, and packages that come in."""

    def __init__(self, folder: Path, post: PostOffice, seed: int) -> None:
        self.random, self.post = random.Random(seed), post  # noqa: S311 - which worker dies when
        self.ground: NewsGround = news_ground.make(folder, PEOPLE, SMTP_URL=post.url)
        self.parts = self.ground.parts()
        self.marks = [folder.parent / "inside-begun", folder.parent / "outbox-begun"]
        self.workers = [self._start(place) for place in range(2)]
        self.kills = 0

    def run(self) -> None:
        for number in range(PACKAGES):
            news_ground.pay_again(self.ground, number)
            self._trouble(KILLS // PACKAGES, OUTAGES // PACKAGES + (number < OUTAGES % PACKAGES))
            self._until(partial(self._has_read, number + 2))
        self._until(self._is_all_out)
        for worker in self.workers:
            worker.terminate()
            worker.wait()
        self.parts.close()

    def _start(self, place: int) -> subprocess.Popen[bytes]:
        mark, quiet, environ = self.marks[place], subprocess.DEVNULL, os.environ | self.ground.environ
        mark.unlink(missing_ok=True)
        command = [sys.executable, "-c", (INSIDE, OUTBOX)[place], str(mark)]
        return subprocess.Popen(command, env=environ, cwd=ROOT, stdout=quiet, stderr=quiet)  # noqa: S603

    def _trouble(self, kills: int, outages: int) -> None:
        faults = ["kill"] * kills + ["outage"] * outages
        self.random.shuffle(faults)
        for fault in faults:
            time.sleep(self.random.uniform(0.0, 1.0))
            if fault == "outage":
                self.post.close()
                time.sleep(self.random.uniform(0.1, 1.0))
                self.post.open()
            else:
                self._kill()

    def _kill(self) -> None:
        place = self.random.randrange(2)
        self._until(self.marks[place].exists, START_SECONDS)
        time.sleep(self.random.uniform(0.0, 1.0))  # somewhere in its work
        self.workers[place].kill()
        self.workers[place].wait()
        self.workers[place] = self._start(place)
        self.kills += 1

    def _has_read(self, seq: int) -> bool:
        with self.parts.cases.aside.read() as connection:
            return holders.read_until(connection)[0] >= seq

    def _is_all_out(self) -> bool:
        with self.parts.cases.aside.read() as connection:
            inside = notices.waiting(connection, 1)
        with self.parts.telling.outbox.read() as connection:
            return not inside and health.waiting(connection) == 0

    def _until(self, reached: Callable[[], bool], seconds: float = GIVE_UP_SECONDS) -> None:
        give_up = time.monotonic() + seconds
        while not reached():
            if time.monotonic() > give_up or any(worker.poll() is not None for worker in self.workers):
                raise SystemExit("The workers do not get on.")
            time.sleep(0.05)


def through_kills() -> bool:
    with tempfile.TemporaryDirectory(prefix="account-news-") as folder, PostOffice() as post:
        drill = Drill(Path(folder) / "all", post, 20261129)
        drill.run()
        got = Counter(post.recipients)
        expected = {address_of(holder.person_id): PACKAGES for holder in drill.ground.people}
    missing = sum(max(0, number - got[to]) for to, number in expected.items())
    twice = sum(max(0, got[to] - number) for to, number in expected.items())
    others = sum(number for to, number in got.items() if to not in expected)
    print(f"{sum(expected.values())} pieces of news, {drill.kills} kills, {OUTAGES} outages: {missing} missing (0)")
    print(f"{twice} came twice (at most {drill.kills}), {others} to somebody else (0 wanted)")
    return not missing and not others and twice <= drill.kills


def in_any_order() -> bool:
    with tempfile.TemporaryDirectory(prefix="account-news-") as folder:
        late, sent = news_orders.run(Path(folder) / "all", ORDERS, seed=20261129)
    print(f"{ORDERS} orders of events with a stop in each: {late} mails after it (0 wanted), {sent} before")
    return late == 0 and sent > 0


def main() -> int:
    end_as_by_ctrl_c()
    return 0 if all([through_kills(), in_any_order()]) else 1


if __name__ == "__main__":
    sys.exit(main())
