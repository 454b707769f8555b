"""A request opens what was sent once, however many parts of its page ask, and reads it out once in each way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from support.answering import answer
from support.desk import Desk
from support.mailing import mail, row_of
from support.pin_requests import ask

from forms_app.forms import Form
from forms_app.sealing.unseal import OpeningKeys


class Counting(OpeningKeys):
    """Opens, and counts by reference."""

    def __init__(self, keys: OpeningKeys) -> None:
        self.__dict__.update(keys.__dict__)
        self.opened: Counter[str] = Counter()

    def open(self, sealed: bytes, context: str) -> bytes:
        self.opened[context] += 1
        return super().open(sealed, context)


@pytest.fixture
def keys(desk: Desk) -> Counting:
    counting = Counting(desk.office.opening)
    desk.office = desk.app.extensions["office"] = replace(desk.office, opening=counting)
    return counting


def test_a_page_opens_a_submission_once_and_reads_it_out_once_in_each_way(
    desk: Desk, keys: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, browser, ways = desk.receive(), desk.signed_in(), Counter[str]()
    really = Form.whole_reading

    def counted(form: Form, answers: dict[str, object], way: str = "masked") -> object:
        ways[way] += 1
        return really(form, answers, way)  # type: ignore[arg-type]

    monkeypatch.setattr(Form, "whole_reading", counted)
    keys.opened.clear()
    assert browser.get(f"/submissions/{reference}/").status_code == 200
    assert (keys.opened, ways) == ({reference: 1}, {"read": 1, "masked": 1})
    ways.clear()
    assert browser.post(f"/submissions/{reference}/reveal/", reason="A call").status_code == 200
    assert ways == {"read": 1}, "behind the mask there is nothing to mask"


def test_a_button_and_the_page_after_a_refusal_open_it_once(desk: Desk, keys: Counting) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    for button, fields in (("answered", {"answered_on": "2026-11-19", "reply": ""}), ("note", {"text": ""})):
        token = browser.token()
        keys.opened.clear()
        refused = browser.client.post(f"/submissions/{reference}/{button}/", data={"form_token": token, **fields})
        assert (refused.status_code, keys.opened) == (422, {reference: 1})


def test_a_letter_that_brings_two_acts_opens_its_submission_once(desk: Desk, keys: Counting) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    keys.opened.clear()
    mail(desk, browser, reference, "transfer", text="")
    assert row_of(desk, reference).state == "closed"
    assert keys.opened[reference] <= 4, "written, printed, fetched and noted as mailed: four requests"


def test_pin_requests_that_stand_beside_it_are_opened_once_each(desk: Desk, keys: Counting) -> None:
    one, other = ask(desk), ask(desk, last_name="Mendez")
    browser = desk.signed_in()
    keys.opened.clear()
    assert other in browser.get(f"/submissions/{one}/").text
    assert keys.opened == {one: 1, other: 1}


def test_another_request_opens_it_anew(desk: Desk, keys: Counting) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    keys.opened.clear()
    browser.get(f"/submissions/{reference}/")
    browser.get(f"/es/submissions/{reference}/")
    assert keys.opened == {reference: 2}
    assert answer(browser, reference) == 303
