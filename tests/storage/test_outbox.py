"""The outbox: every mail that was accepted is sent or becomes a task that staff see; who it goes to is wiped."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import _GeneratorContextManager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select, update
from support.answers import Filled, variants
from support.ground import ON_BOTH, SetClock
from support.journey import begin, fill_in
from support.post_office import PostOffice
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.channels.email import message as email
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.return_addresses import PURPOSE
from forms_app.channels.email.sender import EmailSender
from forms_app.channels.email.smtp import Timeouts
from forms_app.deadlines.clock import utc_now
from forms_app.facts import agency
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import ROOT, Settings
from forms_app.storage.database import Database, Unavailable
from forms_app.storage.outbox import deliveries, health, tasks
from forms_app.storage.outbox.deliveries import LASTS, LEASE, WAITS
from forms_app.storage.tables import outbox
from forms_app.worker.loop import Patience, Postman

RUNNING = threading.Event()
SHORT = Timeouts(end=0.5)  # for a server that is told never to answer


class Desk:
    """A database with mail in it, a real mail server, and workers for it."""

    def __init__(self, settings: Settings, database: Database, post: PostOffice) -> None:
        self.settings, self.database, self.post = settings, database, post
        self.key = SealingKey.of(keys.public_pair(settings, "mail"))

    def accept(self, count: int = 1, language: str = "en", email: str = "") -> None:
        for number in range(count):
            to = email or f"someone{number}@example.net"
            with self.database.write() as connection:
                deliveries.add_news(connection, self.key, "7KQ2-M4XD", {"email": to}, language, utc_now())

    def sender(self) -> EmailSender:
        """As the worker sends e-mail, but sooner tired of a server that never answers."""
        facts, wordings = agency.load(self.settings.agency_dir), email.load(ROOT / "locales" / "mail")
        sender = email.Sender(facts.site_name["en"], "news@example.org", "https://example.org", "", wordings)
        return EmailSender(Relay.of(self.post.url), sender, self.opening.marking(PURPOSE), SHORT)

    @property
    def opening(self) -> OpeningKeys:
        return OpeningKeys(keys.private_pairs(self.settings, "mail"))

    def postman(self, patience: Patience = Patience()) -> Postman:  # noqa: B008 - a value
        return Postman(self.database, self.opening, "mail", self.sender(), patience)

    def work(self) -> int:
        return self.postman().work_off(RUNNING)

    @property
    def rows(self) -> list[tuple[str, str | None, bool]]:
        """(state, reason, whether the recipient is still there) of every mail."""
        with self.database.read() as connection:
            found = connection.execute(select(outbox).where(outbox.c.kind == "mail").order_by(outbox.c.created_at))
            return [(row.state, row.reason, row.sealed is not None) for row in found]

    @property
    def next_due(self) -> datetime:
        with self.database.read() as connection:
            due_at: datetime = connection.execute(select(func.min(outbox.c.due_at))).scalar_one()
            return due_at

    @property
    def account(self) -> health.Account:
        with self.database.read() as connection:
            return health.account(connection, utc_now())


@pytest.fixture
def desk(settings: Settings, database: Database) -> Desk:
    return Desk(settings, database, PostOffice())


@ON_BOTH
def test_what_is_sent_is_taken_once_and_its_recipient_wiped(desk: Desk) -> None:
    desk.accept(3, "es")
    with desk.post:
        assert desk.work() == 3 and desk.work() == 0
    assert sorted(desk.post.recipients) == [f"someone{number}@example.net" for number in range(3)]
    assert len(set(desk.post.ids)) == 3 and {str(taken["Subject"]) for taken in desk.post.mails} == {"Tiene un mensaje"}
    assert desk.rows == [("sent", None, False)] * 3


@pytest.mark.parametrize("to", ["", "someone@example.net"])
def test_a_mail_waits_only_where_there_is_an_address_that_was_called_safe(desk: Desk, to: str) -> None:
    safe = {"email": to} if to else {"mail": "1 Main St"}
    with desk.database.write() as connection:
        assert deliveries.add_news(connection, desk.key, "7KQ2-M4XD", safe, "en", utc_now()) == bool(to)
    assert len(desk.rows) == bool(to)


@pytest.mark.parametrize("language", ["en", "es"])
def test_sending_a_form_accepts_a_mail_exactly_if_an_email_is_safe(
    visitor: Visitor, database: Database, settings: Settings, language: str
) -> None:
    accepted = {}
    for name, filled in variants(FORMS["complaint"]).items():
        fill_in(begin(visitor, "complaint", language), filled)
        visitor.press("send")
        accepted[name] = _recipients(database, settings) == _expected(filled, language)
        _empty(database)
    assert accepted and all(accepted.values())


def _expected(filled: Filled, language: str) -> list[dict[str, str]]:
    if "email" not in filled.values["safe_ways"]:
        return []
    return [{"to": filled.values["email"], "language": filled.values.get("language") or language}]


def _recipients(database: Database, settings: Settings) -> list[dict[str, str]]:
    opening = OpeningKeys(keys.private_pairs(settings, "mail"))
    with database.read() as connection:
        rows = connection.execute(select(outbox).where(outbox.c.kind == "mail")).all()
    return [json.loads(opening.open(row.sealed, row.id)) for row in rows]


def _empty(database: Database) -> None:
    with database.write() as connection:
        connection.execute(outbox.delete())


def test_what_waits_is_sealed_to_the_workers_key_alone(desk: Desk, opening: OpeningKeys) -> None:
    desk.accept()
    with desk.database.read() as connection:
        sealed = connection.execute(select(outbox.c.sealed)).scalar_one()
    assert b"someone" not in sealed and sealed[1:5] != SealingKey.of(keys.public_pair(desk.settings, "inbox")).key_id


def test_a_later_answer_is_waited_for_longer_and_longer_for_four_hours(desk: Desk, clock: SetClock) -> None:
    desk.accept()
    began, tried = clock.now, list[timedelta]()
    with desk.post:
        desk.post.on_recipient = lambda _address: "450 Later"
        while desk.account.waiting:
            clock.now = desk.next_due
            tried += [clock.now - began] * desk.work()
    waits = [later - earlier for earlier, later in zip(tried, tried[1:], strict=False)]
    assert waits == sorted(waits) and timedelta(hours=4) <= tried[-1] - tried[0] < timedelta(hours=4, minutes=5)
    assert desk.rows == [("failed", "no_answer", False)]


def test_sixty_mails_that_nobody_takes_are_all_given_up_after_four_hours(desk: Desk, clock: SetClock) -> None:
    """By age: however many wait, and however few of them the dead server leaves time to try."""
    desk.accept(60)
    began = clock.now
    while desk.account.waiting:
        desk.work()
        clock.forward(minutes=5)  # as long as a server that never greets keeps the worker
    assert timedelta(hours=4) <= clock.now - began <= timedelta(hours=4, minutes=15)
    assert desk.rows == [("failed", "no_answer", False)] * 60


def test_mail_that_waited_for_its_worker_is_not_given_up_at_the_first_failure(desk: Desk, clock: SetClock) -> None:
    desk.accept(3)
    clock.forward(days=3)
    assert desk.work() == 1
    clock.forward(minutes=5)
    with desk.post:
        assert desk.work() == 3
    assert desk.rows == [("sent", None, False)] * 3


def test_a_mail_that_was_perhaps_sent_is_a_task_and_never_sent_again(desk: Desk, clock: SetClock) -> None:
    desk.accept(2)
    with desk.post:
        desk.post.on_data = lambda: None
        assert desk.work() == 1  # and then the server is left alone for a while
        desk.post.on_data = lambda: "250 Taken"
        clock.forward(hours=5)
        assert desk.work() == 1
    assert sorted(desk.rows) == [("failed", "perhaps", False), ("sent", None, False)] and len(desk.post.mails) == 1


def test_a_server_that_does_not_take_our_sender_is_told_from_one_that_does_not_take_hers(desk: Desk) -> None:
    desk.accept()
    with desk.post:
        desk.post.on_sender = lambda _address: "550 Not you"
        desk.work()
    assert desk.rows == [("failed", "sender", False)]


def test_a_slow_servers_mail_stays_with_the_worker_that_is_at_it(desk: Desk, clock: SetClock) -> None:
    desk.accept()
    slow = desk.postman()
    slow._claimed()
    for _ in range(30):
        clock.forward(seconds=30)
        slow.hold()
    assert desk.postman()._claimed() is None
    clock.forward(seconds=LEASE.total_seconds())
    slow.in_hand = None  # it has ended, and holds nothing
    slow.hold()
    assert desk.postman()._claimed() is not None


class AwayForAWhile(Database):
    """A database whose writes fail as often as a test says, as those do that wait too long for their turn."""

    failures = 0

    def write(self) -> _GeneratorContextManager[Connection, None, None]:
        if self.failures:
            self.failures -= 1
            raise Unavailable
        return super().write()


def test_a_mail_is_sent_once_though_the_database_was_away_when_it_was_taken(desk: Desk) -> None:
    desk.accept()
    away = AwayForAWhile(desk.database.engine.url)
    worker = replace(desk.postman(Patience(note_seconds=(0, 0, 0))), database=away)

    def taken() -> str:
        away.failures = 3
        return "250 Taken"

    with desk.post:
        desk.post.on_data = taken
        assert worker.work_off(RUNNING) == 1
    away.close()
    assert desk.rows == [("sent", None, False)] and len(desk.post.mails) == 1


def test_each_mail_comes_back_to_an_address_of_its_own(desk: Desk) -> None:
    desk.accept(2)
    with desk.post:
        desk.work()
    back = desk.post.senders
    assert len(set(back)) == 2 and all(address.startswith("news+") for address in back)
    assert {f"<{row}@example.org>" for one in back for row in desk.sender().returns.named_in(one)} == set(desk.post.ids)


def test_after_an_outage_everything_goes_out(desk: Desk, clock: SetClock) -> None:
    desk.accept(3)
    assert desk.work() == 1  # one try shows that nobody is there; the others keep their patience
    clock.forward(seconds=15)
    with desk.post:
        assert desk.work() == 3
    assert desk.account == health.Account(sent=3, waiting=0, failed=0, overdue=0, unseen=0)


def test_a_long_queue_leaves_time_for_the_rest_of_the_work(desk: Desk) -> None:
    desk.accept(3)
    worker = desk.postman(Patience(turn_seconds=0))
    with desk.post:
        assert [worker.work_off(RUNNING) for _ in range(4)] == [1, 1, 1, 0]


def test_one_recipient_who_must_wait_does_not_hold_up_the_others(desk: Desk) -> None:
    desk.accept(3)
    with desk.post:
        desk.post.on_recipient = lambda address: "450 Later" if address == "someone0@example.net" else "250 OK"
        desk.work()
    assert sorted(desk.post.recipients) == ["someone1@example.net", "someone2@example.net"]


@pytest.mark.parametrize(
    ("recipient", "data", "reason"), [("550 Nobody", "250 Taken", "refused"), ("250 OK", "554 Never", "refused")]
)
def test_a_refusal_is_a_task_for_staff_until_they_settle_it(desk: Desk, recipient: str, data: str, reason: str) -> None:
    desk.accept()
    with desk.post:
        desk.post.on_recipient, desk.post.on_data = lambda _address: recipient, lambda: data
        desk.work()
    assert desk.rows == [("failed", reason, False)]
    with desk.database.write() as connection:
        (task,) = tasks.list_failed(connection)
        assert (task.reference, task.reason) == ("7KQ2-M4XD", reason)
        assert [tasks.settle(connection, task.reference) for _ in range(2)] == [True, False]
        assert tasks.list_failed(connection) == []
    assert desk.account.failed == desk.account.accepted == 1


def test_a_recipient_that_cannot_be_opened_is_a_task_and_stops_nobody(desk: Desk, clock: SetClock) -> None:
    desk.accept()
    with desk.database.write() as connection:
        connection.execute(update(outbox).values(sealed=b"\x01damaged"))
    clock.forward(seconds=1)
    desk.accept()
    with desk.post:
        desk.work()
    assert desk.rows == [("failed", "unreadable", False), ("sent", None, False)]


@pytest.mark.parametrize("content", [b"{}", b"[]", b"nothing", b'{"to": "a@example.net", "language": "tlh"}'])
def test_a_recipient_that_makes_no_sense_is_a_task(desk: Desk, clock: SetClock, content: bytes) -> None:
    """The sealing key is public: whoever gets at the database can put anything into an envelope."""
    desk.accept()
    with desk.database.write() as connection:
        row_id = connection.execute(select(outbox.c.id)).scalar_one()
        connection.execute(update(outbox).values(sealed=desk.key.seal(content, context=row_id)))
    clock.forward(seconds=1)
    desk.accept()
    with desk.post:
        desk.work()
    assert desk.rows == [("failed", "unreadable", False), ("sent", None, False)]


def test_an_address_that_no_server_takes_is_a_task(desk: Desk) -> None:
    desk.accept(email="josé@example.net")
    with desk.post:
        desk.work()
    assert desk.rows == [("failed", "refused", False)]


@ON_BOTH
def test_several_workers_never_send_the_same_mail(desk: Desk) -> None:
    desk.accept(20)
    start = threading.Barrier(4)

    def work(worker: Postman) -> int:
        start.wait()
        return worker.work_off(RUNNING)

    with desk.post, ThreadPoolExecutor(4) as pool:
        handled = list(pool.map(work, [desk.postman() for _ in range(4)]))
    assert sum(handled) == 20 == len(set(desk.post.ids)) == len(desk.post.ids)


@ON_BOTH
def test_a_dead_workers_mail_is_taken_up_after_its_lease_under_the_same_id(desk: Desk, clock: SetClock) -> None:
    desk.accept()
    with desk.post:
        _die_after_delivery(desk)
        assert desk.work() == 0
        clock.forward(seconds=LEASE.total_seconds())
        assert desk.work() == 1
    assert desk.post.ids[0] == desk.post.ids[1] and desk.rows == [("sent", None, False)]


def _die_after_delivery(desk: Desk) -> None:
    """What a worker leaves behind that is killed between the server's answer and its own note of it."""
    worker = desk.postman()
    message = worker._claimed()
    assert message is not None
    worker._send(message)


def test_a_worker_slower_than_its_lease_does_not_put_off_what_another_took_over(desk: Desk, clock: SetClock) -> None:
    desk.accept()
    slow = desk.postman()._claimed()
    clock.forward(seconds=LEASE.total_seconds())
    with desk.post:
        desk.work()
    with desk.database.write() as connection:
        assert slow is not None and deliveries.put_off(connection, slow, utc_now())
    assert desk.rows == [("sent", None, False)]


def test_without_a_server_mail_waits_and_is_counted(desk: Desk, clock: SetClock) -> None:
    desk.accept(2)
    clock.forward(days=3)
    with desk.database.read() as connection:
        assert health.waiting(connection) == 2
    with desk.post:
        assert desk.work() == 2


def test_the_waits_grow_and_reach_as_far_as_a_mail_is_tried() -> None:
    assert list(WAITS) == sorted(WAITS) and LASTS <= sum(WAITS, timedelta()) < LASTS + timedelta(minutes=2)
