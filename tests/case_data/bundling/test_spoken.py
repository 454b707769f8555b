"""What may be said aloud: what cannot be money from a tax refund, and neither who, where nor how it came in."""

from __future__ import annotations

from support.case_packages import Tables, small
from support.person_rows import rows_for

from forms_app.bundles import codec
from forms_app.bundles.spoken import Spoken
from forms_app.case_data.bundling import spoken


def said(tables: Tables, person: str, *, with_dates: bool = True) -> Spoken:
    return spoken.build(rows_for(tables, person), with_dates=with_dates)


def each(tables: Tables, **cells: str) -> Tables:
    """Every receipt with these cells."""
    return {**tables, "receipts": [{**row, **cells} for row in tables["receipts"]]}


def test_a_payer_does_not_hear_of_money_that_was_taken_and_not_from_wages() -> None:
    for case in said(each(small(), designation="collected", withheld_on=""), "P2").cases:
        assert case.last is None and not case.from_wages


def test_a_payer_hears_of_what_he_sent_and_of_what_came_from_his_wages() -> None:
    sent = said(each(small(), designation="paid", withheld_on=""), "P2").cases
    withheld = said(each(small(), designation="collected", withheld_on="2026-09-01"), "P2").cases

    assert [case.last for case in sent] == [case.last for case in withheld]
    assert any(case.last for case in sent) and any(case.from_wages for case in withheld)


def test_how_money_came_in_changes_nothing_that_a_receiver_hears() -> None:
    heard = {
        codec.encode(said(each(small(), designation=designation, withheld_on=on), "P1"))
        for designation, on in (("paid", ""), ("collected", ""), ("collected", "2026-09-01"))
    }
    assert len(heard) == 1


def test_a_receiver_hears_of_current_support_alone() -> None:
    tables = small()
    before = said(tables, "P1").cases[0].last
    tables["applied"] = [{**row, "to": "arrears"} if row["to"] == "current" else row for row in tables["applied"]]

    assert before is not None and said(tables, "P1").cases[0].last is None


def test_a_payment_that_was_taken_back_is_not_the_last_one() -> None:
    case = said(small(), "P1").cases[0]

    assert case.last is not None and case.last.amount == 20000


def test_a_new_account_hears_no_dates_and_nobody_hears_a_place() -> None:
    with_dates = said(small(), "P1")

    assert said(small(), "P1", with_dates=False).dates is None
    assert with_dates.dates is not None
    for word in ("Ana", "C1", "Los Angeles", *(row["place"] for row in small()["events"] if row["place"])):
        assert word not in repr(with_dates)


def test_the_bundle_is_the_same_after_it_was_bytes() -> None:
    for person in ("P1", "P2"):
        bundle = said(small(), person)
        assert codec.decode(Spoken, codec.encode(bundle)) == bundle


def test_of_a_payment_that_counts_for_two_cases_a_payer_hears_the_part_of_each() -> None:
    cases = said(each(small(), designation="paid", withheld_on=""), "P2").cases
    parts = [case.last for case in cases if case.last and case.last.amount == 26000]
    assert sorted(part.here or 0 for part in parts) == [5000, 20500]  # and 5.00 were given back


def test_a_payment_that_counts_for_one_case_is_said_once() -> None:
    tables = each(small(), designation="paid", withheld_on="")
    tables["applied"] = [row for row in tables["applied"] if row["case_id"] == "C1"]
    tables["receipts"] = [
        {**row, "amount": "210.00"} if row["receipt_id"] == "R1" else row for row in tables["receipts"]
    ]
    case = next(one for one in said(tables, "P2").cases if one.last)
    assert case.last is not None and (case.last.amount, case.last.here) == (21000, None)
