"""The months of a person's debts on one case, those of a kind added up: no payer sees what of it is owed for aid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from forms_app.bundles.money import Month
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay

Kind = tuple[str, str]  # of a debt: child, spousal, medical; to whom it is owed, where she may know
HERS = {"payer": "payer_id", "receiver": "receiver_id", "caretaker": "receiver_id"}  # by which column a debt is hers


def debts_of(rows: PersonRows, stay: Stay) -> Mapping[int, Row]:
    """Her own debts on this case, by their number."""
    own = (row for row in rows.of("debts") if row["case_id"] == stay.case_id)
    return {row["debt_no"]: row for row in own if row[HERS[stay.role]] == rows.person_id}


def months_of(stay: Stay, debts: Mapping[int, Row], months: Iterable[Row]) -> tuple[Month, ...]:
    """The oldest first. `months`: rows of any debts of the case."""
    by_kind: dict[Kind, dict[int, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in months:
        if debt := debts.get(row["debt_no"]):
            kind = debt["kind"], "" if stay.role == "payer" else debt["owed_to"]
            by_kind[kind][row["debt_no"]][row["month"]] = row
    added = [_added(kind, month, each) for kind, each in by_kind.items() for month in _all_months(each.values())]
    hers = (one for one in added if _is_hers(stay, one))
    return tuple(sorted(hers, key=lambda one: (one.month, one.kind, one.owed_to)))


def _all_months(debts: Iterable[Mapping[str, Row]]) -> Iterator[str]:
    yield from sorted({month for each in debts for month in each})


def _added(kind: Kind, month: str, debts: Mapping[int, Mapping[str, Row]]) -> Month:
    """A debt without a row in this month, but with one before, stands at what it had come to."""
    rows = [found for each in debts.values() if (found := _standing(each, month))]
    interests = [row["closing_interest"] for row in rows]
    own = [row for row in rows if row["month"] == month]
    return Month(
        month=month,
        kind=kind[0],
        owed_to=kind[1],
        opening=sum(_opening(row, month) for row in rows),
        charged=_sum(own, "charged"),
        paid=_sum(own, "paid"),
        adjusted=_sum(own, "adjusted"),
        closing=_sum(rows, "closing_principal"),
        interest=None if None in interests else sum(interests),
        calculated_on=min(date.fromisoformat(row["calculated_on"]) for row in own),
    )


def _standing(debt: Mapping[str, Row], month: str) -> Row | None:
    before = max((one for one in debt if one <= month), default=None)
    return debt[before] if before else None


def _opening(row: Row, month: str) -> int:
    value: int = row["opening_principal" if row["month"] == month else "closing_principal"]
    return value


def _sum(rows: Sequence[Row], column: str) -> int:
    return sum(row[column] for row in rows)


def _is_hers(stay: Stay, month: Month) -> bool:
    first = date.fromisoformat(f"{month.month}-01")
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return any(begins < last and (end is None or first <= end) for begins, end in stay.spans)
