"""No page and no file of somebody's account holds, or depends on, what is another's to know; planted leaks are seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from support.ground import SetClock
from support.seen_on_pages import Reader, leaks, reader, tells_apart

from forms_app.case_data.bundling import details, payments
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay

PAIRS, WORLDS, PLANTED_IN = 2, 4, 2


@pytest.fixture
def her(account: Flask, clock: SetClock) -> Reader:
    return reader(account)


def test_no_value_of_another_stands_on_a_page_and_every_page_is_walked(her: Reader) -> None:
    assert leaks(her, range(PAIRS), links=True) == []
    assert her.unreached() == set()


def test_every_page_is_the_same_to_the_byte_whatever_is_anothers(her: Reader) -> None:
    assert tells_apart(her, range(WORLDS)) == []


def test_an_amount_that_leaks_into_a_bundle_is_seen_on_a_page(her: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    right = payments._payment

    def told(receipt: Row, **said: Any) -> Any:
        return right(receipt, **{**said, "amount": receipt["amount"]})

    monkeypatch.setattr(payments, "_payment", told)
    assert leaks(her, range(PLANTED_IN), links=False)


def test_a_page_that_a_protection_changes_is_seen(her: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    right = details._case

    def told(rows: PersonRows, stay: Stay, case: Row) -> Any:
        protected = any(row["restricted"] == "y" for row in rows.of("people") if row["person_id"] != rows.person_id)
        return replace(right(rows, stay, case), office="") if protected else right(rows, stay, case)

    monkeypatch.setattr(details, "_case", told)
    assert tells_apart(her, range(PLANTED_IN))
