"""Who may see what: each line is one of the rules, read off the bundles that are made of everybody's rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support.case_packages import change, small
from support.person_rows import rows_for

from forms_app.bundles import codec
from forms_app.bundles.money import Kept, Month, Part
from forms_app.case_data.bundling import details, money


def test_a_receiver_sees_what_was_applied_to_her_debts_and_where_it_is() -> None:
    case = money.build(rows_for(small(), "P1")).cases[0]
    first, second, reversal = case.payments

    assert [payment.amount for payment in case.payments] == [20000, 8000, -8000]
    assert [(case.sendings[part.sending].state, part.amount) for part in first.sent] == [
        ("returned", 20000),
        ("cashed", 20000),
    ]
    assert reversal.is_reversal and reversal.reverses == 1
    assert reversal.kept == (Kept("recover", -8000, None, "review"),)
    assert second.parts == (Part("2026-10", "current", 8000),)


def test_of_the_payment_around_it_she_learns_nothing() -> None:
    payment = money.build(rows_for(small(), "P1")).cases[0].payments[0]

    assert (payment.designation, payment.withheld_on, payment.refunded) == ("", None, 0)


def test_a_payer_sees_the_whole_payment_and_which_months_it_counts_for_in_each_case() -> None:
    here, there = money.build(rows_for(small(), "P2")).cases

    assert [(payment.amount, payment.refunded) for payment in here.payments] == [(26000, 500), (8000, 0), (-8000, 0)]
    assert here.payments[0].parts == (Part("2026-09", "current", 20000), Part("2026-09", "fee", 500))
    assert there.payments[0].parts == (Part("2026-09", "current", 5000),)
    assert all(not payment.sent and not payment.kept for case in (here, there) for payment in case.payments)


def test_what_is_owed_for_aid_is_added_up_for_the_payer_and_told_apart_for_the_receiver() -> None:
    tables = small()
    tables["debts"] += [{**tables["debts"][0], "debt_no": "2", "owed_to": "aid"}]
    tables["months"] += [{**tables["months"][0], "debt_no": "2"}]
    payers = money.build(rows_for(tables, "P2")).cases[0].months
    hers = money.build(rows_for(tables, "P1")).cases[0].months

    month = Month("2026-09", "child", "family", 0, 30000, 20000, 0, 10000, 100, date(2026, 9, 30))
    assert hers[:2] == (replace(month, owed_to="aid"), month)
    assert payers[0] == Month("2026-09", "child", "", 0, 60000, 40000, 0, 20000, 200, date(2026, 9, 30))
    assert payers[1].closing == 40000 + 10000  # the debt that had no more months stands at what it had come to


def test_without_interest_on_a_part_there_is_none_on_the_whole() -> None:
    tables = small()
    tables["debts"] += [{**tables["debts"][0], "debt_no": "2"}]
    none = dict.fromkeys(("opening_interest", "interest_charged", "interest_paid", "interest_adjusted"), "")
    tables["months"] += [{**tables["months"][0], "debt_no": "2", **none, "closing_interest": ""}]

    assert money.build(rows_for(tables, "P1")).cases[0].months[0].interest is None


def test_a_case_being_checked_has_no_money() -> None:
    case = money.build(rows_for(small(), "P1", frozenset({"C1"}))).cases[0]

    assert case.is_being_checked
    assert (case.months, case.payments, case.sendings) == ((), (), ())


def test_whose_part_has_ended_learns_nothing_of_what_came_after() -> None:
    tables = change(small(), "case_parties", 0, until="2026-09-30")
    case = money.build(rows_for(tables, "P1")).cases[0]
    around = details.build(rows_for(tables, "P1")).cases[0]

    assert (case.status, case.until) == ("ended", date(2026, 9, 30))
    assert [month.month for month in case.months] == ["2026-09"]
    assert [payment.amount for payment in case.payments] == [20000]
    assert (around.office, around.caseworker_name, around.children) == ("", "", ())


def test_a_part_that_ends_on_a_day_to_come_still_tells_everything() -> None:
    tables = change(small(), "case_parties", 0, until="2026-11-01")
    rows = rows_for(tables, "P1", as_of=date(2026, 11, 1))
    case, around = money.build(rows).cases[0], details.build(rows).cases[0]

    assert (case.status, case.until) == ("open", date(2026, 11, 1))
    assert around.caseworker_name == "Rosa Díaz" and [child.first_name for child in around.children] == ["Eva"]
    assert money.build(rows_for(tables, "P1", as_of=date(2026, 11, 2))).cases[0].status == "ended"


def test_whoever_is_protected_changes_nothing_in_anybody_elses_bundle_nor_in_her_own() -> None:
    tables = small()
    changed = change(tables, "people", 0, restricted="y", zip="", address_changed_on="2026-11-20", may_post="n")

    for person_id in ("P1", "P2", "P3"):
        for kind in (money, details):
            before, after = (codec.encode(kind.build(rows_for(one, person_id))) for one in (tables, changed))
            assert before == after, (person_id, kind)


def test_nobody_gets_another_persons_dates_documents_or_steps() -> None:
    hers, his = (details.build(rows_for(small(), person_id)) for person_id in ("P1", "P2"))

    assert [event.place for event in hers.events] == ["Room 5"]
    assert [document.doc_id for document in hers.documents] == ["D1"]
    assert not hers.steps
    assert (his.events, his.documents) == ((), ())
    assert [step.code for step in his.steps] == ["withholding_sent"]
