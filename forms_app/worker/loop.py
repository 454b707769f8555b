"""The outbox worker: hands the news that waits to its channels, and deletes what has outlived its time.

It alone holds the key that opens a recipient. Several may run: each row is claimed by one of them at a time.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from forms_app import channels
from forms_app.channels import News, NotNow, Parts, Perhaps, Refused, Sender, SenderRefused, Unreachable
from forms_app.deadlines.clock import utc_now
from forms_app.errors import CannotStart, report
from forms_app.processes import logs, services, startup_checks
from forms_app.processes.services import Services
from forms_app.sealing import keys
from forms_app.sealing.unseal import CannotOpen, OpeningKeys
from forms_app.storage import draft_budget, drafts
from forms_app.storage.database import Database
from forms_app.storage.outbox import deliveries, health
from forms_app.storage.outbox.deliveries import OutboxRow

PURGE_SECONDS = 30
LEAVING_SECONDS = 5  # what a mail in hand may still take when the worker is told to stop


@dataclass(frozen=True)
class Patience:
    """How long the worker waits: for a dead worker's rows, between the tries of a row, between two looks; how long it
    may send before it looks up, how long news is tried, and how often it tries to note what became of it."""

    lease: timedelta = deliveries.LEASE
    waits: tuple[timedelta, ...] = deliveries.WAITS
    pause_seconds: float = 2.0
    turn_seconds: float = PURGE_SECONDS
    lasts: timedelta = deliveries.LASTS
    note_seconds: tuple[float, ...] = (1, 2, 4, 8, 15, 30, 60, 60, 60, 60, 60, 60)  # within a lease


@dataclass
class Postman:
    """Hands on what waits for one channel, one after the other."""

    database: Database
    opening: OpeningKeys
    kind: str
    sender: Sender
    patience: Patience = Patience()
    in_hand: OutboxRow | None = None

    def work_off(self, stop: threading.Event) -> int:
        """Send what is due; how many were handled.

        It ends when nothing is due or the carrier does not answer, and after a turn, however much still waits: whoever
        told it to stop is heard.
        """
        handled, until = 0, time.monotonic() + self.patience.turn_seconds
        while not stop.is_set() and (row := self._claimed()):
            handled += 1
            if not self._handle(row) or time.monotonic() >= until:
                break
        return handled

    def hold(self) -> None:
        """Keep the mail in hand from other workers, while the mail server takes its time."""
        if message := self.in_hand:
            with self.database.write() as connection:
                deliveries.hold(connection, message, utc_now(), self.patience.lease)

    def _claimed(self) -> OutboxRow | None:
        with self.database.write() as connection:
            self.in_hand = deliveries.claim(connection, self.kind, utc_now(), self.patience.lease)
        return self.in_hand

    def _handle(self, message: OutboxRow) -> bool:
        """False if the mail server is to be left alone for a while."""
        try:
            return self._tried(message)
        finally:
            self.in_hand = None

    def _tried(self, message: OutboxRow) -> bool:
        try:
            self._send(message)
        except NotNow as delay:
            structlog.get_logger().warning("mail put off", kind=str(delay) or "later")
            return self._put_off(message, isinstance(delay, Unreachable))
        except Perhaps:
            return self._give_up(message, "perhaps", goes_on=False)
        except Refused as never:
            return self._give_up(message, "sender" if isinstance(never, SenderRefused) else "refused")
        except Exception as wrong:  # noqa: BLE001 - whatever one mail holds, the others must go out
            if not isinstance(wrong, CannotOpen):
                logs.failure(wrong, "outbox")
            return self._give_up(message, "unreadable")
        self._note(lambda connection: deliveries.end_as_sent(connection, message))
        return True

    def _note(self, ending: Callable[[Connection], None]) -> None:
        """What became of a mail is noted even where the database is away for a while: or it would be sent again."""
        for seconds in self.patience.note_seconds:
            with suppress(SQLAlchemyError), self.database.write() as connection:
                ending(connection)
                return
            structlog.get_logger().error("not noted", kind="database")
            threading.Event().wait(seconds)
        with self.database.write() as connection:
            ending(connection)

    def _send(self, message: OutboxRow) -> None:
        content = json.loads(self.opening.open(message.sealed, context=message.id))
        to, language, number = content["to"], content["language"], content.get("number", "")
        self.sender.send(News(message.id, to, language, utc_now(), number))

    def _put_off(self, message: OutboxRow, unreachable: bool) -> bool:
        """Whom the server does not answer at all, it answers nobody: the time of all that are due runs."""
        patience, failed = self.patience, 0
        with self.database.write() as connection:
            if not deliveries.put_off(connection, message, utc_now(), patience.waits, patience.lasts):
                failed = 1
            if unreachable:
                failed += deliveries.nobody_answers(connection, self.kind, utc_now(), patience.lasts)
        if failed:
            structlog.get_logger().error("mail failed", kind="no_answer", count=failed)
        return not unreachable

    def _give_up(self, message: OutboxRow, reason: deliveries.Reason, *, goes_on: bool = True) -> bool:
        structlog.get_logger().error("mail failed", kind=reason)
        self._note(lambda connection: deliveries.end_as_failed(connection, message, reason))
        return goes_on


def postmen(known: Services, patience: Patience = Patience()) -> list[Postman]:
    """One for each channel that is set up; what others have to tell waits. Raises CannotStart."""
    opening = OpeningKeys(keys.private_pairs(known.settings, "mail"))
    parts = Parts(known.settings, known.agency, opening.marking)
    connected = [(channel.KIND, channel.connect(parts)) for channel in channels.load()]
    return [Postman(known.database, opening, kind, sender, patience) for kind, sender in connected if sender]


def main(patience: Patience = Patience()) -> int:
    """Work until told to stop. A failing database is noted and tried again."""
    logs.configure("outbox")
    logs.take_over()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        settings = startup_checks.settings_of("worker")
        database = Database(settings.database_url)
        sending = postmen(services.load(settings, database), patience)
    except CannotStart as wrong:
        return report(wrong)
    whole = _work(database, sending, stop, patience)
    database.close()
    return 0 if whole else 1


def _work(database: Database, sending: Sequence[Postman], stop: threading.Event, patience: Patience) -> bool:
    """Look after the rest while a thread for each channel sends: a mail server may take minutes, and the others wait
    for none of them. False if one broke."""
    broken = threading.Event()
    threads = [threading.Thread(target=_send_on, args=(one, stop, patience, broken), daemon=True) for one in sending]
    look_after(database, sending)  # whoever sends has shown that it lives
    for thread in threads:
        thread.start()
    while not stop.wait(PURGE_SECONDS):
        look_after(database, sending)
    until = time.monotonic() + LEAVING_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return not broken.is_set()


def look_after(database: Database, sending: Sequence[Postman]) -> None:
    """The rest of the worker's work: a sign of life, what staff must know, and what has outlived its time."""
    with _log_failures():
        with database.read() as connection:
            draft_bytes = draft_budget.bytes_used(connection)
        with database.write() as connection:
            sends = len(sending) == len(channels.load())
            health.show_life(connection, utc_now(), sends=sends, draft_bytes=draft_bytes)
        for postman in sending:
            postman.hold()
        drafts.purge(database, utc_now())


def _send_on(sending: Postman, stop: threading.Event, patience: Patience, broken: threading.Event) -> None:
    try:
        while not stop.is_set():
            with _log_failures():
                sending.work_off(stop)
            stop.wait(patience.pause_seconds)
    except Exception as wrong:  # noqa: BLE001 - the other thread would go on and say that mail is sent
        logs.failure(wrong, "outbox")
        broken.set()
        stop.set()


@contextmanager
def _log_failures() -> Iterator[None]:
    """A failing database is noted and tried again."""
    try:
        yield
    except SQLAlchemyError as error:
        logs.failure(error, "outbox")
