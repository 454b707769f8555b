"""Finds a person of the case data by her number or by whole names: all that may be learned before there is a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, false, func, or_, select
from sqlalchemy.dialects import sqlite

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import VIEW

_PEOPLE = VIEW["people"]
_NOT_ASCII = {"sqlite": "*[^ -~]*", "postgresql": "[^ -~]"}
_BETWEEN = (" ", "'", "-", ".", ",")  # what stands between the parts of a name that are also written as one


class Person(NamedTuple):
    """Whom a number or a name leads to; no address and nothing of a case."""

    person_id: str
    participant_id: str
    given_names: str
    family_names: str

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_names}"


_FIELDS = [_PEOPLE.c[name] for name in Person._fields]


def of(cases: CaseDatabase, person_id: str) -> Person | None:
    return next(iter(_read(cases, _PEOPLE.c.person_id == person_id)), None)


def among(cases: CaseDatabase, person_ids: Iterable[str]) -> dict[str, Person]:
    """Those of them who are there."""
    found = _read(cases, _PEOPLE.c.person_id.in_(list(person_ids)))
    return {person.person_id: person for person in found}


def by_number(cases: CaseDatabase, participant_id: str) -> list[Person]:
    """Two, where the agency's system gave one number to two people."""
    return list(_read(cases, _PEOPLE.c.participant_id == participant_id))


def perhaps_named(cases: CaseDatabase, words: Iterable[Iterable[str]]) -> Iterator[Person]:
    """Everybody in whose name each word may stand, in one of its spellings of plain letters; a name with any other
    letter is told too, for the caller to compare."""
    with cases.view.read() as connection:
        where = [_may_hold(connection, spellings) for spellings in words]
    return _read(cases, *where)


def _may_hold(connection: Connection, spellings: Iterable[str]) -> ColumnElement[bool]:
    written = func.lower(_PEOPLE.c.given_names + " " + _PEOPLE.c.family_names)
    as_one: ColumnElement[str] = written
    for sign in _BETWEEN:
        as_one = func.replace(as_one, sign, "")
    plain = [as_one.contains(one, autoescape=True) for one in spellings if one.isascii()]
    return or_(_is_not_ascii(connection, written), *plain) if plain else _is_not_ascii(connection, written)


def _is_not_ascii(connection: Connection, written: ColumnElement[str]) -> ColumnElement[bool]:
    operator = "GLOB" if connection.dialect.name == sqlite.dialect.name else "~"
    return written.bool_op(operator)(_NOT_ASCII[connection.dialect.name])


def _read(cases: CaseDatabase, *where: ColumnElement[bool]) -> Iterator[Person]:
    with cases.view.read() as connection:
        for row in connection.execute(select(*_FIELDS).where(*where or (false(),))):
            yield Person(*row)
