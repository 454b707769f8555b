"""How much a package moves against the load before: a slip of an export moves a great part of it, a night does not.

Counted are rows that are new, other or gone, and the money by which they differ, table by table. Months that were not
over at the load before are new months and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms_app.case_data.contract.contract import Table
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.loading.difference import GONE, MOVED, Difference
from forms_app.case_data.loading.session import Session
from forms_app.case_data.store.tables import key, same

MOST_IN_A_HUNDRED = 2
YES = "--yes-it-moved"
YES_PEOPLE = "--yes-people-go"
_DAY = {
    "months": "month",
    "receipts": "posted_on",
    "sent": "on",
    "events": "starts_at",
    "documents": "dated",
    "steps": "on",
}
_BY_RECEIPT = ("applied", "sent_of", "kept")


def too_much(session: Session, found: list[Difference], first_new_month: str) -> Iterator[Fault]:
    """A fault for each table of which more than 2 % moved."""
    for one in found:
        if not one.is_any:
            continue
        moved, money = _moved(session, one.table, first_new_month)
        if _is_surely_little(session, one.table, moved, money, first_new_month):
            continue
        before, money_before = _before(session, one.table, first_new_month)
        if moved * 100 > before * MOST_IN_A_HUNDRED:
            yield _fault(one.table, f"{_share(moved, before)} of the rows")
        elif money * 100 > money_before * MOST_IN_A_HUNDRED:
            yield _fault(one.table, f"{_share(money, money_before)} of the money")


def _is_surely_little(session: Session, table: Table, moved: int, money: int, first_new_month: str) -> bool:
    """A tenth of what would be too much of all months, where new months have less than half of the receipts: spares
    finding the month of each of many rows by its receipt."""
    if table.name not in _BY_RECEIPT:
        return False
    receipts = f"SELECT count(*), count(*) FILTER (WHERE posted_on < '{first_new_month}') FROM {session.view}receipts"
    every, old = session.execute(receipts).fetchone()
    rows, amount = session.execute(f'SELECT count(*), sum(abs(amount)) FROM {session.view}"{table.name}"').fetchone()
    much = 1_000 // MOST_IN_A_HUNDRED
    return bool(old * 2 > every and moved * much <= rows and money * much <= (amount or 0))


def people_who_go(found: list[Difference]) -> Iterator[Fault]:
    """Of a full package: who is not in it any more."""
    for one in found:
        if one.table.name == "people" and one.gone:
            remedy = f"If they shall go, with all that is known of them, say {YES_PEOPLE}."
            yield Fault("people.csv", 0, f"{one.gone} people of the load before are not there", remedy)


def _fault(table: Table, how_much: str) -> Fault:
    remedy = f"Compare the export with the one before; if it is right, say {YES}."
    return Fault(table.path, 0, f"{how_much} moved against the load before, new months not counted", remedy)


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f} %" if whole else f"{part} where there were none"


def _before(session: Session, table: Table, first_new_month: str) -> tuple[int, int]:
    sums = "".join(f' + coalesce(abs(a."{name}"), 0)' for name in table.money)
    joined, old = _old(session, table, "a", first_new_month)
    statement = f'SELECT count(*), coalesce(sum(0{sums}), 0) FROM {session.view}"{table.name}" a {joined} WHERE {old}'
    rows, money = session.execute(statement).fetchone()
    return int(rows), int(money)


def _moved(session: Session, table: Table, first_new_month: str) -> tuple[int, int]:
    keys = key(table)
    differences = "".join(f' + abs(coalesce(a."{name}", 0) - coalesce(v."{name}", 0))' for name in table.money)
    joined, old = _old(session, table, "a", first_new_month)
    put = f"""SELECT count(*), coalesce(sum(0{differences}), 0) FROM {session.stage}"{MOVED}{table.name}" m
        JOIN {session.stage}"{table.name}" a ON a.at_line = m.at_line
        LEFT JOIN {session.view}"{table.name}" v ON {same(keys, "a", "v")} {joined} WHERE {old}"""
    sums = "".join(f' + coalesce(abs(a."{name}"), 0)' for name in table.money)
    gone = f"""SELECT count(*), coalesce(sum(0{sums}), 0) FROM {session.stage}"{GONE}{table.name}" g
        JOIN {session.view}"{table.name}" a ON {same(keys, "g", "a")} {joined} WHERE {old}"""
    both = [session.execute(statement).fetchone() for statement in (put, gone)]
    return sum(int(rows) for rows, _ in both), sum(int(money) for _, money in both)


def _old(session: Session, table: Table, alias: str, first_new_month: str) -> tuple[str, str]:
    """What to join, and the condition that a row belongs to a month that was over."""
    if table.name in _BY_RECEIPT:
        joins = " ".join(
            f"LEFT JOIN {place}receipts {name} ON {name}.receipt_id = {alias}.receipt_id"
            for place, name in ((session.stage, "rs"), (session.view, "rv"))
        )
        return joins, f"coalesce(rs.posted_on, rv.posted_on, '') < '{first_new_month}'"
    day = _DAY.get(table.name)
    return "", f"""substr({alias}."{day}", 1, 7) < '{first_new_month}'""" if day else "true"
