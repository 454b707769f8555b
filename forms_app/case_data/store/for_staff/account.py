"""How the account of one person stands, as staff may know it: states, days and codes; no money, address or secret."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, select

from forms_app.bundles.history import OF_A_PERSON
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import (
    asks,
    codes,
    holder_events,
    holder_keys,
    inside_letters,
    phone_keys,
)


class Keys(NamedTuple):
    """One account of hers. `until`: from then on a new one shows everything. `is_telephone`: a PIN opens it, and no
    page."""

    state: str
    since: date
    until: date | None
    is_telephone: bool = False


class Code(NamedTuple):
    """One that opens an account; the code itself is kept nowhere."""

    until: date
    way: str


class Letter(NamedTuple):
    """One that was made inside for her. `why_not`: why none can go out."""

    kind: str
    at: datetime
    mail_by: date
    mailed_on: date | None
    why_not: str


class Ask(NamedTuple):
    """What a member of staff wanted of the worker, and its answer: empty while it has not looked. `result`: what that
    leaves open, as store.asks has it."""

    number: int
    kind: str
    account: str
    at: datetime
    answer: str
    result: Mapping[str, Any]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Ask:
        number, kind, account, at, answer, result = row
        return cls(number, kind, account, datetime.fromisoformat(at), answer, json.loads(result))


class Event(NamedTuple):
    """`what`, `by` and `detail` as bundles.history has them; `by` is an account of staff, where it was one."""

    number: int
    person_id: str
    at: datetime
    what: str
    by: str
    detail: str


class Account(NamedTuple):
    """All of it; `asks` the last one first, without those that only say that a page was opened."""

    keys: Sequence[Keys]
    codes: Sequence[Code]
    letters: Sequence[Letter]
    asks: Sequence[Ask]
    events: int

    @property
    def last_ask(self) -> int:
        return self.asks[0].number if self.asks else 0

    @property
    def open_veto(self) -> Ask | None:
        """The oldest "that was not me" since the last call back that settled one."""
        found = None
        for ask in self.asks:
            if ask.kind == Kind.CALLED_BACK and ask.answer == Word.DONE:
                break
            found = ask if ask.kind == Kind.VETO else found
        return found

    def stopped_by(self, *kinds: Kind) -> list[str]:
        """Who of the staff stopped it in one of these ways since it was last let go on, the last first."""
        since = takewhile(lambda ask: (ask.kind, ask.answer) != (Kind.THAW, Word.DONE), self.asks)
        return [ask.account for ask in since if ask.kind in kinds]

    def begun_by(self, kind: Kind) -> str:
        """Who stopped it, wants it to go on or closed all the same, and waits for a second; nobody if none."""
        since = takewhile(lambda ask: ask.kind not in (Kind.VETO, Kind.FREEZE, Kind.CALLED_BACK), self.asks)
        last = next((ask for ask in since if ask.kind == kind), None)
        return last.account if last and last.answer == Word.ONE_MORE else ""


EVENT = [holder_events.c[name] for name in Event._fields]


def _once() -> ColumnElement[bool]:
    """Of an act about a person, which stands beside each of her keys, the first row."""
    before = holder_events.alias()
    alike = (before.c[name] == holder_events.c[name] for name in ("person_id", "what", "at", "by", "detail"))
    other = exists().where(*alike, before.c.number < holder_events.c.number)
    return holder_events.c.what.not_in([one.value for one in OF_A_PERSON]) | ~other


ONCE = _once()


def of(cases: CaseDatabase, person_id: str, today: date) -> Account:
    """Of somebody who has none, too: then every list is empty."""
    with cases.aside.read() as connection:
        return Account(
            _keys(connection, person_id),
            _codes(connection, person_id, today),
            _letters(connection, person_id),
            _asks(connection, person_id),
            connection.execute(_count_of(person_id)).scalar_one(),
        )


def last_ask(cases: CaseDatabase, person_id: str) -> int:
    """The number of the last thing that was asked about her, without looks; 0 if there was none."""
    hers = (asks.c.person_id == person_id) & (asks.c.kind != Kind.LOOKED_AT.value)
    with cases.aside.read() as connection:
        return int(connection.execute(select(func.coalesce(func.max(asks.c.number), 0)).where(hers)).scalar_one())


def last_look(cases: CaseDatabase, person_id: str, by: str) -> datetime | None:
    """When this member of staff last opened her page."""
    its = (asks.c.person_id == person_id) & (asks.c.kind == Kind.LOOKED_AT.value) & (asks.c.account == by)
    with cases.aside.read() as connection:
        at: str | None = connection.execute(select(func.max(asks.c.at)).where(its)).scalar()
    return datetime.fromisoformat(at) if at else None


def events(cases: CaseDatabase, person_id: str, skipped: int, most: int) -> list[Event]:
    """The last first."""
    hers = select(*EVENT).where(holder_events.c.person_id == person_id, ONCE)
    with cases.aside.read() as connection:
        rows = connection.execute(hers.order_by(holder_events.c.number.desc()).offset(skipped).limit(most))
        return [event(row) for row in rows]


def event(row: Sequence[str]) -> Event:
    number, person, at, *rest = row
    return Event(int(number), person, datetime.fromisoformat(at), *rest)


def _count_of(person_id: str) -> Select[int]:
    return select(func.count()).select_from(holder_events).where(holder_events.c.person_id == person_id, ONCE)


def _keys(connection: Connection, person_id: str) -> list[Keys]:
    return [keys for table in (holder_keys, phone_keys) for keys in _keys_in(connection, table, person_id)]


def _keys_in(connection: Connection, table: Table, person_id: str) -> Iterator[Keys]:
    rows = connection.execute(select(table.c.state, table.c.since, table.c.until).where(table.c.person_id == person_id))
    for state, since, until in rows:
        yield Keys(state, date.fromisoformat(since), _day(until), table is phone_keys)


def _codes(connection: Connection, person_id: str, today: date) -> list[Code]:
    good = (codes.c.person_id == person_id) & (codes.c.until >= today.isoformat())
    rows = connection.execute(select(codes.c.until, codes.c.way).where(good).order_by(codes.c.until))
    return [Code(date.fromisoformat(until), way) for until, way in rows]


def _letters(connection: Connection, person_id: str) -> list[Letter]:
    columns = [inside_letters.c[name] for name in Letter._fields]
    hers = select(*columns).where(inside_letters.c.person_id == person_id)
    rows = connection.execute(hers.order_by(inside_letters.c.number.desc()))
    return [
        Letter(kind, datetime.fromisoformat(at), date.fromisoformat(mail_by), _day(mailed_on), why_not)
        for kind, at, mail_by, mailed_on, why_not in rows
    ]


def _asks(connection: Connection, person_id: str) -> list[Ask]:
    columns = [asks.c[name] for name in Ask._fields]
    hers = (asks.c.person_id == person_id) & (asks.c.kind != Kind.LOOKED_AT.value)
    rows = connection.execute(select(*columns).where(hers).order_by(asks.c.number.desc()))
    return [Ask.of_row(row) for row in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
