"""The outbox worker: sends the mail that waits, and deletes what has outlived its time.

It alone holds the key that opens a recipient. Several may run: each row is claimed by one of them at a time.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from forms_app import agency, drafts, keys, logs, mail, outgoing, schema, settings
from forms_app.database import Database
from forms_app.mail import Sender
from forms_app.moment import utc_now
from forms_app.opening import CannotOpen, OpeningKeys
from forms_app.outgoing import Message
from forms_app.relay import NotNow, Refused, Relay, Unreachable, deliver
from forms_app.settings import ROOT, Settings
from forms_app.starting import CannotStart, refused

PURGE_SECONDS = 30


@dataclass(frozen=True)
class Patience:
    """How long the worker waits: for a dead worker's rows, between the tries of a row, between two looks; and how long
    it may send before it looks up."""

    lease: timedelta = outgoing.LEASE
    waits: tuple[timedelta, ...] = outgoing.WAITS
    pause_seconds: float = 2.0
    turn_seconds: float = PURGE_SECONDS


@dataclass(frozen=True)
class Postman:
    """Sends one mail after the other."""

    database: Database
    opening: OpeningKeys
    relay: Relay
    sender: Sender
    patience: Patience = Patience()

    def work_off(self, stop: threading.Event) -> int:
        """Send what is due; how many were handled.

        It ends when nothing is due or the mail server does not answer, and after a turn, however much still waits:
        the rest of the worker's work has its time too.
        """
        handled, until = 0, time.monotonic() + self.patience.turn_seconds
        while not stop.is_set() and (message := self._claimed()):
            handled += 1
            if not self._handle(message) or time.monotonic() >= until:
                break
        return handled

    def _claimed(self) -> Message | None:
        with self.database.write() as connection:
            return outgoing.claim(connection, utc_now(), self.patience.lease)

    def _handle(self, message: Message) -> bool:
        """False if the mail server is to be left alone for a while."""
        try:
            self._send(message)
        except NotNow as delay:
            structlog.get_logger().warning("mail put off", kind=str(delay) or "later")
            self._put_off(message)
            return not isinstance(delay, Unreachable)
        except Refused:
            self._give_up(message, "refused")
            return True
        except Exception as wrong:  # noqa: BLE001 - whatever one mail holds, the others must go out
            if not isinstance(wrong, CannotOpen):
                logs.failure(wrong, "outbox")
            self._give_up(message, "unreadable")
            return True
        with self.database.write() as connection:
            outgoing.end_as_sent(connection, message)
        return True

    def _send(self, message: Message) -> None:
        known = json.loads(self.opening.open(message.sealed, context=message.id))
        letter = mail.written(self.sender, message.id, known["to"], known["language"], utc_now())
        deliver(self.relay, letter, self.sender.domain)

    def _put_off(self, message: Message) -> None:
        with self.database.write() as connection:
            if not outgoing.put_off(connection, message, utc_now(), self.patience.waits):
                structlog.get_logger().error("mail failed", kind="no_answer")

    def _give_up(self, message: Message, reason: outgoing.Reason) -> None:
        structlog.get_logger().error("mail failed", kind=reason)
        with self.database.write() as connection:
            outgoing.end_as_failed(connection, message, reason)


def postman(known: Settings, database: Database, patience: Patience = Patience()) -> Postman | None:
    """None without SMTP_URL: then mail waits. Raises CannotStart."""
    wordings, facts = mail.load(ROOT / "locales" / "mail"), agency.load(known.agency_dir)
    opening = OpeningKeys(keys.private_pairs(known, "mail"))
    if known.smtp_url is None:
        return None
    relay = Relay.of(known.smtp_url)
    address = mail.sender_address(relay.sender, known.public_url)
    phone = "" if facts.official else facts.phones["customer_connect"].number
    sender = Sender(facts.site_name["en"], address, known.public_url, phone, wordings)
    return Postman(database, opening, relay, sender, patience)


def main(patience: Patience = Patience()) -> int:
    """Work until told to stop. A failing database is noted and tried again."""
    logs.configure("outbox")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        known = settings.read()
        database = Database(known.database_url)
        sending = postman(known, database, patience)
        schema.check(database)
    except CannotStart as wrong:
        return refused(wrong)
    _work(database, sending, stop, patience)
    database.close()
    return 0


def _work(database: Database, sending: Postman | None, stop: threading.Event, patience: Patience) -> None:
    purge_at = 0.0
    while not stop.is_set():
        try:
            if time.monotonic() >= purge_at:
                purge_at = time.monotonic() + PURGE_SECONDS
                drafts.purge(database, utc_now())
                with database.write() as connection:
                    outgoing.show_life(connection, utc_now(), sends=sending is not None)
            if sending:
                sending.work_off(stop)
        except SQLAlchemyError as error:
            logs.failure(error, "outbox")
        stop.wait(patience.pause_seconds)


if __name__ == "__main__":
    sys.exit(main())
