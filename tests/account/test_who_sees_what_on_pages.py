"""No page and no file of somebody's account holds, or depends on, what is another's to know; planted leaks are seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from support.ground import SetClock
from support.seen_on_pages import Reader, leaks, reader, tells_apart
from support.worlds import RECEIVER, draw

from forms_app.case_data.bundling import details, payments
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay

SEEDS = range(6, 7)  # in which both have everything that a page shows


@pytest.fixture
def her(account: Flask, clock: SetClock) -> Reader:
    return reader(account)


def test_every_page_is_walked_and_holds_nothing_of_another_nor_depends_on_it(her: Reader) -> None:
    assert leaks(her, SEEDS, links=True) == []
    assert tells_apart(her, range(5, 7)) == []
    assert her.unreached() == set()
    pages = [data for data in her.read(draw(6), RECEIVER, ["/es/"], links=False).values() if b"<html" in data]
    assert len(pages) > 30
    for must_have in (b'class="exit"', b'id="idle"', b"<noscript><meta"):
        assert all(must_have in page for page in pages), must_have


def test_planted_leaks_are_seen(her: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """An amount of another in a bundle, and an office that is left out where somebody is protected."""
    payment, case = payments._payment, details._case

    def with_the_amount(receipt: Row, **said: Any) -> Any:
        return payment(receipt, **{**said, "amount": receipt["amount"]})

    def without_an_office(rows: PersonRows, stay: Stay, row: Row) -> Any:
        protected = any(one["restricted"] == "y" for one in rows.of("people") if one["person_id"] != rows.person_id)
        return replace(case(rows, stay, row), office="") if protected else case(rows, stay, row)

    with monkeypatch.context() as planted:
        planted.setattr(payments, "_payment", with_the_amount)
        assert leaks(her, SEEDS, links=False)
    with monkeypatch.context() as planted:
        planted.setattr(details, "_case", without_an_office)
        assert tells_apart(her, SEEDS)
