"""One complaint, and whatever a desk may do to it in any order, on any day, with any list of closed days.

After every step three rules are held, against the rows that lists and reports read and the row that the sender reads:
nothing due leaves "late" without an outcome; no due day moves later without a notice mailed before it; the status page
never contradicts the desk. A correction with its reason and a changed list of closed days are the two exceptions, and
stand in the trail; a day that was told once stays told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import g
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import Connection, text

from forms_app import deadlines
from forms_app.deadlines import Arrival, Channel, ClosedDay
from forms_app.forms import FORMS, clock_of
from forms_app.forms.letter_texts import Mailing
from forms_app.pdf import Letter
from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts import acts, changes, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.acts.changes import Change
from forms_app.staff.acts.checks import Refused
from forms_app.staff.audit import Action
from forms_app.staff.jobs import recount
from forms_app.staff.letters import on_mailed, print_queue
from forms_app.staff.letters.print_queue import Kept
from forms_app.staff.letters.wording import Filling
from forms_app.staff.search import queues
from forms_app.staff.search.queues import Wanted
from forms_app.staff.submissions import outcomes
from forms_app.storage import status
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter
from forms_app.storage.filing import accept
from forms_app.storage.letters import letters as rows
from forms_app.storage.letters.letters import SealedLetterRow
from forms_app.storage.rows import NO_DAY
from forms_app.storage.submissions import counts
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.submissions.submissions import SubmissionRow, find
from support import clock_peer as peer
from support.desk import ANSWERS, Desk

WIPED = ("acts", "letters", "notes", "status", "outbox", "search_terms", "submissions", "audit")
STARTS = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
ago, which = some.integers(0, 60), some.integers(0, 5)
LETTERS: dict[str, Mailing] = {
    "resolution": "answers",
    "extension": "extends",
    "transfer": "transfers",
    "acknowledgement": "noted",
}
OUTCOMES = {"answered", "transferred", "ended"}


@dataclass(frozen=True)
class Seen:
    """What lists, reports and the sender read at one moment."""

    state: str
    due_on: date
    late: bool
    told: status.Status

    @property
    def owed(self) -> bool:
        return self.due_on != NO_DAY


class Complaint(RuleBasedStateMachine):
    """`desk` is set by whoever runs it, and wiped for each sequence."""

    desk: Desk
    session: Session

    @initialize(
        channel=some.sampled_from(["online", "phone", "mail"]),
        postmark=some.integers(0, 20),
        later=some.sampled_from([0, 0, 29, 31, 32, 45]),
    )
    def arrives(self, channel: Channel, postmark: int, later: int) -> None:
        """And is looked at so many days later."""
        desk = self.desk
        desk.clock.now = STARTS
        self.known = desk.office.rules
        with desk.office.database.write() as connection:
            for table in WIPED:
                connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        with desk.app.app_context():
            recount.at_start(desk.office)
        day = self.today - timedelta(days=postmark)
        keyed = None
        if channel != "online":
            received = deadlines.received_on(desk.office.rules, channel, day)
            stamp = self.today if channel == "mail" else None
            keyed = Keyed(self.session.account_id, Arrival(channel, day, stamp), received)
        with desk.office.database.write() as connection:
            form, answers = FORMS["complaint"], dict(ANSWERS)
            accepted = accept(connection, desk.office, form, answers, "es", desk.clock.now, keyed)
        self.reference, self.keyed = accepted.reference, keyed
        key = status.key_of(desk.office.pepper, *accepted)
        desk.status_keys[self.reference] = key
        desk.take_in()
        desk.clock.forward(days=later)
        self.seen, self.why = self.look(), ""

    def teardown(self) -> None:
        if hasattr(self, "known"):
            self.desk.office = self.desk.app.extensions["office"] = replace(self.desk.office, rules=self.known)

    # What a desk does.

    @rule(ago=ago, reply=some.sampled_from(["", "We corrected it."]))
    def answer(self, ago: int, reply: str) -> None:
        self.note("answered", Act("answered", self.day(ago), reply))

    @rule(ago=ago, sure=some.booleans())
    def extend(self, ago: int, sure: bool) -> None:
        day = self.day(ago)
        self.note(f"notice {day}", Act("extended", day, "Records"), sure)

    @rule(ago=ago)
    def transfer(self, ago: int) -> None:
        self.note("transferred", Act("transferred", self.day(ago), county="Kern"))

    @rule(ago=ago, outcome=some.sampled_from(sorted(outcomes.OUTCOMES)))
    def end(self, ago: int, outcome: str) -> None:
        self.note("ended", Act("ended", self.day(ago), "Why", outcome=outcome))

    @rule(ago=ago, channel=some.sampled_from(["phone", "hand", "mail"]))
    def correct_arrival(self, ago: int, channel: Channel) -> None:
        stamp = self.today if channel == "mail" else None
        self.note("corrected A slip", Act("arrived", self.day(ago), "A slip", channel=channel, came_in_on=stamp))

    @precondition(lambda self: self.standing)
    @rule(which=which)
    def withdraw(self, which: int) -> None:
        act = self.chosen(which)
        self.do("corrected A slip", lambda connection: on_mailed.withdraw(connection, self.row(), act.id, "A slip"))

    @precondition(lambda self: self.standing)
    @rule(which=which, ago=ago)
    def correct(self, which: int, ago: int) -> None:
        act, on = self.chosen(which), self.day(ago)
        self.do(
            "corrected A slip", lambda connection: on_mailed.correct(connection, self.row(), act.id, "A slip", on=on)
        )

    @rule(state=some.sampled_from(["working", "waiting", "closed"]))
    def move(self, state: str) -> None:
        change = Change(self.reference, self.row().version, state=state)
        self.do("", lambda connection: changes.apply(connection, self.desk.office, self.session, change))

    @rule(kind=some.sampled_from(sorted(LETTERS)))
    def write_letter(self, kind: str) -> None:
        """Into the print queue and out of the printer."""
        office = self.desk.office
        passed: dict[str, Any] = {"county": "Kern", "transferred_on": self.today} if kind == "transfer" else {}
        letter = Letter("x", ("Rosa",), self.today, ("x",), ("x",), self.reference, "es")
        kept = Kept(letter, Filling("Records", **passed), LETTERS[kind], False)
        with office.database.write() as connection:
            if number := print_queue.add(connection, office, self.session, kind, kept, self.row().due_on):
                row, now = rows.find(connection, self.reference, number), office.now()
                assert row and rows.mark_printed(connection, row, now, self.session.account_id, secrets.token_hex(16))

    @precondition(lambda self: self.waiting())
    @rule(ago=ago, which=which, sure=some.booleans())
    def mail(self, ago: int, which: int, sure: bool) -> None:
        waiting, day = self.waiting(), self.day(ago)
        letter = waiting[which % len(waiting)]
        why = {"answers": "answered", "extends": f"notice {day}", "transfers": "transferred", "noted": ""}
        mailing = LETTERS[letter.kind]
        self.do(why[mailing], lambda connection: on_mailed.mailed(connection, letter, day, sure=sure))

    @rule(days=some.sampled_from([1, 5, 20, 31, 40]))
    def wait(self, days: int) -> None:
        self.desk.clock.forward(days=days)
        self.why = "time"

    @rule(where=some.integers(-3, 5), many=some.integers(1, 3), add=some.booleans())
    def change_the_list(self, where: int, many: int, add: bool) -> None:
        """Days near the due day open or close, and the app starts again."""
        due_on = self.seen.due_on if self.seen.owed else self.today
        days = {due_on + timedelta(days=where + more) for more in range(many)}
        rules = self.desk.office.rules
        closed = {day: named for day, named in rules.closed.items() if day not in days}
        closed |= {day: ClosedDay(day, {"en": "closed", "es": "cerrado"}) for day in days if add}
        office = replace(self.desk.office, rules=replace(rules, closed=closed))
        self.desk.office = self.desk.app.extensions["office"] = office
        with self.desk.app.app_context():
            recount.at_start(office)
        self.why = "list"

    # What must hold after each of it.

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "seen"):
            return
        was, now = self.seen, self.look()
        self.one_story(now)
        self.late_stays_late(was, now)
        self.never_later(was, now)
        self.told_stays_told(was, now)
        self.seen, self.why = now, ""

    def late_stays_late(self, was: Seen, now: Seen) -> None:
        """Rule 1."""
        if was.late and not now.late:
            assert self.why in OUTCOMES or self.in_time(was) or self.is_corrected(), self.why

    def never_later(self, was: Seen, now: Seen) -> None:
        """Rule 2."""
        if was.owed and now.owed and now.due_on > was.due_on:
            assert self.in_time(was) or self.is_corrected() or (self.why == "list" and not was.late), self.why

    def told_stays_told(self, was: Seen, now: Seen) -> None:
        if was.owed and now.owed and now.due_on != was.due_on:
            assert ("due", was.due_on) in {(one.was, one.day) for one in now.told.told}
            assert self.why != "list" or self.event(Action.COUNTED_ANEW).endswith(now.due_on.isoformat())
        assert set(was.told.told) <= set(now.told.told) or len(now.told.told) == standing.MOST_TOLD

    def one_story(self, now: Seen) -> None:
        """Rule 3, and what both say is what the acts that stand make of it, counted by another clock."""
        rules, told = self.desk.office.rules, now.told
        hers = status.agency_due(rules, told, clock_of(told.form))
        assert now.due_on == (hers.last_day if hers and told.state != "transferred" else NO_DAY)
        assert now.late == bool(now.owed and hers and hers.is_past(self.today) and now.state != "closed")
        assert now.state != "closed" or told.state in OUTCOMES
        known = [one.act for one in self.standing]
        days = {kind: [act.on for act in known if act.kind == kind] for kind in ("answered", "ended")}
        assert told.answered_on == min(days["answered"], default=None)
        assert told.ended_on == (days["ended"][-1] if days["ended"] else None)
        if told.passed_on is None and now.owed:
            length = 60 if told.extended else 30
            assert now.due_on == peer.moved(peer.plus(told.received_on, length), rules.closed)
        mailed = sorted(row.id for row in self.letters() if row.state == "mailed")
        assert mailed == sorted(act.letter for act in known if act.letter)

    # How it is done and read.

    def note(self, why: str, act: Act, sure: bool = False) -> None:
        self.do(why, lambda connection: on_mailed.note(connection, self.row(), act, sure=sure))

    def do(self, why: str, doing: Callable[[Connection], object]) -> None:
        """In one transaction, as every form of the desk does it. A refusal changes nothing, and is no reason."""
        before = self.row()
        with self.desk.app.test_request_context("/inbox/"):
            g.session = self.session
            try:
                with self.desk.office.database.write() as connection:
                    doing(connection)
                self.why = why
            except (Refused, changes.NoOutcome):
                assert self.row() == before, "refused, and changed all the same"

    def chosen(self, which: int) -> acts.Noted:
        return self.standing[which % len(self.standing)]

    def look(self) -> Seen:
        office, reference = self.desk.office, self.reference
        with office.database.read() as connection:
            row = find(connection, reference)
            assert row is not None
            listed = queues.list_rows(connection, self.session, Wanted("complaint", due="late"), self.today, 5)
            counted = sum(line.late for line in counts.by_form_and_state(connection, self.today))
            told = status.read(connection, reference, self.desk.status_keys[reference])
            self.standing = [one for one in acts.list_acts(connection, office, row, told) if not one.withdrawn]
        assert counted == len(listed)
        return Seen(row.state, row.due_on, bool(listed), told)

    def in_time(self, was: Seen) -> bool:
        """A notice that was mailed on the due day or before it, whenever it was noted."""
        kind, _, day = self.why.partition(" ")
        return kind == "notice" and date.fromisoformat(day) <= was.due_on

    def is_corrected(self) -> bool:
        """With its reason in the trail."""
        kind, _, reason = self.why.partition(" ")
        return kind == "corrected" and reason in self.event(Action.WITHDRAWN, Action.CORRECTED) and bool(reason)

    def event(self, *actions: Action) -> str:
        """What the last of them says."""
        with self.desk.office.database.read() as connection:
            row = audit_trail.find_newest(connection, EventFilter(actions=actions))
        assert row is not None
        return audit.detail_of(self.desk.office, row)

    def row(self) -> SubmissionRow:
        with self.desk.office.database.read() as connection:
            found = find(connection, self.reference)
        assert found is not None
        return found

    def letters(self) -> list[SealedLetterRow]:
        with self.desk.office.database.read() as connection:
            known = rows.list_about(connection, self.reference)[::-1]
            return [row for one in known if (row := rows.find(connection, self.reference, one.id))]

    def waiting(self) -> list[SealedLetterRow]:
        return [row for row in self.letters() if row.state == "waiting" and row.printed]

    def day(self, ago: int) -> date:
        """From the day before it was filed to tomorrow."""
        span = (self.today - self.seen.told.filed_on).days + 3
        return self.today + timedelta(days=1 - ago % span)

    @property
    def today(self) -> date:
        return deadlines.local_date(self.desk.clock.now)


def sequences(desk: Desk, many: int, steps: int) -> None:
    """So many of them, none longer than so many steps; the same ones each time."""
    person = desk.person("supervisor")
    with desk.office.database.read() as connection:
        account = connection.execute(text("SELECT id FROM accounts WHERE email = :email"), {"email": person.email})
        Complaint.session = Session(b"", "token", account.scalar_one(), person.email, "supervisor")
    Complaint.desk = desk
    steady = settings(deadline=None, derandomize=True, database=None, max_examples=many, stateful_step_count=steps)
    run(Complaint, settings=steady)
