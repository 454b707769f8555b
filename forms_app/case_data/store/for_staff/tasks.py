"""What waits for somebody of the staff around the accounts: second persons, calls back, late letters, new accounts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select

from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff.account import Ask
from forms_app.case_data.store.holder_tables import asks, holder_keys, inside_letters
from forms_app.case_data.store.holders import State

VETO, CALLED_BACK = Kind.VETO.value, Kind.CALLED_BACK.value
STOPS, AFTER_A_STOP = (VETO, Kind.FREEZE.value), (Kind.THAW.value, Kind.CLOSE.value)


class Waiting(NamedTuple):
    """An ask of somebody that leaves something to be done."""

    person_id: str
    ask: Ask


class NewAccount(NamedTuple):
    """`until`: from then on it shows everything by itself; None while its letter was not mailed."""

    person_id: str
    since: date
    until: date | None


class LateLetter(NamedTuple):
    """`why_not`: why none can go out, where none can."""

    person_id: str
    kind: str
    mail_by: date
    why_not: str


def to_call_back(cases: CaseDatabase) -> list[Waiting]:
    """Each "that was not me" after which nobody was called back, the oldest first."""
    return _waiting(cases, _to_call_back())


def for_a_second(cases: CaseDatabase) -> list[Waiting]:
    """What one member of staff asked for and another must ask for too; of each kind and person the last one."""
    return _waiting(cases, _for_a_second())


def count_urgent(cases: CaseDatabase) -> int:
    """How many wait for a call or for a second member of staff."""
    with cases.aside.read() as connection:
        which = select(func.count()).select_from(asks).where(_to_call_back() | _for_a_second())
        return _count(connection, which)


def late_letters(cases: CaseDatabase, today: date, skipped: int, most: int) -> list[LateLetter]:
    """Not mailed by their day; or none can go, or came back, of an account that nobody has confirmed or stopped."""
    columns = [inside_letters.c[name] for name in LateLetter._fields]
    rows = select(*columns).where(_is_late(today)).order_by(inside_letters.c.mail_by, inside_letters.c.number)
    with cases.aside.read() as connection:
        return [
            LateLetter(person, kind, date.fromisoformat(mail_by), why_not)
            for person, kind, mail_by, why_not in connection.execute(rows.offset(skipped).limit(most))
        ]


def count_late_letters(cases: CaseDatabase, today: date) -> int:
    with cases.aside.read() as connection:
        return _count(connection, select(func.count()).select_from(inside_letters).where(_is_late(today)))


def new_accounts(cases: CaseDatabase, skipped: int, most: int) -> list[NewAccount]:
    """Those that open first, first; then those of whom no letter was mailed, the oldest first."""
    columns = holder_keys.c.person_id, holder_keys.c.since, holder_keys.c.until
    order = holder_keys.c.until.is_(None), holder_keys.c.until, holder_keys.c.since, holder_keys.c.person_id
    rows = select(*columns).where(_IS_NEW).order_by(*order).offset(skipped).limit(most)
    with cases.aside.read() as connection:
        found = connection.execute(rows).all()
    return [NewAccount(person, date.fromisoformat(since), _day(until)) for person, since, until in found]


def count_new_accounts(cases: CaseDatabase) -> int:
    with cases.aside.read() as connection:
        return _count(connection, select(func.count()).select_from(holder_keys).where(_IS_NEW))


_IS_NEW = holder_keys.c.state == State.NEW.value


def _to_call_back() -> ColumnElement[bool]:
    later = asks.alias()
    since = (later.c.person_id == asks.c.person_id) & (later.c.number > asks.c.number)
    called = (later.c.kind == CALLED_BACK) & (later.c.answer == Word.DONE.value)
    return (asks.c.kind == VETO) & ~exists().where(since & called)


def _for_a_second() -> ColumnElement[bool]:
    later = asks.alias()
    since = (later.c.person_id == asks.c.person_id) & (later.c.number > asks.c.number)
    ended = asks.c.kind.in_(AFTER_A_STOP) & _ends_a_stop(later)
    return (asks.c.answer == Word.ONE_MORE.value) & ~exists().where(since & ((later.c.kind == asks.c.kind) | ended))


def _ends_a_stop(later: FromClause) -> ColumnElement[bool]:
    """It went on, it was closed, or it was stopped anew: what somebody wanted to be done before is over."""
    done = later.c.kind.in_(AFTER_A_STOP) & (later.c.answer == Word.DONE.value)
    return done | later.c.kind.in_(STOPS)


def _is_late(today: date) -> ColumnElement[bool]:
    """What was withdrawn of an account that is confirmed, stopped or gone is nothing to be done."""
    letters = inside_letters.c
    can_go = letters.mailed_on.is_(None) & (letters.mail_by < today.isoformat()) & (letters.why_not == "")
    of_new = letters.key_id.in_(select(holder_keys.c.key_id).where(_IS_NEW))
    return can_go | ((letters.why_not != "") & of_new)


def _waiting(cases: CaseDatabase, where: ColumnElement[bool]) -> list[Waiting]:
    columns = [asks.c[name] for name in ("person_id", *Ask._fields)]
    with cases.aside.read() as connection:
        rows = connection.execute(select(*columns).where(where).order_by(asks.c.number)).all()
    return [Waiting(person, Ask.of_row(row)) for person, *row in rows]


def _count(connection: Connection, statement: Select[int]) -> int:
    return connection.execute(statement).scalar_one()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
