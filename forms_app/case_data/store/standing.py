"""What stands of a person and her cases, once urgent words and what staff decided are read over the view.

Words are read before the view: a load that takes one in is seen with it or without it, and never neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, or_, select

from forms_app.case_data.bundling.person_rows import Row
from forms_app.case_data.interfaces import Standing
from forms_app.case_data.store.tables import VIEW, decisions, freshness, protections, settled, urgent
from forms_app.case_data.store.urgent import LIFTED, MERGED, PROTECTED, STATE, STATUS, Word

LIFT, JOIN = "lift", "join"
_PEOPLE = (PROTECTED, LIFTED, STATE, MERGED)


@dataclass
class Beside:
    """What is said and decided of one person: days of lifts that staff confirmed, and whom she was joined to."""

    words: list[Word]
    lifts: list[str] = field(default_factory=list)
    joined: set[tuple[str, str]] = field(default_factory=set)


def beside(connection: Connection, person_id: str) -> Beside:
    """Out of what lies beside the view."""
    of_her = urgent.c.what.in_(_PEOPLE) & (urgent.c.subject_id == person_id)
    of_others = (urgent.c.what == MERGED) & (urgent.c.value == person_id)
    fields = [urgent.c[name] for name in Word._fields]
    found = Beside([Word(*row) for row in connection.execute(select(*fields).where(of_her | of_others))])
    wanted = or_(decisions.c.person_id == person_id, decisions.c.value == person_id)
    for what, person, value in connection.execute(
        select(decisions.c.what, decisions.c.person_id, decisions.c.value).where(wanted)
    ):
        if what == LIFT:
            found.lifts.append(value)
        else:
            found.joined.add((person, value))
    return found


def case_words(connection: Connection) -> Mapping[str, Word]:
    """The status of cases, by case."""
    fields = [urgent.c[name] for name in Word._fields]
    words = (Word(*row) for row in connection.execute(select(*fields).where(urgent.c.what == STATUS)))
    return {word.subject_id: word for word in words}


def over(view: Connection) -> frozenset[int]:
    """The numbers of words that a load took in or took back."""
    return frozenset(number for (number,) in view.execute(select(settled.c.number)))


def of(view: Connection, person_id: str, found: Beside) -> Standing | None:
    """None for somebody who is not there."""
    if view.execute(select(freshness.c.id)).first() is None:
        return None  # the first load may be at work on the tables
    people = VIEW["people"]
    row = view.execute(select(people.c.state, people.c.merged_into).where(people.c.person_id == person_id)).first()
    if row is None:
        return None
    is_over = over(view)
    said = {word.what: word for word in found.words if word.subject_id == person_id and word.number not in is_over}
    pairs = _pairs(view, person_id, row.merged_into, [word for word in found.words if word.number not in is_over])
    is_protected, lift_asked_on = _protection(view, person_id, found)
    return Standing(
        is_protected=is_protected,
        lift_asked_on=lift_asked_on,
        has_died=(said[STATE].value if STATE in said else row.state) == "died",
        merged_with=tuple(sorted(_others(person_id, pairs - found.joined))),
        joined_to=next((into for person, into in sorted(found.joined) if person == person_id), None),
    )


def _pairs(view: Connection, person_id: str, into: str | None, words: Iterable[Word]) -> set[tuple[str, str]]:
    """Who is said to be merged into whom; a word about somebody stands for what the view says of her."""
    people = VIEW["people"]
    merged = {person_id: into or ""}
    others = select(people.c.person_id).where(people.c.merged_into == person_id)
    merged |= {other: person_id for (other,) in view.execute(others)}
    merged |= {word.subject_id: word.value for word in words if word.what == MERGED}
    return {(person, other) for person, other in merged.items() if other and person_id in (person, other)}


def _others(person_id: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {other for pair in pairs for other in pair} - {person_id}


def _protection(view: Connection, person_id: str, found: Beside) -> tuple[bool, date | None]:
    """Whether it stands, and the day of a word that it ended, which staff have not confirmed."""
    fields = select(protections.c.set_on, protections.c.lifted_on).where(protections.c.person_id == person_id)
    row = view.execute(fields).first()
    days: dict[str, list[str]] = defaultdict(list)
    for word in found.words:
        days[word.what if word.subject_id == person_id else ""].append(word.as_of)
    set_on = max([*days[PROTECTED], *([row.set_on] if row else [])], default="")
    lifted_on = max([*days[LIFTED], *([row.lifted_on] if row and row.lifted_on else [])], default="")
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
