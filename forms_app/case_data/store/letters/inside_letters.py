"""Letters that the worker made: their words and addresses sealed to the inbox key, until staff have mailed them.

A letter is made in the same transaction as the code that stands in it: there is no code without its letter, and for one
ask never a second.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import holder_keys, inside_letters
from forms_app.case_data.store.holders import State
from forms_app.case_data.store.log import next_number

BACK = "back"  # why_not of what was mailed and came back


class Kind(StrEnum):
    """A code that opens an account, notice that one was opened, a code with which somebody returns to hers."""

    CODE = "code"
    NOTICE = "notice"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class InsideLetter:
    """`sealed`: the words, see `context`; `address`: base64, as the case data have it. Of one that cannot go out
    `why_not` says why, in a word, and nothing is sealed. Once it was mailed both are empty."""

    number: int
    nonce: str
    kind: Kind
    person_id: str
    key_id: bytes | None
    ask: int | None
    sealed: bytes
    address: str
    why_not: str
    at: datetime
    mail_by: date
    mailed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """What is known of a letter when it is made. `nonce`: from `new_nonce`, in whose context its words are sealed."""

    nonce: str
    kind: Kind
    person_id: str
    key_id: bytes | None = None
    ask: int | None = None
    sealed: bytes = b""
    address: str = ""
    why_not: str = ""
    at: datetime
    mail_by: date


def new_nonce() -> str:
    return secrets.token_hex(16)


def context(nonce: str) -> str:
    """In which the words of a letter are sealed to the inbox key."""
    return f"inside letter {nonce}"


def add(connection: Connection, new: New) -> int:
    """Its number."""
    number: int = connection.execute(select(next_number(connection, inside_letters))).scalar_one()
    row = {name: getattr(new, name) for name in New.__slots__}
    row |= {"at": new.at.isoformat(timespec="seconds"), "mail_by": new.mail_by.isoformat(), "kind": new.kind.value}
    connection.execute(insert(inside_letters).values(number=number, **row))
    return number


def find(connection: Connection, number: int) -> InsideLetter | None:
    return _one(connection, inside_letters.c.number == number)


def of_ask(connection: Connection, ask: int) -> InsideLetter | None:
    """The one that was made for it, if the worker was stopped before it answered."""
    return _one(connection, inside_letters.c.ask == ask)


def of_key(connection: Connection, key_id: bytes, kind: Kind) -> InsideLetter | None:
    """The first of this kind about the account with these keys."""
    return _one(connection, (inside_letters.c.key_id == key_id) & (inside_letters.c.kind == kind.value))


def last_code(connection: Connection, person_id: str) -> InsideLetter | None:
    """The last letter to her that brings a code, and was not withdrawn."""
    of_codes = inside_letters.c.kind.in_([Kind.CODE.value, Kind.RECOVERY.value])
    its = (inside_letters.c.person_id == person_id) & of_codes & inside_letters.c.why_not.in_(["", BACK])
    return next(reversed(_read(connection, its)), None)


def give_to(connection: Connection, key_id: bytes, instead_of: bytes) -> None:
    """What was about an account's earlier keys is about these."""
    hers = inside_letters.c.key_id == instead_of
    connection.execute(update(inside_letters).where(hers).values(key_id=key_id))


def mark_mailed(connection: Connection, number: int, on: date) -> None:
    """Its words and its address are no longer needed, and go."""
    gone = {"mailed_on": on.isoformat(), "sealed": b"", "address": ""}
    connection.execute(update(inside_letters).where(inside_letters.c.number == number).values(**gone))


def list_open(connection: Connection) -> list[InsideLetter]:
    """What can go out and was not mailed."""
    return _read(connection, inside_letters.c.mailed_on.is_(None) & (inside_letters.c.why_not == ""))


def withdraw(connection: Connection, number: int, why: str) -> None:
    """It must not go out any more: what it says goes, and staff are told why, in a word."""
    gone = {"why_not": why, "sealed": b"", "address": ""}
    connection.execute(update(inside_letters).where(inside_letters.c.number == number).values(**gone))


def mark_back(connection: Connection, number: int) -> None:
    """The post brought it back: a person must reach her."""
    connection.execute(update(inside_letters).where(inside_letters.c.number == number).values(why_not=BACK))


class InsideLetters:
    """The letters as the staff side reads them."""

    def __init__(self, database: CaseDatabase) -> None:
        self._database = database

    def unmailed(self) -> list[InsideLetter]:
        """Those that can go out and those that cannot, the oldest first."""
        with self._database.aside.read() as connection:
            return _read(connection, inside_letters.c.mailed_on.is_(None))

    def after(self, number: int) -> list[InsideLetter]:
        """Those that can go out and were made later than this one, the oldest first."""
        with self._database.aside.read() as connection:
            return _read(connection, (inside_letters.c.number > number) & (inside_letters.c.why_not == ""))

    def withdrawn(self) -> dict[int, str]:
        """Number and why: those that were to go out, and must not."""
        columns = inside_letters.c.number, inside_letters.c.why_not
        gone = inside_letters.c.mailed_on.is_(None) & (inside_letters.c.why_not != "")
        with self._database.aside.read() as connection:
            return {row.number: row.why_not for row in connection.execute(select(*columns).where(gone))}

    def stuck(self) -> list[InsideLetter]:
        """Notices that cannot go out, of accounts that nobody has confirmed or stopped: staff must reach her."""
        new = select(holder_keys.c.key_id).where(holder_keys.c.state == State.NEW.value)
        which = (inside_letters.c.why_not != "") & inside_letters.c.key_id.in_(new)
        with self._database.aside.read() as connection:
            return _read(connection, which)

    def of(self, numbers: Iterable[int]) -> list[InsideLetter]:
        with self._database.aside.read() as connection:
            return _read(connection, inside_letters.c.number.in_(list(numbers)))

    def of_person(self, person_id: str) -> list[InsideLetter]:
        """The oldest first."""
        with self._database.aside.read() as connection:
            return _read(connection, inside_letters.c.person_id == person_id)


def _one(connection: Connection, which: ColumnElement[bool]) -> InsideLetter | None:
    return next(iter(_read(connection, which)), None)


def _read(connection: Connection, which: ColumnElement[bool]) -> list[InsideLetter]:
    rows = connection.execute(select(inside_letters).where(which).order_by(inside_letters.c.number))
    return [_letter(row) for row in rows]


def _letter(row: Any) -> InsideLetter:
    return InsideLetter(
        number=row.number,
        nonce=row.nonce,
        kind=Kind(row.kind),
        person_id=row.person_id,
        key_id=row.key_id,
        ask=row.ask,
        sealed=row.sealed,
        address=row.address,
        why_not=row.why_not,
        at=datetime.fromisoformat(row.at),
        mail_by=date.fromisoformat(row.mail_by),
        mailed_on=date.fromisoformat(row.mailed_on) if row.mailed_on else None,
    )
