"""Whose PIN request it is: Participant ID, last name and ZIP code are compared with what the agency knows, inside.

Who asked reads the same whatever comes of it. Nothing here is a reason to send anything but to the address that the
agency has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.case_data.bundling.person_rows import Row
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holders import State
from forms_app.case_data.store.letters.inside_letters import Kind
from forms_app.case_worker import mailing
from forms_app.case_worker.parts import Parts
from forms_app.text import folding

ZIP_DIGITS = 5
# In family names of many; alone they tell nobody apart.
BETWEEN = frozenset(["da", "de", "del", "do", "dos", "e", "el", "la", "las", "los", "van", "von", "y"])


def pin_request(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """A letter with a code on its way, or why a person must look."""
    person_id = parts.data.person_of(folding.digits(body["participant_id"]))
    if person_id is None:
        return Reply(Word.PERSON, {"why": "no-match"})
    why = _why_a_person(parts, person_id, body)
    if why:
        return Reply(Word.PERSON, {"why": why, "person": person_id})
    reply = mailing.send_code(parts, ask, person_id, Kind.CODE, body["reference"], body["language"])
    return Reply(reply.word, {**reply.result, "person": person_id})


def _why_a_person(parts: Parts, person_id: str, body: Mapping[str, Any]) -> str:
    rows = parts.data.rows_of(person_id)
    if rows is None:  # is it she? that cannot be compared, and a person must look in any case
        return mailing.why_not(parts, person_id)
    is_protected = rows.person["restricted"] == "y"  # of whom no ZIP code is known here
    if not is_name(body["name"], rows.person) or not (is_protected or _is_zip(body["zip"], rows.person)):
        return "no-match"
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, person_id)
    if any(holder.state is not State.BEGUN for holder in every):
        return "has-account"
    return ""


def is_name(typed: str, person: Row) -> bool:
    """Whether this is how somebody writes her last name: one or both of two, with or without accents, as one word or
    several, alone or behind the given one."""
    family, whole = person["family_names"], f"{person['given_names']} {person['family_names']}"
    if _is_within(family, typed):
        return True
    return _is_within(typed, whole) and any(_is_within(word, family) for word in _telling(typed))


def is_whole_name(typed: str, person: Row) -> bool:
    """The last name, and one of the given ones: her family's other members do not pass."""
    given = folding.words(person["given_names"])
    return is_name(typed, person) and (not given or any(_is_within(word, typed) for word in given))


def _telling(name: str) -> list[str]:
    return [word for word in folding.words(name) if word not in BETWEEN]


def _is_within(name: str, other: str) -> bool:
    """Whether every word of the one is in the other."""
    words, spellings = folding.words(name), folding.name_spellings(other)
    return bool(words) and all(folding.spellings(word) & spellings for word in words)


def _is_zip(typed: str, person: Row) -> bool:
    return bool(person["zip"]) and folding.digits(typed)[:ZIP_DIGITS] == person["zip"]
