"""Nobody's bundle holds, or depends on, what is another's to know; and the check that says so sees planted leaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from support.seen import leaks, tells_apart

from forms_app.case_data.bundling import details, money, months, payments
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay, day

PAIRS, WORLDS, PLANTED_IN = 100, 40, 30
Plant = Callable[[pytest.MonkeyPatch], None]


def test_no_value_of_another_stands_in_a_bundle() -> None:
    assert leaks(range(PAIRS)) == []


def test_a_bundle_is_the_same_to_the_byte_whatever_is_anothers() -> None:
    found = tells_apart(range(WORLDS))

    assert found.different == []
    assert found.changed_for_somebody_else > 0.9 * WORLDS


def everybodys_dates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(details, "_own", lambda rows, table: rows.of(table))


def everybodys_language(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PersonRows, "person", property(lambda rows: rows.of("people")[-1]))


def everybodys_debts(patch: pytest.MonkeyPatch) -> None:
    def all_of_the_case(rows: PersonRows, stay: Stay) -> Mapping[int, Row]:
        return {row["debt_no"]: row for row in rows.of("debts") if row["case_id"] == stay.case_id}

    patch.setattr(money, "debts_of", all_of_the_case)


def everybodys_sendings(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(payments, "_sent_rows", lambda rows, stay: rows.of("sent"))


def how_money_came_in(patch: pytest.MonkeyPatch) -> None:
    _told(patch, lambda receipt: {"designation": receipt["designation"]})


def when_it_was_withheld(patch: pytest.MonkeyPatch) -> None:
    _told(patch, lambda receipt: {"withheld_on": day(receipt["withheld_on"])})


def how_much_came_in(patch: pytest.MonkeyPatch) -> None:
    _told(patch, lambda receipt: {"amount": receipt["amount"]})


def what_was_given_back(patch: pytest.MonkeyPatch) -> None:
    _told(patch, lambda receipt: {"refunded": receipt["refunded"]})


def whom_it_is_owed_to(patch: pytest.MonkeyPatch) -> None:
    """A payer's months with what is owed for aid apart."""
    right = months.months_of
    patch.setattr(money, "months_of", lambda stay, debts, rows: right(replace(stay, role="receiver"), debts, rows))


def that_she_is_protected(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(details, "_case", _without_an_office(details._case))


def _without_an_office(right: Any) -> Any:
    def told(rows: PersonRows, stay: Stay, case: Row) -> Any:
        protected = any(row["restricted"] == "y" for row in rows.of("people") if row["person_id"] != rows.person_id)
        return replace(right(rows, stay, case), office="") if protected else right(rows, stay, case)

    return told


def _told(patch: pytest.MonkeyPatch, more: Callable[[Row], dict[str, Any]]) -> None:
    """A receiver's payments with something of the receipt that is not hers."""
    right = payments._payment
    patch.setattr(payments, "_payment", lambda receipt, **said: right(receipt, **{**said, **more(receipt)}))


PLANTS: tuple[Plant, ...] = (
    everybodys_dates,
    everybodys_language,
    everybodys_debts,
    everybodys_sendings,
    how_money_came_in,
    when_it_was_withheld,
    how_much_came_in,
    what_was_given_back,
    whom_it_is_owed_to,
    that_she_is_protected,
)


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_leak_is_seen(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)

    assert leaks(range(PLANTED_IN)) or tells_apart(range(PLANTED_IN)).different
