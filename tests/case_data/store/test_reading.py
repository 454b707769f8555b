"""The rows of one person: all of hers, the part that others share with her, and nothing of anybody else."""

from __future__ import annotations

from datetime import date

import pytest
from support import case_packages as packages
from support.case_loading import SMALL, Loader, many
from support.ground import ON_BOTH

from forms_app.case_data.bundling import money
from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.interfaces import CaseData, Kind, Requests
from forms_app.case_data.store import person
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.requests import StoredRequests


def _add(tables: packages.Tables, table: str, *lines: str) -> packages.Tables:
    return {**tables, table: [*tables[table], *packages.rows(table, *lines)]}


def _two_payers() -> packages.Tables:
    """On C1 a second payer, Omar, with a debt, an order, months, a receipt and a sending to Ana of his own."""
    tables = _add(SMALL, "people", "P4,10004,Omar,Vega,90012,en,n,y,n,,n,active,")
    tables = _add(tables, "case_parties", "C1,P4,payer,2020-01-01,")
    tables = _add(tables, "orders", "C1,2,1,child,70.00,month,1,2020-01-01,")
    tables = _add(tables, "debts", "C1,2,2,P4,P1,child,family")
    tables = _add(tables, "months", "C1,2,2026-09,0.00,70.00,70.00,0.00,0.00,,,,,,2026-09-30")
    tables = _add(tables, "receipts", "R9,P4,2026-09-02,2026-09-03,2026-09-04,70.00,0.00,paid,posted,")
    tables = _add(tables, "applied", "R9,C1,1,2,2026-09,current,70.00")
    tables = _add(tables, "sent", "S9,P1,C1,2026-09-05,70.00,card,cashed,1234")
    return _add(tables, "sent_of", "S9,R9,C1,2,70.00")


@pytest.fixture
def case_data(loader: Loader) -> StoredCaseData:
    loader.load(_two_payers())
    assert loader.told == []
    return StoredCaseData(loader.database)


def _read(case_data: CaseData, person: str) -> PersonRows:
    rows = case_data.rows_of(person)
    assert rows
    return rows


def _ids(rows: PersonRows, table: str, *columns: str) -> set[tuple[str, ...]]:
    return {tuple(str(row[column]) for column in columns) for row in rows.of(table)}


@ON_BOTH
def test_a_payer_has_his_own_money_and_no_other_payer_s(case_data: StoredCaseData) -> None:
    luis = _read(case_data, "P2")
    assert _ids(luis, "debts", "case_id", "debt_no") == {("C1", "1"), ("C2", "1")}
    assert _ids(luis, "orders", "case_id", "order_no") == {("C1", "1"), ("C2", "1")}
    assert _ids(luis, "receipts", "receipt_id") == {("R1",), ("R2",), ("R3",)}
    assert {row["amount"] for row in luis.of("receipts")} == {26000, 8000, -8000}
    assert len(luis.of("applied")) == 5
    assert luis.of("sent") == luis.of("sent_of") == luis.of("kept") == luis.of("events") == []
    assert _ids(luis, "steps", "step_id") == {("T1",)}
    assert not _holds(luis, "P1", "P3", "P4", "R9", "Rosa Ruiz", "10001")


def _holds(rows: PersonRows, *values: str) -> bool:
    """Whether one of these stands in a column that is not a debt's other side."""
    found = {str(v) for table, each in rows.tables.items() if table != "debts" for row in each for v in row.values()}
    return any(value in found for value in values)


@ON_BOTH
def test_a_receiver_has_what_came_to_her_from_both_payers_and_of_their_receipts_the_days_alone(
    case_data: StoredCaseData,
) -> None:
    ana = _read(case_data, "P1")
    assert _ids(ana, "applied", "receipt_id") == {("R1",), ("R2",), ("R3",), ("R9",)}
    assert all(row["case_id"] == "C1" for row in ana.of("applied"))
    for row in ana.of("receipts"):
        known = {name for name, value in row.items() if value is not None} - {"reverses"}
        assert known == {"receipt_id", "received_on", "posted_on", "state"}
    assert _ids(ana, "sent_of", "sent_id") == {("S1",), ("S2",), ("S3",), ("S9",)}
    assert _ids(ana, "kept", "receipt_id") == {("R3",)}  # the fee is of the payer, and what C2 keeps is another's
    assert _ids(ana, "orders", "order_no") == {("1",), ("2",)}
    assert _ids(ana, "months", "debt_no") == {("1",), ("2",)}
    assert not _holds(ana, "P2", "P4", "C2", "26000", "paid", "collected", "2026-09-02")
    [case] = money.build(ana).cases
    assert [payment.amount for payment in case.payments] == [20000, 7000, 8000, -8000]


@ON_BOTH
def test_what_is_owed_for_aid_alone_is_no_receiver_s(case_data: StoredCaseData) -> None:
    mei = _read(case_data, "P3")
    assert [mei.of(table) for table in ("debts", "months", "receipts", "applied", "kept")] == [[]] * 5
    assert _ids(mei, "cases", "case_id") == {("C2",)} and len(mei.of("orders")) == 1


@ON_BOTH
def test_no_month_of_a_case_that_is_being_checked_is_read(loader: Loader) -> None:
    loader.load(packages.change(SMALL, "kept", 1, amount="49.00"))
    luis = _read(StoredCaseData(loader.database), "P2")
    assert luis.being_checked == {"C2"}
    assert _ids(luis, "months", "case_id") == {("C1",)}
    [told] = StoredCaseData(loader.database).cases_being_checked()
    assert str(told) == "being checked: case C2: applied, and sent and kept: 50.00 and 49.00"


@ON_BOTH
def test_nobody_has_no_rows_and_nothing_loaded_no_day(loader: Loader) -> None:
    case_data: CaseData = StoredCaseData(loader.database)
    assert case_data.as_of() is None and case_data.rows_of("P1") is None
    loader.load(SMALL)
    assert case_data.rows_of("P9") is None and case_data.standing("P9") is None
    found = case_data.as_of()
    assert found and (found.as_of, found.seq, found.system) == (date(2026, 11, 1), 1, "test")


@ON_BOTH
def test_a_document_and_an_address_are_given_sealed_and_to_nobody_else(loader: Loader) -> None:
    loader.load(SMALL)
    case_data = StoredCaseData(loader.database)
    assert case_data.sealed_document("P1", "D1") == b"\x01sealed"
    assert case_data.sealed_document("P2", "D1") is None
    assert case_data.sealed_address("P1") == packages.SEALED
    loader.urgent(1, [{**SMALL["people"][0], "restricted": "y", "zip": ""}])
    assert case_data.sealed_address("P1") is None


@ON_BOTH
def test_a_reader_in_the_middle_sees_one_load_to_the_end(loader: Loader) -> None:
    loader.load(SMALL)
    with loader.database.snapshot() as connection:
        before = connection.exec_driver_sql("SELECT as_of FROM freshness").scalar()
        more = _add(SMALL, "steps", "T2,P2,C1,papers_filed,2026-09-02")
        loader.load(more, as_of="2026-11-02", produced_at="2026-11-03T00:00:00Z")
        assert connection.exec_driver_sql("SELECT as_of FROM freshness").scalar() == before
        assert connection.exec_driver_sql("SELECT count(*) FROM steps").scalar() == 1


def test_the_rows_of_a_person_are_found_by_an_index_in_each_table(loader: Loader) -> None:
    loader.load(many(20))
    with loader.database.view.read() as connection:
        for table, statement in person._STATEMENTS.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", {"person": "P1"}).all()
            assert not [row for row in plan if "SCAN" in row[-1] and "being_checked" not in row[-1]], (table, plan)


@ON_BOTH
def test_a_request_stays_asked_for_until_a_later_load_or_staff_say_it_is_done(loader: Loader) -> None:
    loader.load(SMALL)
    requests: Requests = StoredRequests(loader.database)
    moved = requests.ask(Kind.CONTACT, "P1", b"\x01sealed", date(2026, 11, 5))
    asked = requests.ask(Kind.MESSAGE, "P1", b"\x01sealed", date(2026, 11, 5))
    for day in ("2026-01-05", "2026-11-04"):
        loader.load(packages.change(SMALL, "people", 0, address_changed_on=day))
        assert [request.number for request in requests.open()] == [moved, asked]
    done = packages.change(SMALL, "people", 0, address_changed_on="2026-11-05")
    loader.load(done, as_of="2026-11-06", produced_at="2026-11-07T00:00:00Z")
    [left] = requests.open()
    assert (left.number, left.kind, left.sealed) == (asked, Kind.MESSAGE, b"\x01sealed")
    assert requests.is_done(asked, "rosa", date(2026, 11, 8)) and not requests.is_done(asked, "rosa", date(2026, 11, 9))
    assert [(one.done_on, one.done_by) for one in requests.of("P1")] == [
        (date(2026, 11, 6), f"package {loader.seq}"),
        (date(2026, 11, 8), "rosa"),
    ]
