"""Search without readable names: words, phone numbers and case numbers are kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection

from forms_app.forms import FORMS
from forms_app.forms.questions import Phone, Question, Repeated, TextOrNone
from forms_app.staff.office import Office
from forms_app.staff.search import folding
from forms_app.staff.search import search_terms as typed
from forms_app.storage.rows import Forms, Place
from forms_app.storage.submissions import search_terms as rows
from forms_app.storage.submissions.search_terms import Found
from forms_app.storage.submissions.submissions import SubmissionRow

TERM_BYTES = 16
FOLDING = 2  # another number brings older submissions under a changed way of searching, at the next start
LEAST_OF_A_NUMBER = 5  # so many signs of a case number find it too, if they stand between hyphens or blanks


def terms_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Under which hashes these answers are found: words of everybody's name, phone digits, case numbers."""
    return frozenset(term(office, word) for question, value in _told(form, answers) for word in _words(question, value))


def keep(connection: Connection, row: SubmissionRow, terms: Collection[bytes]) -> None:
    """Add what the index lacks of them."""
    rows.add(connection, row.reference, row.received_at, terms)


def numbers_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Those of them that point at the sender or the case, as a name or the other parent's telephone does not."""
    told = [(question, value) for question, value in _told(form, answers) if _points_at_sender(question)]
    return frozenset(term(office, word) for question, value in told for word in _whole(question, value))


def search(
    connection: Connection, office: Office, text: str, forms: Forms, most: int, after: Place | None = None
) -> Found:
    """The newest submissions of these forms that carry every word of what was typed."""
    words = [[term(office, word) for word in alternatives] for alternatives in typed.alternatives(text)]
    return rows.search(connection, words, forms, most, after)


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
