"""What the cells of one row say together: a protected person's ZIP, a reversal without its receipt, days in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from forms_app.facts.agency import CALIFORNIA_COUNTIES

Cells = Mapping[str, str]
Wrong = tuple[str, str]


def _people(row: Cells) -> Iterator[Wrong]:
    if row["restricted"] == "y" and row["zip"]:
        yield "a restricted person with a zip", "Leave the zip empty."
    if row["merged_into"] and row["merged_into"] == row["person_id"]:
        yield "a person merged into herself", "Name the row that stays, or leave it empty."


def _cases(row: Cells) -> Iterator[Wrong]:
    if row["county"] not in CALIFORNIA_COUNTIES:
        yield "county is unknown", "Write one of California's 58 counties, such as Los Angeles."
    if row["closed_on"] and row["closed_on"] < row["opened_on"]:
        yield "closed_on is before opened_on", "Correct the one that is wrong."


def _case_parties(row: Cells) -> Iterator[Wrong]:
    if row["until"] and row["until"] < row["since"]:
        yield "until is before since", "Correct the one that is wrong."


def _orders(row: Cells) -> Iterator[Wrong]:
    if row["until"] and row["until"] < row["from"]:
        yield "until is before from", "Correct the one that is wrong."


def _receipts(row: Cells) -> Iterator[Wrong]:
    if row["state"] == "reversal" and not row["reverses"]:
        yield "a reversal that does not say what it reverses", "Name the receipt in reverses."
    if row["state"] == "posted" and row["reverses"]:
        yield "a posted receipt that reverses another", "Write reversal, or leave reverses empty."


RULES: Mapping[str, Callable[[Cells], Iterator[Wrong]]] = {
    "people": _people,
    "cases": _cases,
    "case_parties": _case_parties,
    "orders": _orders,
    "receipts": _receipts,
}
