"""The bundle of status and money: each case in each role of hers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forms_app.bundles.money import Case, Money, OrderLine
from forms_app.case_data.bundling.months import debts_of, months_of
from forms_app.case_data.bundling.payments import payments_of
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay, day, stays

ENDED = "ended"  # a status of ours: her part in the case is over, and what became of the case is not hers to know


def build(rows: PersonRows) -> Money:
    cases = {row["case_id"]: row for row in rows.of("cases")}
    return Money(tuple(_case(rows, stay, cases[stay.case_id]) for stay in stays(rows)))


def _case(rows: PersonRows, stay: Stay, case: Row) -> Case:
    is_being_checked, debts = stay.case_id in rows.being_checked, debts_of(rows, stay)
    payments, sendings = ((), ()) if is_being_checked else payments_of(rows, stay, debts)
    months = (row for row in rows.of("months") if row["case_id"] == stay.case_id)
    return Case(
        case_id=stay.case_id,
        county=case["county"],
        role=stay.role,
        since=stay.since,
        until=stay.until,
        status=ENDED if stay.is_over else case["status"],
        closed_on=None if stay.is_over else day(case["closed_on"]),
        is_being_checked=is_being_checked,
        orders=_orders(stay, (row for row in rows.of("orders") if row["case_id"] == stay.case_id)),
        months=() if is_being_checked else months_of(stay, debts, months),
        payments=payments,
        sendings=sendings,
    )


def _orders(stay: Stay, orders: Iterable[Row]) -> tuple[OrderLine, ...]:
    """The lines that were in force while she had a part in the case."""
    lines = [(row["order_no"], row["line"], _order(row)) for row in orders]
    hers = [one for one in lines if stay.holds(one[2].begins_on, one[2].ends_on or date.max)]
    return tuple(line for _, _, line in sorted(hers, key=lambda one: one[:2]))


def _order(row: Row) -> OrderLine:
    begins_on = date.fromisoformat(row["from"])
    return OrderLine(row["kind"], row["amount"], row["every"], row["due_day"], begins_on, day(row["until"]))
