"""What only staff may decide: that a protection ends, and that two people are one."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.standing import JOIN, LIFT
from forms_app.case_data.store.tables import VIEW, decisions, protections, urgent
from forms_app.case_data.store.urgent import LIFTED, MERGED, last_number


class Waiting(NamedTuple):
    """`value`: of a lift the day of the word that says so, of a join the other person."""

    what: str
    person_id: str
    value: str


class Decisions:
    """`account`: of the member of staff."""

    def __init__(self, database: CaseDatabase) -> None:
        self._database, self._case_data = database, StoredCaseData(database)

    def waiting(self) -> list[Waiting]:
        """What staff are asked, by person."""
        found = set[Waiting]()
        for person_id in self._candidates():
            standing = self._case_data.standing(person_id)
            if standing and standing.lift_asked_on:
                found.add(Waiting(LIFT, person_id, standing.lift_asked_on.isoformat()))
            for other in standing.merged_with if standing else ():
                found.add(Waiting(JOIN, person_id, other))
        return sorted(found, key=lambda one: (one.person_id, one.what, one.value))

    def _candidates(self) -> set[str]:
        people = VIEW["people"]
        with self._database.aside.read() as connection:
            said = select(urgent.c.subject_id, urgent.c.value).where(
                (urgent.c.what == LIFTED) | ((urgent.c.what == MERGED) & (urgent.c.value != ""))
            )
            found = {person for row in connection.execute(said) for person in row if person}
        with self._database.view.read() as connection:
            merged = select(people.c.person_id, people.c.merged_into).where(people.c.merged_into.is_not(None))
            found |= {person for row in connection.execute(merged) for person in row}
            lifted = select(protections.c.person_id).where(protections.c.lifted_on.is_not(None))
            found |= {person for (person,) in connection.execute(lifted)}
        return found

    def lift(self, person_id: str, account: str, at: datetime) -> bool:
        """The protection ends. Whether there was a word that says so."""
        standing = self._case_data.standing(person_id)
        if standing is None or standing.lift_asked_on is None:
            return False
        self._write(LIFT, person_id, standing.lift_asked_on.isoformat(), account, at)
        return True

    def join(self, person_id: str, into: str, account: str, at: datetime) -> bool:
        """The first is the second from now on. Whether they were said to be one."""
        standing = self._case_data.standing(person_id)
        if standing is None or into not in standing.merged_with:
            return False
        self._write(JOIN, person_id, into, account, at)
        return True

    def _write(self, what: str, person_id: str, value: str, account: str, at: datetime) -> None:
        with self._database.aside.write() as connection:
            number = last_number(connection) + 1
            row = {"what": what, "person_id": person_id, "value": value, "account": account}
            connection.execute(insert(decisions).values(number=number, at=at.isoformat(timespec="seconds"), **row))
