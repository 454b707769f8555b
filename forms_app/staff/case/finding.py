"""Search without readable names: words, phone numbers and case numbers are kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select, union_all

from forms_app.forms import FORMS
from forms_app.models import search_terms, submissions
from forms_app.questions import Phone, Question, TextOrNone
from forms_app.staff.office import Office
from forms_app.submissions import read_reference
from forms_app.text import ascii_digits, fold

PHONE_DIGITS = 10
TERM_BYTES = 16
RARE = 1000  # of words that more carry, only so many are looked through
COMMON = 200  # and so many are shown to be there


def terms_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Under which hashes these answers are found: whole words of names, phone digits, case numbers."""
    return frozenset(term(office, word) for question, value in _told(form, answers) for word in _words(question, value))


def numbers_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Those of them that point at the sender or the case, as a name or the other parent's telephone does not."""
    told = [(question, value) for question, value in _told(form, answers) if _points_at_sender(question)]
    return frozenset(term(office, word) for question, value in told for word in _words(question, value))


def reference_in(typed: str) -> str | None:
    """The reference somebody typed, however they spaced it."""
    try:
        return read_reference(typed)
    except ValueError:
        return None


class Found(NamedTuple):
    """The newest references that carry every word of a search; `whole` if there can be no older ones."""

    references: list[str]
    whole: bool


def search(connection: Connection, office: Office, typed: str) -> Found:
    """Found by the rarest word, looked up for the others. Of words that are all common only the newest carriers are
    looked through: no search takes long because many people have a name."""
    words = [[term(office, word) for word in alternatives] for alternatives in _alternatives(typed)]
    if len(words) < 2:
        return _found(connection, words[0], COMMON + 1, []) if words else Found([], True)
    numbers = [_number_of_carriers(connection, terms) for terms in words]
    rarest = words.pop(numbers.index(min(numbers)))
    found = _found(connection, rarest, RARE, words)
    return Found(found.references, found.whole and min(numbers) < RARE)


def _found(connection: Connection, terms: list[bytes], most: int, others: list[list[bytes]]) -> Found:
    references = list(dict.fromkeys(_carriers(connection, terms, most, others)))
    return Found(references[:COMMON], len(references) <= COMMON)


def _number_of_carriers(connection: Connection, terms: list[bytes]) -> int:
    """At most RARE."""
    some = select(search_terms.c.reference).where(search_terms.c.term.in_(terms)).limit(RARE).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _carriers(
    connection: Connection, terms: Collection[bytes], most: int, others: Collection[Collection[bytes]]
) -> list[str]:
    """Of the newest submissions that carry one of these hashes, those that carry one of each of the others too."""
    newest = [
        select(search_terms.c.received_at, search_terms.c.reference)
        .where(search_terms.c.term == one)
        .order_by(search_terms.c.received_at.desc(), search_terms.c.reference.desc())
        .limit(most)
        for one in terms
    ]
    each = union_all(*(select(one.subquery()) for one in newest)).subquery()
    found = select(each.c.reference).order_by(each.c.received_at.desc(), each.c.reference.desc())
    for words in others:
        other = search_terms.alias()
        same = other.c.received_at == each.c.received_at, other.c.reference == each.c.reference
        # Looked up one by one: as an EXISTS, PostgreSQL may first gather all who carry the other word.
        has = select(other.c.reference).where(other.c.term.in_(words), *same).limit(1).scalar_subquery()
        found = found.where(has.is_not(None))
    return list(connection.scalars(found.limit(COMMON + 1)))


def sharing(connection: Connection, terms: Collection[bytes], reference: str, most: int) -> list[Row[Any]]:
    """Other submissions that carry one of these hashes, the newest first."""
    if not terms:
        return []
    carriers = {*_carriers(connection, terms, len(terms) * (most + 1), [])} - {reference}
    known = ("reference", "form", "state", "channel", "received_at")
    others = select(*(submissions.c[name] for name in known)).where(submissions.c.reference.in_(carriers))
    return list(connection.execute(others.order_by(submissions.c.received_at.desc()).limit(most)))


def _alternatives(typed: str) -> list[list[str]]:
    """A number may be a phone or a case; everything else is words, all of which must be there."""
    plain = ascii_digits(typed)
    digits = re.sub(r"\D", "", plain)
    if digits and not re.search(r"[^\W\d]", plain):
        return [[f"phone {digits[-PHONE_DIGITS:]}", f"number {digits}"]]
    return [[f"word {word}", f"number {word}"] for word in _split(typed)]


def _told(form: str, answers: dict[str, Any]) -> Iterator[tuple[Question, Any]]:
    for page in FORMS[form].told(answers):
        yield from ((question, answers[question.name]) for question in page.of() if answers.get(question.name))


def own_term(office: Office, reference: str) -> bytes:
    """By which a later form that names this reference is found, and finds it."""
    return term(office, f"number {_number(reference)}")


def _points_at_sender(question: Question) -> bool:
    return isinstance(question, Phone | TextOrNone) and not question.name.startswith(("other_", "representative_"))


def _words(question: Question, value: Any) -> list[str]:
    if isinstance(question, Phone):
        return [f"phone {re.sub(r'[^0-9]', '', value['number'])[-PHONE_DIGITS:]}"]
    if isinstance(question, TextOrNone):
        return [f"number {_number(str(value['text']))}"] if "text" in value else []
    return [f"word {word}" for word in _split(str(value))] if question.name.endswith("name") else []


def _number(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(ascii_digits(text)))


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def term(office: Office, word: str) -> bytes:
    """The hash under which a word is kept; its kind stands before it: word, phone or number."""
    return hmac.digest(office.key("search"), word.encode("utf-8", "surrogatepass"), hashlib.sha256)[:TERM_BYTES]
