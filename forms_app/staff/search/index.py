"""Search without readable names: words, phone numbers, case numbers and days are kept only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app.forms import FORMS
from forms_app.forms.person import Given
from forms_app.forms.questions import Purpose, Whose
from forms_app.staff.office import Office
from forms_app.staff.search import search_terms as typed
from forms_app.storage.rows import Forms, Place
from forms_app.storage.submissions import search_terms as rows
from forms_app.storage.submissions.search_terms import Found
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import folding

TERM_BYTES = 16
FOLDING = 3  # another number brings older submissions under a changed way of searching, at the next start
LEAST_OF_A_NUMBER = 5  # so many signs of a case number find it too, if they stand between hyphens or blanks
FOUND_BY = (Purpose.NAME, Purpose.PHONE, Purpose.CASE_NUMBER)
# The sender, and for whom she acts: the other parent's telephone leads to another person.
OF_THE_CASE = frozenset({Whose.SENDER, Whose.REPRESENTED})


def terms_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Under which hashes these answers are found: words of everybody's name, phone digits, case numbers, the day of the
    date that it is about."""
    given = FORMS[form].person(answers).given(*FOUND_BY)
    return frozenset(
        term(office, word) for word in {word for one in given for word in _words(one)} | _days(form, answers)
    )


def keep(connection: Connection, row: SubmissionRow, terms: Collection[bytes]) -> None:
    """Add what the index lacks of them."""
    rows.add(connection, row.reference, row.received_at, terms)


def numbers_of(office: Office, form: str, answers: dict[str, Any]) -> frozenset[bytes]:
    """Those of them that point at the sender or the case, as a name or the other parent's telephone does not."""
    given = FORMS[form].person(answers).given(Purpose.PHONE, Purpose.CASE_NUMBER)
    pairs = [one for one in given if one.question.whose in OF_THE_CASE]
    return frozenset(term(office, word) for one in pairs for word in _whole(one))


def search(
    connection: Connection, office: Office, text: str, forms: Forms, most: int, after: Place | None = None
) -> Found:
    """The newest submissions of these forms that carry every word of what was typed."""
    words = [[term(office, word) for word in alternatives] for alternatives in typed.alternatives(text)]
    return rows.search(connection, words, forms, most, after)


def about_days(connection: Connection, office: Office, forms: Collection[str], days: Iterable[date]) -> dict[str, date]:
    """Of what is open of these forms the references that are about a date on one of these days, each with its day."""
    by_term = {term(office, _day(one)): one for one in days}
    return {reference: by_term[found] for reference, found in rows.list_open(connection, by_term, forms)}


def own_term(office: Office, reference: str) -> bytes:
    """By which a later form that names this reference is found, and finds it."""
    return term(office, f"number {folding.number(reference)}")


def _days(form: str, answers: dict[str, Any]) -> set[str]:
    """No typed word is a day: it is found by `about_days` alone."""
    day = answers.get("date_on") if FORMS[form].policy.of_date else None
    return {_day(date.fromisoformat(day))} if isinstance(day, str) else set()


def _day(day: date) -> str:
    return f"day {day.isoformat()}"


def _words(given: Given) -> set[str]:
    """Everything that an answer is found by; more than `_whole`, for whoever searches knows only a part."""
    if given.question.purpose is Purpose.PHONE:
        lengths = typed.WITHOUT_AREA if given.value["number"].startswith("+") else typed.WITHOUT_AREA[:1]
        number = folding.digits(given.value["number"])
        return {*_whole(given), *(f"phone {number[-length:]}" for length in lengths)}
    if given.question.purpose is Purpose.CASE_NUMBER:
        parts = folding.words(str(given.value.get("text") or ""))
        written = ("".join(parts[start:end]) for start, end in folding.joined(parts, typed.LONGEST_NUMBER))
        some = {one for one in written if len(one) >= LEAST_OF_A_NUMBER and any(map(str.isdigit, one))}
        return {*_whole(given), *(f"number {folding.number(one)}" for one in some)}
    return {f"word {word}" for word in folding.name_spellings(str(given.value))}


def _whole(given: Given) -> set[str]:
    """The number that is given, with and without the words before it, and no part of it."""
    if given.question.purpose is Purpose.PHONE:
        return {f"phone {folding.digits(given.value['number'])[-typed.PHONE_DIGITS :]}"}
    text = str(given.value.get("text") or "")
    return {f"number {one}" for one in (typed.number_in(text), folding.number(text)) if text}


def term(office: Office, word: str) -> bytes:
    """The hash under which a word is kept; its kind stands before it: word, phone, number or day."""
    return hmac.digest(office.key("search"), word.encode("utf-8", "surrogatepass"), hashlib.sha256)[:TERM_BYTES]
