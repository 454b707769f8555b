"""Where a submission stands, for its sender alone: one row, locked with a key that needs her receipt code.

The public app writes it at Send and reads it when she types reference and code. The staff app, which finds the key in
what was sent, rewrites it. Only the clock's inputs are kept; the dates are worked out when it is read.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, bindparam, insert, select, update

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Deadline, Hearing, Rules
from forms_app.sealing.seal import NONCE_BYTES, TAG_BYTES, derive, lock, unlock
from forms_app.storage.database import Database
from forms_app.storage.database.statements import Change, Find, Lookup, Write, run_all
from forms_app.storage.tables import status as table

State = Literal["received", "looked_at", "extended", "transferred", "answered", "ended"]
Was = Literal["due", "last", "answered", "transferred", "ended"]
BLOCK = 1024  # a box is filled up to whole blocks, so that its length does not tell how far things are
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")  # of a telephone
_INSERT = Change(insert(table), "reference", "box", "pressed")
AT_ONCE = 20  # references in one statement: fewer are filled up with the last one
_WANTED = [f"wanted_{number}" for number in range(AT_ONCE)]
_BOXES = Find(
    select(table.c.reference, table.c.box).where(table.c.reference.in_([bindparam(name) for name in _WANTED]))
)


@dataclass(frozen=True)
class Told:
    """A day that the sender could read until it was corrected or counted anew: what was told once stays told."""

    was: Was
    day: date
    until: date


@dataclass(frozen=True)
class Added:
    """What was added to an answer later."""

    on: date
    text: str


@dataclass(frozen=True)
class Status:
    """How far a submission is. `answered_on` is the day the answer was sent or, for an inquiry, written here."""

    form: str
    filed_on: date
    received_on: date
    state: State = "received"
    extended: bool = False  # a notice of more time was mailed while there was time (Fam. Code 17800)
    answered_on: date | None = None
    reply: str = ""
    transferred_on: date | None = None  # a complaint that another county's agency must answer (22 CCR 120104)
    transferred_to: str = ""
    carried: dict[str, Any] = field(default_factory=dict)  # what may go over into the person's next form
    notice_on: date | None = None  # a notice of more time that was mailed too late to give any
    ended_on: date | None = None  # closed without an answer, and why: a key of `staff.case.outcomes`
    ended: str = ""
    passed_on: date | None = None  # a due day that had passed before the list of closed days moved it
    told: tuple[Told, ...] = ()
    outcome: str = ""  # of what she asked to change: a key of `staff.submissions.outcomes.CHANGES`
    added: tuple[Added, ...] = ()  # to the answer, the first one first

    @property
    def is_over(self) -> bool:
        return self.state in ("answered", "ended", "transferred")


class NoStatus(LookupError):
    """There is no row of this reference that this key opens."""


def key_of(pepper: bytes, reference: str, code: str) -> bytes:
    """The key of one row. `pepper`: keys.receipt_codes; `code`: twenty digits, as codes.read gives them."""
    return derive(pepper + code.encode("ascii"), "status", salt=reference.encode())


def proof(key: bytes, key_id: bytes) -> bytes:
    """That whoever has the keys `key_id` had the receipt code too; whoever opens the submission can check it."""
    return hmac.digest(key, b"joined " + key_id, "sha256")


def begin(connection: Connection, reference: str, key: bytes, first: Status) -> None:
    """Write the row in the transaction of the submission."""
    run_all(connection, [begin_write(reference, key, first)])


def begin_write(reference: str, key: bytes, first: Status) -> Write:
    """The same, locked and ready for a transaction that has not begun."""
    return _INSERT, {"reference": reference, "box": _box(reference, key, first), "pressed": pressed(reference)}


def pressed(reference: str) -> str:
    """A reference by the keys of a telephone: each letter is its key, once."""
    return reference.replace("-", "").translate(KEYS)


def references_pressed(connection: Connection, keys: str) -> list[str]:
    """Every reference that these keys could be: the code decides which it is."""
    return list(connection.execute(select(table.c.reference).where(table.c.pressed == keys)).scalars())


class Arrived:
    """Whether there is a row of a reference, whoever it is that opens it. Of one process, put into SQL once."""

    def __init__(self, database: Database) -> None:
        self._lookup = Lookup(database, select(table.c.reference).where(table.c.reference == bindparam("wanted")))

    def __contains__(self, reference: str) -> bool:
        return self._lookup.first(wanted=reference) is not None


def read(connection: Connection, reference: str, key: bytes) -> Status:
    """Raises NoStatus, after the same work whether or not there is such a reference."""
    box = connection.execute(select(table.c.box).where(table.c.reference == reference)).scalar()
    try:
        return _unpack(unlock(key, box or _NOBODYS, _context(reference)))
    except InvalidTag:
        raise NoStatus(reference) from None


def read_all(connection: Connection, keys: Mapping[str, bytes]) -> dict[str, Status]:
    """By reference, for whoever has the key of each; what no key opens is left out."""
    asked, found = list(keys), dict[str, Status]()
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        given = zip(_WANTED, some + some[-1:] * (AT_ONCE - len(some)), strict=True)
        for reference, box in _BOXES.all(connection, **dict(given)):
            with suppress(InvalidTag):
                found[reference] = _unpack(unlock(keys[reference], box, _context(reference)))
    return found


def write(connection: Connection, reference: str, key: bytes, now: Status) -> None:
    """For the staff app: what the person will read from now on. `key` is `status_key` of the opened submission."""
    if (now.state == "answered") != (now.answered_on is not None):
        raise ValueError("an answered submission has the day of the answer, and no other one has")
    if now.answered_on and now.answered_on < now.filed_on:
        raise ValueError("answered before filed")
    connection.execute(update(table).where(table.c.reference == reference).values(box=_box(reference, key, now)))


def agency_due(rules: Rules, status: Status, clock: AgencyClock) -> Deadline | None:
    """The day by which the agency must act, while it has not yet; None where the law gives no day. `clock` is that of
    the form."""
    if status.state in ("answered", "ended"):
        return None
    if status.state == "transferred" and status.transferred_on:
        return deadlines.transfer_answer_due(rules, status.transferred_on)
    due = clock.due_on(rules, status.received_on, status.extended)
    return due.held_to(rules, status.passed_on) if due and status.passed_on else due


def hearing(rules: Rules, status: Status, clock: AgencyClock) -> Hearing | None:
    """When it may be taken to a state hearing; None where it cannot be.

    The law counts from the day the answer reaches the person, and only its sending is known here. It is counted both
    from that day and from the day on which mail counts as received; the earlier last day is the safe one.
    """
    if not clock.hearing:
        return None
    sent_on = status.answered_on
    received = status.transferred_on or status.received_on  # the other agency's days count from there
    reached = [sent_on, deadlines.received_on(rules, "mail", sent_on)] if sent_on else [None]
    windows = [deadlines.hearing_window(rules, status.filed_on, on, received, status.extended) for on in reached]
    return min(windows, key=lambda window: window.last.last_day)


def _box(reference: str, key: bytes, status: Status) -> bytes:
    return lock(key, _pack(status), _context(reference))


def _context(reference: str) -> bytes:
    return f"status {reference}".encode()


def _pack(status: Status) -> bytes:
    lists = {"told": [vars(one) for one in status.told], "added": [vars(one) for one in status.added]}
    # vars: asdict would copy each word
    content = json.dumps({**vars(status), **lists}, ensure_ascii=False, default=date.isoformat).encode()
    return content.ljust(-(-len(content) // BLOCK) * BLOCK)


def _unpack(content: bytes) -> Status:
    fields: dict[str, Any] = json.loads(content)
    for name in ("filed_on", "received_on", "answered_on", "transferred_on", "notice_on", "ended_on", "passed_on"):
        fields[name] = date.fromisoformat(fields[name]) if fields.get(name) else None
    news = (Told(one["was"], _day(one["day"]), _day(one["until"])) for one in fields.get("told", ()))
    added = (Added(_day(one["on"]), one["text"]) for one in fields.get("added", ()))
    return Status(**{**fields, "told": tuple(news), "added": tuple(added)})


_day = date.fromisoformat

# What a code is tried against when there is no such reference: as long as a real box, and opened by no key.
_NOBODYS = bytes(NONCE_BYTES + BLOCK + TAG_BYTES)
