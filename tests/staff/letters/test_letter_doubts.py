"""Before a letter goes out otherwise than it was written, its writer is told and decides."""

from __future__ import annotations

import pytest
from support.desk import Desk
from support.letters import words, write
from support.mailing import rows


@pytest.mark.parametrize("do", ["preview", "queue"])
def test_signs_that_cannot_be_printed_are_named_before_they_are(desk: Desk, do: str) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    text = "Steps: ☐ call → ✓ done. José paid 3 €."
    answer = write(browser, reference, "resolution", do=do, text=text)
    assert answer.status_code == 422 and "This paper cannot print: ☐  →  ✓." in answer.text
    assert text in answer.text and rows(desk) == [] and "Go on all the same" in answer.text
    assert write(browser, reference, "resolution", do=do, text="Steps: call, then done. 3 €.").status_code in (200, 303)


def test_whoever_knows_it_may_go_on(desk: Desk) -> None:
    reference, browser = desk.receive(language="en"), desk.signed_in()
    told = words(write(browser, reference, "resolution", text="A → B", anyway="yes"))
    assert "A [not shown here] B" in told
    assert write(browser, reference, "resolution", do="queue", text="A → B", anyway="yes").status_code == 303


@pytest.mark.parametrize("name", ["😀 Ana", "𞤀𞤣𞤤𞤢𞤥"])
def test_a_name_that_cannot_be_printed_is_told_too(desk: Desk, name: str) -> None:
    reference, browser = desk.receive(full_name=name), desk.signed_in()
    answer = write(browser, reference, "resolution", do="queue")
    assert answer.status_code == 422 and "by hand on the envelope" in answer.text


def test_an_address_that_no_window_holds_is_told(desk: Desk) -> None:
    address = {"line1": "x" * 100, "line2": "y" * 100, "city": "z" * 100, "postal_code": "90012", "country": "w" * 100}
    reference, browser = desk.receive(full_name="Rosa " * 20, address=address), desk.signed_in()
    assert "too long for an envelope with a window" in write(browser, reference, "resolution").text
    assert write(browser, reference, "resolution", anyway="yes").status_code == 200


def test_an_ordinary_letter_asks_nothing(desk: Desk) -> None:
    reference, browser = desk.receive(full_name="Nguyễn Văn Đặng"), desk.signed_in()
    assert write(browser, reference, "resolution", text="“Sí” – 王小明, O’Brien… ½").status_code == 200
