"""One database that is away holds up nothing that lies in another: what could not be sealed is owed, and done later."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store import holders
from forms_app.case_worker.parts import Parts
from forms_app.processes import logs

Item = TypeVar("Item")
AWAY = (SQLAlchemyError, OSError)
AT_ONCE = 50
EVERYBODY = ""  # owed to a door itself: as of which day its bundles are


class StillAway(Exception):
    """The database of the door that is tried again."""


def each(
    read: Callable[[int], Sequence[Item]], act: Callable[[Item], object], whose: Callable[[Item], Hashable]
) -> int:
    """Work off what waits, and say how much that was. What fails stays, with what the same person wants after it.

    `read` leaves out so many of the first, which are those that stay.
    """
    done, left, held = 0, 0, set[Hashable]()
    while done < AT_ONCE and (page := read(left)):
        for item in page:
            if whose(item) not in held and _is_done(act, item, is_first=not held):
                done += 1
            else:
                held.add(whose(item))
                left += 1
    return done


def _is_done(act: Callable[[Item], object], item: Item, *, is_first: bool) -> bool:
    try:
        act(item)
    except AWAY as error:
        if is_first:
            logs.failure(error, "case-data")
        return False
    return True


@dataclass(frozen=True)
class Reach:
    """What can be sealed to one person just now: through a door that owes something already nothing is tried, but
    through the one that is `tried` again."""

    parts: Parts
    person_id: str
    away: frozenset[str]
    tried: str = ""

    @classmethod
    def to(cls, parts: Parts, person_id: str, tried: str = "") -> Reach:
        with parts.cases.aside.read() as connection:
            away = holders.doors_that_owe(connection)
        return cls(parts, person_id, away - {tried}, tried)

    def has(self, door: str) -> bool:
        """Whether to try; else it is owed."""
        if door in self.away:
            self._owe(door)
        return door not in self.away

    @contextmanager
    def through(self, door: str) -> Iterator[None]:
        """Around what is done in the database behind this door. Raises StillAway for the one that is tried."""
        try:
            yield
        except AWAY as error:
            if door == self.tried:
                raise StillAway from error
            logs.failure(error, "case-data")
            self._owe(door)

    def _owe(self, door: str) -> None:
        with self.parts.cases.aside.write() as connection:
            holders.owe(connection, door, self.person_id)


def work_off(parts: Parts, seal: Callable[[str, str], None]) -> int:
    """Seal what is owed, at each door until its database fails again; how much that was.

    `seal(person_id, door)` raises StillAway, or what the database does.
    """
    with parts.cases.aside.read() as connection:
        doors = sorted(holders.doors_that_owe(connection))
    return sum(_at(parts, door, seal) for door in doors)


def _at(parts: Parts, door: str, seal: Callable[[str, str], None]) -> int:
    """The day of all bundles comes last: whoever reads it reads no older figures under it."""
    with parts.cases.aside.read() as connection:
        owed = holders.owed_at(connection, door, AT_ONCE)
    for done, person_id in enumerate(owed):
        try:
            seal(person_id, door)
        except (StillAway, *AWAY) as error:
            logs.failure(error.__cause__ or error, "case-data")
            return done
        with parts.cases.aside.write() as connection:
            holders.owe_no_more(connection, door, person_id)
    return len(owed)
