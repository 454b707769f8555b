"""What stands of a person and her cases, once urgent words and what staff decided are read over the view.

Words are read before the view: a load that takes one in is seen with it or without it, and never neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from forms_app.case_data.bundling.person_rows import Row
from forms_app.case_data.interfaces import Standing
from forms_app.case_data.store.questions import ask
from forms_app.case_data.store.urgent import LIFTED, MERGED, PROTECTED, STATE, STATUS, Word

LIFT, JOIN = "lift", "join"
_FIELDS = ", ".join(Word._fields)
_WORDS = f"""SELECT {_FIELDS} FROM urgent WHERE (subject_id = :person AND what IN
    ('{PROTECTED}', '{LIFTED}', '{STATE}', '{MERGED}')) OR (value = :person AND what = '{MERGED}')"""
_DECISIONS = "SELECT what, person_id, value FROM decisions WHERE person_id = :person OR value = :person"
_CASE_WORDS = f"SELECT {_FIELDS} FROM urgent WHERE what = '{STATUS}'"


@dataclass
class Beside:
    """What is said and decided of one person: days of lifts that staff confirmed, and whom she was joined to."""

    words: list[Word]
    lifts: list[str] = field(default_factory=list)
    joined: set[tuple[str, str]] = field(default_factory=set)


def beside(connection: Connection, person_id: str) -> Beside:
    """Out of what lies beside the view."""
    found = Beside([Word(*row) for row in ask(connection, _WORDS, person=person_id)])
    for what, person, value in ask(connection, _DECISIONS, person=person_id):
        if what == LIFT:
            found.lifts.append(value)
        else:
            found.joined.add((person, value))
    return found


def case_words(connection: Connection) -> Mapping[str, Word]:
    """The status of cases, by case."""
    words = (Word(*row) for row in ask(connection, _CASE_WORDS))
    return {word.subject_id: word for word in words}


def over(view: Connection) -> frozenset[int]:
    """The numbers of words that a load took in or took back."""
    return frozenset(number for (number,) in ask(view, "SELECT number FROM settled"))


def of(view: Connection, person_id: str, found: Beside) -> Standing | None:
    """None for somebody who is not there."""
    if not ask(view, "SELECT id FROM freshness"):
        return None  # the first load may be at work on the tables
    rows = ask(view, "SELECT state, merged_into FROM people WHERE person_id = :person", person=person_id)
    if not rows:
        return None
    [(state, merged_into)] = rows
    is_over = over(view)
    said = {word.what: word for word in found.words if word.subject_id == person_id and word.number not in is_over}
    pairs = _pairs(view, person_id, merged_into, [word for word in found.words if word.number not in is_over])
    is_protected, lift_asked_on = _protection(view, person_id, found)
    return Standing(
        is_protected=is_protected,
        lift_asked_on=lift_asked_on,
        has_died=(said[STATE].value if STATE in said else state) == "died",
        merged_with=tuple(sorted(_others(person_id, pairs - found.joined))),
        joined_to=next((into for person, into in sorted(found.joined) if person == person_id), None),
    )


def _pairs(view: Connection, person_id: str, into: str | None, words: Iterable[Word]) -> set[tuple[str, str]]:
    """Who is said to be merged into whom; a word about somebody stands for what the view says of her."""
    merged = {person_id: into or ""}
    others = ask(view, "SELECT person_id FROM people WHERE merged_into = :person", person=person_id)
    merged |= {other: person_id for (other,) in others}
    merged |= {word.subject_id: word.value for word in words if word.what == MERGED}
    return {(person, other) for person, other in merged.items() if other and person_id in (person, other)}


def _others(person_id: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {other for pair in pairs for other in pair} - {person_id}


def _protection(view: Connection, person_id: str, found: Beside) -> tuple[bool, date | None]:
    """Whether it stands, and the day of a word that it ended, which staff have not confirmed."""
    rows = ask(view, "SELECT set_on, lifted_on FROM protections WHERE person_id = :person", person=person_id)
    of_loads = {PROTECTED: [row[0] for row in rows], LIFTED: [row[1] for row in rows if row[1]]}
    days: dict[str, list[str]] = defaultdict(list)
    for word in found.words:
        days[word.what if word.subject_id == person_id else ""].append(word.as_of)
    set_on, lifted_on = (max([*days[what], *of_loads[what]], default="") for what in (PROTECTED, LIFTED))
    if not set_on or max(found.lifts, default="") > set_on:
        return False, None
    return True, date.fromisoformat(lifted_on) if lifted_on > set_on else None


def of_cases(rows: Iterable[Row], words: Mapping[str, Word], is_over: frozenset[int]) -> list[Row]:
    """Cases with the status that an urgent word gave them."""
    made = []
    for row in rows:
        word = words.get(row["case_id"])
        if word and word.number not in is_over:
            status, _, closed_on = word.value.partition(" ")
            row = {**row, "status": status, "closed_on": closed_on or None}
        made.append(row)
    return made
