"""The worker's round: do what staff ask, answer what was handed in, seal what changed, and again.

A failing database is tried again, and holds up nothing that lies in another.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date

from forms_app.case_worker import mailing
from forms_app.case_worker import parts as parts_of
from forms_app.case_worker.answering import work_off_handed_in
from forms_app.case_worker.desk.asked import work_off_asks
from forms_app.case_worker.drop_folder import DropFolder
from forms_app.case_worker.going_on import AWAY
from forms_app.case_worker.papers import shelf
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.sealing import has_news, seal_person, work_off_changes, work_off_owed
from forms_app.case_worker.telephone.answering import work_off_calls
from forms_app.case_worker.telling import sending
from forms_app.errors import CannotStart, report
from forms_app.processes import logs, startup_checks
from forms_app.storage.account import requests

LOOK_SECONDS = 30.0
PAUSE_SECONDS = 1.0  # somebody looks at a page that waits
REST_FOR_EACH = 10.0  # seconds for one that a failure took
Part = Callable[[Parts], int]


def main() -> int:
    """Work until told to stop."""
    logs.configure("case-data")
    logs.take_over()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        config = startup_checks.settings_apart()
        startup_checks.expect_account_rights(config, "case_data")
        startup_checks.expect_phone_rights(config, "case_data")
        parts = parts_of.make(config)
    except CannotStart as wrong:
        return report(wrong)
    dropped = DropFolder(config.case_drop_dir) if config.case_drop_dir else None
    _go_round(parts, dropped, stop)
    if dropped:
        dropped.stop()
    parts.close()
    return 0


def _go_round(parts: Parts, dropped: DropFolder | None, stop: threading.Event) -> None:
    looked_on, opened_on, watch, rests = parts.today(), date.min, Watch(parts), Rests()
    while not stop.is_set():
        if parts.today() != opened_on and _do_daily(parts):
            opened_on = parts.today()
        if parts.today() != looked_on:
            looked_on = parts.today()
            _renew_county()
        if dropped:
            _look_into(dropped)
        if not work_off(parts, rests) + watch.work_off():
            stop.wait(PAUSE_SECONDS)


def _look_into(dropped: DropFolder) -> None:
    try:
        dropped.work_off()
    except (
        OSError
    ) as error:  # a folder that went while it was looked at, a disk that is full: the next round looks again
        logs.failure(error, "case-data")


def _do_daily(parts: Parts) -> bool:
    """Whether all of it was done; else the next round tries again."""
    done = [_is_done(act, parts) for act in (mailing.open_due, mailing.take_back_letters, _seal_due, _purge)]
    return all(done)


def _seal_due(parts: Parts) -> None:
    """What has stayed its days goes."""
    for person_id in shelf.due(parts, parts.today()):
        seal_person(parts, person_id)


def _purge(parts: Parts) -> None:
    with parts.account.write() as connection:
        requests.purge(connection, parts.now() - requests.KEPT)


def _is_done(act: Callable[[Parts], object], parts: Parts) -> bool:
    try:
        act(parts)
    except AWAY as error:
        logs.failure(error, "case-data")
        return False
    return True


def _renew_county() -> None:
    """After midnight, in a process of its own; what it says goes where ours goes."""
    subprocess.run([sys.executable, "-m", "forms_app.case_worker.county"], check=False)  # noqa: S603 - our own command


class Watch:
    """News goes its own way: the forms' database may be away while the accounts' is there. What did not arrive is
    looked at now and then."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._looked_at = parts, 0.0

    def work_off(self) -> int:
        """How much news went to the outbox."""
        try:
            if time.monotonic() - self._looked_at > LOOK_SECONDS:
                self._looked_at = time.monotonic()
                sending.look_after(self._parts)
            return sending.work_off(self._parts)
        except AWAY as error:
            logs.failure(error, "case-data")
            return 0


class Rests:
    """A database that keeps whoever asks waiting is left alone for a while, so that the others are not kept."""

    def __init__(self) -> None:
        self._until: dict[Part, float] = {}

    def work_off(self, part: Part, parts: Parts) -> int:
        """How much was done of this part of the round; nothing where its database is away."""
        begun = time.monotonic()
        if begun < self._until.get(part, 0.0):
            return 0
        try:
            return part(parts)
        except AWAY as error:
            logs.failure(error, "case-data")
            now = time.monotonic()
            self._until[part] = now + REST_FOR_EACH * (now - begun)
            return 0


def _take_back_letters(parts: Parts) -> int:
    """What came in may be a reason why a letter must not go."""
    return mailing.take_back_letters(parts) if has_news(parts) else 0


ROUND: tuple[Part, ...] = (
    _take_back_letters,
    work_off_asks,
    work_off_handed_in,
    work_off_calls,
    work_off_changes,
    work_off_owed,
)


def work_off(parts: Parts, rests: Rests | None = None) -> int:
    """One round; how much there was to do."""
    rests = rests or Rests()
    return sum(rests.work_off(part, parts) for part in ROUND)
