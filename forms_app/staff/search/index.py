"""Search without readable names: words, phone numbers and case numbers are kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Subquery, func, insert, select, tuple_, union

from forms_app.forms import FORMS
from forms_app.forms.questions import Phone, Question, Repeated, TextOrNone
from forms_app.staff.office import Office
from forms_app.staff.search import folding
from forms_app.staff.search import search_terms as typed
from forms_app.staff.search.places import Place
from forms_app.storage.tables import search_terms, submissions

TERM_BYTES = 16
FOLDING = 2  # another number brings older submissions under a changed way of searching, at the next start
LEAST_OF_A_NUMBER = 5  # so many signs of a case number find it too, if they stand between hyphens or blanks
RARE = 1000  # of words that more carry, only so many are looked through at a time


def terms_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Under which hashes these answers are found: words of everybody's name, phone digits, case numbers."""
    return frozenset(term(office, word) for question, value in _told(form, answers) for word in _words(question, value))


def keep(connection: Connection, row: Row[Any], terms: Collection[bytes]) -> None:
    """Add what the index lacks of them. What it holds stays: nothing that was found is lost."""
    same = search_terms.c.received_at == row.received_at, search_terms.c.reference == row.reference
    known = connection.scalars(select(search_terms.c.term).where(search_terms.c.term.in_(terms), *same)).all()
    new = [{"term": one, "received_at": row.received_at, "reference": row.reference} for one in {*terms} - {*known}]
    if new:
        connection.execute(insert(search_terms), new)


def numbers_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Those of them that point at the sender or the case, as a name or the other parent's telephone does not."""
    told = [(question, value) for question, value in _told(form, answers) if _points_at_sender(question)]
    return frozenset(term(office, word) for question, value in told for word in _whole(question, value))


class Found(NamedTuple):
    """The newest submissions that carry every word of a search, and where to look for older ones, if there can be."""

    references: list[str]
    further: Place | None


def search(
    connection: Connection, office: Office, text: str, forms: Collection[str], most: int, after: Place | None = None
) -> Found:
    """Found by the rarest word, looked up for the others. Of words that are all common so many carriers are looked
    through at a time: no search takes long because many people have a name, and each can be gone on with."""
    words = [[term(office, word) for word in alternatives] for alternatives in typed.alternatives(text)]
    if not words:
        return Found([], None)
    numbers = [_number_of_carriers(connection, terms) for terms in words]
    looked_through = _newest(words.pop(numbers.index(min(numbers))), RARE, after)
    found = _carrying(connection, looked_through, words, forms, most + 1)
    if len(found) > most:
        return Found([row.reference for row in found[:most]], _place(found[most - 1]))
    last = connection.execute(select(looked_through).order_by(*_from_newest(looked_through)).offset(RARE - 1)).first()
    return Found([row.reference for row in found], _place(last) if last else None)


def _number_of_carriers(connection: Connection, terms: list[bytes]) -> int:
    """At most RARE."""
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
    connection: Connection, some: Subquery, others: list[list[bytes]], forms: Collection[str], most: int
) -> list[Row[Any]]:
    """Of some submissions those of these forms that carry one hash of each of the others too."""
    found = select(some).order_by(*_from_newest(some))
    of_form = select(submissions.c.form).where(submissions.c.reference == some.c.reference).scalar_subquery()
    if set(forms) != set(FORMS):
        found = found.where(of_form.in_(sorted(forms)))
    for words in others:
        other = search_terms.alias()
        same = other.c.received_at == some.c.received_at, other.c.reference == some.c.reference
        # Looked up one by one: as an EXISTS, PostgreSQL may first gather all who carry the other word.
        has = select(other.c.reference).where(other.c.term.in_(words), *same).limit(1).scalar_subquery()
        found = found.where(has.is_not(None))
    return list(connection.execute(found.limit(most)))


def sharing(
    connection: Connection,
    terms: Collection[bytes],
    reference: str,
    most: int,
    forms: Collection[str] = FORMS,
    after: Place | None = None,
) -> list[Row[Any]]:
    """Other submissions of these forms that carry one of these hashes, the newest first, from behind a place on."""
    if not terms:
        return []
    known = ("reference", "form", "state", "channel", "received_at")
    some = _newest(terms, most + 1, after) if set(forms) == set(FORMS) else _newest(terms, RARE, after)
    others = select(*(submissions.c[name] for name in known)).join(some, some.c.reference == submissions.c.reference)
    others = others.where(submissions.c.reference != reference, submissions.c.form.in_(sorted(forms)))
    return list(connection.execute(others.order_by(*_from_newest(submissions)).limit(most)))


def _from_newest(table: FromClause) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return table.c.received_at.desc(), table.c.reference.desc()


def _place(row: Row[Any]) -> Place:
    return row.received_at, row.reference


def own_term(office: Office, reference: str) -> bytes:
    """By which a later form that names this reference is found, and finds it."""
    return term(office, f"number {folding.number(reference)}")


def _told(form: str, answers: dict[str, Any]) -> Iterator[tuple[Question, Any]]:
    """Each question with its answer; of several people, such as children, those about each."""
    for page in FORMS[form].told(answers):
        for question in page.of():
            if answers.get(question.name):
                yield from _each(question, answers[question.name])


def _each(question: Question, value: Any) -> Iterator[tuple[Question, Any]]:
    if isinstance(question, Repeated):
        asked = list(question.entry.of())
        yield from ((one, entry[one.name]) for entry in value for one in asked if entry.get(one.name))
    else:
        yield question, value


def _points_at_sender(question: Question) -> bool:
    return isinstance(question, Phone | TextOrNone) and not question.name.startswith(("other_", "representative_"))


def _words(question: Question, value: Any) -> set[str]:
    """Everything that an answer is found by; more than `_whole`, for whoever searches knows only a part."""
    if isinstance(question, Phone):
        lengths = typed.WITHOUT_AREA if value["number"].startswith("+") else typed.WITHOUT_AREA[:1]
        number = folding.digits(value["number"])
        return {*_whole(question, value), *(f"phone {number[-length:]}" for length in lengths)}
    if isinstance(question, TextOrNone):
        parts = folding.words(str(value.get("text") or ""))
        written = ("".join(parts[start:end]) for start, end in folding.joined(parts, typed.LONGEST_NUMBER))
        some = {one for one in written if len(one) >= LEAST_OF_A_NUMBER and any(map(str.isdigit, one))}
        return {*_whole(question, value), *(f"number {folding.number(one)}" for one in some)}
    named = question.name.endswith("name")
    return {f"word {word}" for word in folding.name_spellings(str(value))} if named else set()


def _whole(question: Question, value: Any) -> set[str]:
    """The number that is given, with and without the words before it, and no part of it."""
    if isinstance(question, Phone):
        return {f"phone {folding.digits(value['number'])[-typed.PHONE_DIGITS :]}"}
    text = str(value.get("text") or "")
    return {f"number {one}" for one in (typed.number_in(text), folding.number(text)) if text}


def term(office: Office, word: str) -> bytes:
    """The hash under which a word is kept; its kind stands before it: word, phone or number."""
    return hmac.digest(office.key("search"), word.encode("utf-8", "surrogatepass"), hashlib.sha256)[:TERM_BYTES]
