"""The index by which staff find a submission: keyed hashes of words, newest first, however many carry one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Subquery,
    func,
    insert,
    literal_column,
    select,
    tuple_,
    union,
    update,
)

from forms_app.deadlines import Channel
from forms_app.storage.rows import Forms, Place, columns, of_forms
from forms_app.storage.tables import STILL_OPEN, search_terms, submissions

RARE = 1000  # of words that more carry, only so many are looked through at a time


@dataclass(frozen=True, slots=True)
class SharingRow:
    """Another submission that carries the same hash."""

    reference: str
    form: str
    state: str
    channel: Channel
    received_at: datetime


class Found(NamedTuple):
    """The newest submissions that carry every word of a search, and where to look for older ones, if there can be."""

    references: list[str]
    further: Place | None


def add(connection: Connection, reference: str, received_at: datetime, terms: Collection[bytes]) -> None:
    """Add what the index lacks of them. What it holds stays: nothing that was found is lost."""
    same = search_terms.c.received_at == received_at, search_terms.c.reference == reference
    present = connection.scalars(select(search_terms.c.term).where(search_terms.c.term.in_(terms), *same)).all()
    new = [{"term": one, "received_at": received_at, "reference": reference} for one in {*terms} - {*present}]
    if new:
        connection.execute(insert(search_terms), new)


def move(connection: Connection, reference: str, terms: Collection[bytes], received_at: datetime) -> None:
    """It counts as received at another moment, by which its hashes are kept."""
    mine = search_terms.c.term.in_(terms), search_terms.c.reference == reference
    connection.execute(update(search_terms).where(*mine).values(received_at=received_at))


def search(
    connection: Connection, words: Sequence[Sequence[bytes]], forms: Forms, most: int, after: Place | None = None
) -> Found:
    """Those that carry one hash of each word, found by the rarest word and looked up for the others.

    Of words that are all common so many carriers are looked through at a time: no search takes long because many
    people have a name, and each can be gone on with.
    """
    if not words:
        return Found([], None)
    numbers = [_count(connection, terms) for terms in words]
    rarest = numbers.index(min(numbers))
    looked_through = _newest(words[rarest], RARE, after)
    others = [terms for number, terms in enumerate(words) if number != rarest]
    found = _carrying(connection, looked_through, others, forms, most + 1)
    if len(found) > most:
        return Found([reference for _, reference in found[:most]], found[most - 1])
    last = select(looked_through.c.received_at, looked_through.c.reference).order_by(*_from_newest(looked_through))
    row = connection.execute(last.offset(RARE - 1)).first()
    return Found([reference for _, reference in found], (row.received_at, row.reference) if row else None)


def list_sharing(
    connection: Connection,
    terms: Collection[bytes],
    reference: str,
    most: int,
    forms: Forms = None,
    after: Place | None = None,
) -> list[SharingRow]:
    """Others than `reference` that carry one of these hashes, the newest first, from behind a place on."""
    if not terms:
        return []
    some = _newest(terms, most + 1 if forms is None else RARE, after)
    asked = select(*columns(submissions, SharingRow)).join(some, some.c.reference == submissions.c.reference)
    asked = asked.where(submissions.c.reference != reference, *of_forms(submissions.c.form, forms))
    return [SharingRow(*row) for row in connection.execute(asked.order_by(*_from_newest(submissions)).limit(most))]


def list_open(connection: Connection, terms: Collection[bytes], forms: Collection[str]) -> list[tuple[str, bytes]]:
    """What is open of these forms and carries one of these hashes: the reference, and which."""
    asked = select(submissions.c.reference, search_terms.c.term).join_from(
        search_terms, submissions, search_terms.c.reference == submissions.c.reference
    )
    of_these = search_terms.c.term.in_(terms), submissions.c.form.in_(sorted(forms))
    found = connection.execute(asked.where(*of_these, literal_column(STILL_OPEN)))
    return [(row.reference, row.term) for row in found]


def _count(connection: Connection, terms: Collection[bytes]) -> int:
    """How many carry one of them, at most RARE."""
    some = select(search_terms.c.reference).where(search_terms.c.term.in_(terms)).limit(RARE).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _newest(terms: Collection[bytes], most: int, after: Place | None = None) -> Subquery:
    """The newest submissions that carry one of these hashes, each once, from behind a place on."""
    here = tuple_(search_terms.c.received_at, search_terms.c.reference)
    newest = [
        select(search_terms.c.received_at, search_terms.c.reference)
        .where(search_terms.c.term == one, *([] if after is None else [here < after]))
        .order_by(*_from_newest(search_terms))
        .limit(most)
        for one in terms
    ]
    each = union(*(select(one.subquery()) for one in newest)).subquery()
    return select(each).order_by(*_from_newest(each)).limit(most).subquery()


def _carrying(
    connection: Connection, some: Subquery, others: Sequence[Sequence[bytes]], forms: Forms, most: int
) -> list[Place]:
    """Of some submissions those of these forms that carry one hash of each of the others too."""
    found = select(some.c.received_at, some.c.reference).order_by(*_from_newest(some))
    of_form = select(submissions.c.form).where(submissions.c.reference == some.c.reference).scalar_subquery()
    found = found.where(*of_forms(of_form, forms))
    for words in others:
        other = search_terms.alias()
        same = other.c.received_at == some.c.received_at, other.c.reference == some.c.reference
        # Looked up one by one: as an EXISTS, PostgreSQL may first gather all who carry the other word.
        has = select(other.c.reference).where(other.c.term.in_(words), *same).limit(1).scalar_subquery()
        found = found.where(has.is_not(None))
    return [(row.received_at, row.reference) for row in connection.execute(found.limit(most))]


def _from_newest(table: FromClause) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return table.c.received_at.desc(), table.c.reference.desc()
