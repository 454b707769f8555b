"""The rows of one person as the bundles are made of them, and when she was what on a case.

Values are as they stand in the contract's files: days and moments in ISO 8601, "y" and "n"; money is whole cents, other
numbers are integers, and an empty cell is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PersonRows:
    """Of each table of the contract the rows that concern this person. Rows of other people among them are no fault:
    debts of a case she is on, receipts of its payer; whatever is made of them takes hers alone.

    `being_checked`: the cases whose sums do not fit. `as_of`: the day the rows are of; a part in a case that ended
    before it is over. Where no day is given, every part that has an end is.
    """

    person_id: str
    tables: Mapping[str, Sequence[Row]]
    being_checked: frozenset[str] = frozenset()
    as_of: date = date.max

    def of(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    @property
    def person(self) -> Row:
        return next(row for row in self.of("people") if row["person_id"] == self.person_id)


@dataclass(frozen=True, slots=True)
class Stay:
    """One role of hers on one case. `spans`: first and last day of each time; the last day may be open."""

    case_id: str
    role: str
    spans: tuple[tuple[date, date | None], ...]
    as_of: date

    @property
    def since(self) -> date:
        return min(begins for begins, _ in self.spans)

    @property
    def until(self) -> date | None:
        ends = [end for _, end in self.spans]
        return None if None in ends else max(end for end in ends if end is not None)

    @property
    def is_over(self) -> bool:
        """Her last day has passed; one that is still to come takes nothing from her yet."""
        return self.until is not None and self.until < self.as_of

    def holds(self, first: date, last: date | None = None) -> bool:
        """Whether any day from the first to the last is hers. `last`: the first where none is given."""
        last = first if last is None else last
        return any(begins <= last and (end is None or first <= end) for begins, end in self.spans)


def stays(rows: PersonRows) -> Iterator[Stay]:
    """One for each case and role, in the order in which she came to them."""
    spans: dict[tuple[str, str], list[tuple[date, date | None]]] = defaultdict(list)
    for row in rows.of("case_parties"):
        if row["person_id"] == rows.person_id:
            spans[row["case_id"], row["role"]].append((date.fromisoformat(row["since"]), day(row["until"])))
    found = [Stay(*key, tuple(sorted(times, key=_begin)), rows.as_of) for key, times in spans.items()]
    yield from sorted(found, key=lambda stay: (stay.since, stay.case_id, stay.role))


def by(rows: Iterable[Row], *columns: str) -> Mapping[tuple[Any, ...], list[Row]]:
    """The rows by the values of these columns."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[column] for column in columns)].append(row)
    return found


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _begin(span: tuple[date, date | None]) -> date:
    return span[0]
