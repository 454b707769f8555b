"""Words that wait for no load: protection, death, merge, closed. They are kept beside the view and read over it.

An urgent package has a sequence of its own and needs no base. Its words hold until a later package speaks of the same
person or case; a protection until staff confirm its end, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from forms_app.case_data.checks.descriptor import FILE
from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.store import log
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import decisions, settled, urgent, urgent_last

PROTECTED, LIFTED, STATE, MERGED, STATUS = "protected", "lifted", "state", "merged_into", "status"
WHAT = (PROTECTED, LIFTED, STATE, MERGED, STATUS)


class Word(NamedTuple):
    """`value`: of a state its code, of a merge the person she is merged into or nobody, of a status its code and,
    behind a blank, the day on which the case was closed."""

    number: int
    what: str
    subject_id: str
    value: str
    as_of: str

    @property
    def is_of_a_case(self) -> bool:
        return self.what == STATUS


def words(database: CaseDatabase) -> list[Word]:
    """All that stand."""
    with database.aside.read() as connection:
        return [Word(*row) for row in connection.execute(select(*(urgent.c[name] for name in Word._fields)))]


def apply(database: CaseDatabase, said: Mapping[str, Any], aside: Scratch) -> Iterator[Fault]:
    """Keep what a package says that has been checked; nothing of it if there is a fault."""
    last = log.last(database)
    with database.aside.write() as connection:
        if faults := list(_faults(connection, said, last.system if last else None)):
            yield from faults
            return
        number = last_number(connection)
        for number, (what, subject, value) in enumerate(_said(aside), start=number + 1):  # noqa: B020
            is_same = (urgent.c.what == what) & (urgent.c.subject_id == subject)
            connection.execute(delete(urgent).where(is_same))
            row = Word(number, what, subject, value, said["as_of"])
            connection.execute(insert(urgent).values(**row._asdict()))
        connection.execute(delete(urgent_last))
        connection.execute(
            insert(urgent_last).values(id=1, seq=said["seq"], as_of=said["as_of"], system=said["system"])
        )


def forget_settled(database: CaseDatabase) -> None:
    """After a load: what it took in or took back needs no word beside it any more."""
    with database.view.read() as connection:
        numbers = [number for (number,) in connection.execute(select(settled.c.number))]
    if numbers:
        with database.aside.write() as connection:
            connection.execute(delete(urgent).where(urgent.c.number.in_(numbers)))


def last_number(connection: Connection) -> int:
    """Of everything that was said or decided beside the loads."""
    numbers = (select(func.coalesce(func.max(one.c.number), 0)) for one in (urgent, decisions))
    return max(int(connection.execute(number).scalar_one()) for number in numbers)


def _faults(connection: Connection, said: Mapping[str, Any], system: str | None) -> Iterator[Fault]:
    last = connection.execute(select(urgent_last.c.seq, urgent_last.c.as_of, urgent_last.c.system)).first()
    if {system or said["system"], last[2] if last else said["system"]} != {said["system"]}:
        remedy = "Each system has a database of its own: name another with CASE_DATABASE_URL."
        yield Fault(FILE, 0, "comes from another system than what is loaded", remedy)
    if last and (said["seq"] <= last[0] or said["as_of"] < last[1]):
        what = f"a replay: urgent package {last[0]} of {last[1]} has come already"
        yield Fault(FILE, 0, what, "Each is loaded once, and none that is older than the last.")


def _said(aside: Scratch) -> Iterator[tuple[str, str, str]]:
    people = "SELECT person_id, restricted, state, coalesce(merged_into, '') FROM people"
    for person, restricted, state, merged_into in aside.connection.execute(people):
        yield PROTECTED if restricted == "y" else LIFTED, person, ""
        yield STATE, person, state
        yield MERGED, person, merged_into
    for case, status, closed_on in aside.connection.execute("SELECT case_id, status, closed_on FROM cases"):
        yield STATUS, case, f"{status} {closed_on or ''}".strip()
