"""Search without readable names: words, phone numbers and case numbers are kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select

from forms_app.forms import FORMS
from forms_app.models import search_terms, submissions
from forms_app.questions import Phone, Question, TextOrNone
from forms_app.staff.office import Office
from forms_app.submissions import read_reference
from forms_app.text import ascii_digits, fold

PHONE_DIGITS = 10
TERM_BYTES = 16


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


def matching(office: Office, typed: str) -> Select[tuple[str]] | None:
    """The references that carry every word of a search; None if nothing can be searched for."""
    terms = [[term(office, word) for word in words] for words in _alternatives(typed)]
    return carriers(terms) if terms else None


def carriers(terms: Sequence[Sequence[bytes]]) -> Select[tuple[str]]:
    """The references that carry one of each: found by the first, looked up for the others."""
    found = select(search_terms.c.reference).where(search_terms.c.term.in_(terms[0]))
    for others in terms[1:]:
        other = search_terms.alias()
        has = exists().where(other.c.term.in_(others), other.c.reference == search_terms.c.reference)
        found = found.where(has)
    return found.distinct()


def sharing(connection: Connection, terms: Collection[bytes], reference: str, most: int) -> list[Row[Any]]:
    """Other submissions that carry one of these hashes, the newest first."""
    carriers = select(search_terms.c.reference).where(search_terms.c.term.in_(terms))
    known = ("reference", "form", "state", "channel", "received_at")
    others = select(*(submissions.c[name] for name in known)).where(submissions.c.reference.in_(carriers), submissions.c.reference != reference)
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
        return [f"number {_number(value['text'])}"] if "text" in value else []
    return [f"word {word}" for word in _split(str(value))] if question.name.endswith("name") else []


def _number(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(ascii_digits(text)))


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def term(office: Office, word: str) -> bytes:
    """The hash under which a word is kept; its kind stands before it: word, phone or number."""
    return hmac.digest(office.key("search"), word.encode("utf-8", "surrogatepass"), hashlib.sha256)[:TERM_BYTES]
