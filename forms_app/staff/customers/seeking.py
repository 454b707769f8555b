"""Finds a customer by Participant ID or by whole names: no list to leaf through, each search counted and written."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import people
from forms_app.case_data.store.for_staff.people import Person
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags, search_terms
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter
from forms_app.text import folding

LEAST_DIGITS, LEAST_NAMES = 4, 2
# Names of letters that are a plain one with a mark, in one way only: most are told apart by that alone, and quickly.
_MARKED = "àáâãçèéêëìíîïñòóôõùúûýÿ"
_EASY = re.compile(f"[a-z{_MARKED} .,'-]*", re.I)
_PLAIN = str.maketrans(
    {letter: unicodedata.normalize("NFD", letter)[0] for letter in _MARKED}
    | {letter.upper(): unicodedata.normalize("NFD", letter)[0] for letter in _MARKED}
    | {letter.upper(): letter for letter in string.ascii_lowercase}
    | dict.fromkeys(" .,'-")
)
MOST = 10  # people of one name; of more none is shown
HOUR, PER_HOUR = timedelta(hours=1), 40


class Found(NamedTuple):
    """`too_many`: none is shown, for more than MOST people have these names."""

    people: list[Person]
    too_many: bool = False


def is_enough(text: str) -> bool:
    """A number, or two words of a name: one alone would be a list of a family."""
    return bool(_number(text)) or len(_names(text)) >= LEAST_NAMES


def is_allowed(connection: Connection, text: str) -> bool:
    """Written down before anything is found. False for whoever has searched PER_HOUR times within the hour; that is
    written down too."""
    if not may_go_on(connection, Action.CUSTOMER_SOUGHT):
        return False
    audit.record(connection, office(), Action.CUSTOMER_SOUGHT, signed_in().account_id, detail=text)
    anomaly_flags.searched(connection, text)
    return True


def may_go_on(connection: Connection, action: Action) -> bool:
    """Whether this person did it less than PER_HOUR times within the hour; else that is flagged."""
    since = office().now() - HOUR
    lately = EventFilter(account_id=signed_in().account_id, since=since, actions=(action,))
    if audit_trail.count(connection, lately) < PER_HOUR:
        return True
    anomaly_flags.too_many_look_ups(connection)
    return False


def find(cases: CaseDatabase, text: str) -> Found:
    """Those who have this number, or every word of this name."""
    if number := _number(text):
        return Found(people.by_number(cases, number))
    words = _names(text)
    named = (person for person in people.perhaps_named(cases, words) if _is_named(person, words))
    found = list(islice(named, MOST + 1))
    return Found([], too_many=True) if len(found) > MOST else Found(sorted(found, key=lambda one: one.person_id))


def _number(text: str) -> str:
    """What is typed of a Participant ID, with blanks, hyphens and the words before it."""
    digits = folding.digits(text)
    return digits if len(digits) >= LEAST_DIGITS else ""


def _names(text: str) -> list[frozenset[str]]:
    """For each word what it may stand for, alone or as one with its neighbours."""
    return [
        frozenset(kind_and_word.partition(" ")[2] for kind_and_word in spelled)
        for spelled in search_terms.alternatives(text)
    ]


def _is_named(person: Person, words: list[frozenset[str]]) -> bool:
    is_easy = _EASY.fullmatch(person.name)
    whole = [person.name.translate(_PLAIN)] if is_easy else folding.spellings("".join(folding.words(person.name)))
    if not _may_be(whole, words):
        return False
    names = folding.name_spellings(person.name)
    return all(word & names for word in words)


def _may_be(whole: Iterable[str], words: list[frozenset[str]]) -> bool:
    """Whether each word stands somewhere in the name written as one; most names are told apart by that."""
    return all(any(spelling in one for spelling in word for one in whole) for word in words)
