"""The outbox worker: hands the news that waits to its channels, and deletes what has outlived its time.

It alone holds the key that opens a recipient. Several may run: each row is claimed by one of them at a time.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from forms_app import channels
from forms_app.channels import News, NotNow, Parts, Perhaps, Refused, Sender, SenderRefused, Unreachable
from forms_app.deadlines.clock import utc_now
from forms_app.errors import CannotStart, refused
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
    """Hands on what waits, one after the other. `senders`: the channels that are set up, by their kind."""

    database: Database
    opening: OpeningKeys
    senders: Mapping[str, Sender]
    patience: Patience = Patience()
    in_hand: OutboxRow | None = None

    @property
    def sends(self) -> bool:
        """Whether no channel waits to be set up."""
        return len(self.senders) == len(channels.load())

    def work_off(self, stop: threading.Event) -> int:
        """Send what is due; how many were handled.

        It ends when nothing is due, and after a turn, however much still waits: the rest of the worker's work has its
        time too. A channel whose carrier does not answer is left alone, and keeps the others from nothing.
        """
        handled, until, open_ = 0, time.monotonic() + self.patience.turn_seconds, set(self.senders)
        while open_ and not stop.is_set() and (row := self._claimed(open_)):
            handled += 1
            if not self._handle(row):
                open_.remove(row.kind)
            if time.monotonic() >= until:
                break
        return handled

    def hold(self) -> None:
        """Keep the mail in hand from other workers, while the mail server takes its time."""
        if message := self.in_hand:
            with self.database.write() as connection:
                deliveries.hold(connection, message, utc_now(), self.patience.lease)

    def _claimed(self, kinds: Collection[str] | None = None) -> OutboxRow | None:
        """Of these kinds, or of any that can be sent."""
        with self.database.write() as connection:
            self.in_hand = deliveries.claim(connection, utc_now(), self.patience.lease, kinds or self.senders.keys())
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
        known = json.loads(self.opening.open(message.sealed, context=message.id))
        self.senders[message.kind].send(News(message.id, known["to"], known["language"], utc_now()))

    def _put_off(self, message: OutboxRow, unreachable: bool) -> bool:
        """Whom the server does not answer at all, it answers nobody: the time of all that are due runs."""
        known, failed = self.patience, 0
        with self.database.write() as connection:
            if not deliveries.put_off(connection, message, utc_now(), known.waits, known.lasts):
                failed = 1
            if unreachable:
                failed += deliveries.nobody_answers(connection, message.kind, utc_now(), known.lasts)
        if failed:
            structlog.get_logger().error("mail failed", kind="no_answer", count=failed)
        return not unreachable

    def _give_up(self, message: OutboxRow, reason: deliveries.Reason, *, goes_on: bool = True) -> bool:
        structlog.get_logger().error("mail failed", kind=reason)
        self._note(lambda connection: deliveries.end_as_failed(connection, message, reason))
        return goes_on


def postman(known: Services, patience: Patience = Patience()) -> Postman | None:
    """None where no channel is set up: then news waits. Raises CannotStart."""
    opening = OpeningKeys(keys.private_pairs(known.settings, "mail"))
    parts = Parts(known.settings, known.agency, opening.marking)
    connected = {channel.KIND: channel.connect(parts) for channel in channels.load()}
    senders = {kind: sender for kind, sender in connected.items() if sender is not None}
    return Postman(known.database, opening, senders, patience) if senders else None


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
        sending = postman(services.load(settings, database), patience)
    except CannotStart as wrong:
        return refused(wrong)
    whole = _work(database, sending, stop, patience)
    database.close()
    return 0 if whole else 1


def _work(database: Database, sending: Postman | None, stop: threading.Event, patience: Patience) -> bool:
    """Look after the rest while another thread sends: the mail server may take minutes. False if that one broke."""
    broken = threading.Event()
    thread = threading.Thread(target=_send_on, args=(sending, stop, patience, broken), daemon=True)
    look_after(database, sending)  # whoever sends has shown that it lives
    thread.start()
    while not stop.wait(PURGE_SECONDS):
        look_after(database, sending)
    thread.join(LEAVING_SECONDS)
    return not broken.is_set()


def look_after(database: Database, sending: Postman | None) -> None:
    """The rest of the worker's work: a sign of life, what staff must know, and what has outlived its time."""
    with _noted():
        with database.read() as connection:
            draft_bytes = draft_budget.used(connection)
        with database.write() as connection:
            health.show_life(
                connection, utc_now(), sends=sending is not None and sending.sends, draft_bytes=draft_bytes
            )
        if sending:
            sending.hold()
        drafts.purge(database, utc_now())


def _send_on(sending: Postman | None, stop: threading.Event, patience: Patience, broken: threading.Event) -> None:
    try:
        while sending and not stop.is_set():
            with _noted():
                sending.work_off(stop)
            stop.wait(patience.pause_seconds)
    except Exception as wrong:  # noqa: BLE001 - the other thread would go on and say that mail is sent
        logs.failure(wrong, "outbox")
        broken.set()
        stop.set()


@contextmanager
def _noted() -> Iterator[None]:
    """A failing database is noted and tried again."""
    try:
        yield
    except SQLAlchemyError as error:
        logs.failure(error, "outbox")
