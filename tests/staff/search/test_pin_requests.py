"""PIN requests of one day for one Participant ID: the same is one task; what differs stays open and says how."""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.desk import Desk
from support.ground import ON_BOTH
from support.pin_requests import ask

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/")
AGAIN: dict[str, dict[str, Any]] = {
    "as it was": {},
    "in capitals": {"last_name": "MENDOZA"},
    "with hyphens": {"participant_id": {"text": "0470-1234-56789"}},
    "without the zero": {"participant_id": {"text": "470123456789"}},
    "with a blank too many": {"last_name": "Mendoza  "},
}
CORRECTED = {
    "name": {"last_name": "Mendosa"},
    "accent": {"last_name": "Méndoza"},
    "ZIP": {"zip_on_file": "90013"},
    "ZIP+4": {"zip_on_file": "90012-1234"},
    "name and ZIP": {"last_name": "Ruiz", "zip_on_file": "91101"},
    "helper": {"helper": True},
    "blank": {"zip_on_file": None},
}


def inbox(desk: Desk) -> set[str]:
    return set(REFERENCES.findall(desk.signed_in().get("/inbox/").text))


@ON_BOTH
@pytest.mark.parametrize("same", ["as it was"])
def test_the_same_request_of_a_day_is_one_task_on_both_databases(desk: Desk, same: str) -> None:
    first, _second = ask(desk), ask(desk, **AGAIN[same])
    assert inbox(desk) == {first}


@pytest.mark.parametrize("same", AGAIN.values(), ids=AGAIN)
def test_blanks_capitals_and_hyphens_make_no_other_request(desk: Desk, same: dict[str, object]) -> None:
    first, _second = ask(desk), ask(desk, **same)
    assert inbox(desk) == {first}


@pytest.mark.parametrize("corrected", CORRECTED.values(), ids=CORRECTED)
def test_a_corrected_request_stays_open_beside_the_first(desk: Desk, corrected: dict[str, object]) -> None:
    first, second = ask(desk), ask(desk, **corrected)
    assert inbox(desk) == {first, second}


def test_the_corrected_one_sent_again_joins_its_like(desk: Desk) -> None:
    first, second, _third = ask(desk), ask(desk, zip_on_file="90013"), ask(desk, zip_on_file="90013")
    assert inbox(desk) == {first, second}


def test_both_pages_show_what_differs_and_only_that(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, last_name="Ruiz <b>")
    browser = desk.signed_in()
    here, there = (browser.get(f"/submissions/{one}/").text for one in (first, second))
    assert "Last name: “\u2068Mendoza\u2069” here, “\u2068Ruiz &lt;b&gt;\u2069” there." in here and second in here
    assert "Last name: “\u2068Ruiz &lt;b&gt;\u2069” here, “\u2068Mendoza\u2069” there." in there and first in there
    assert "agency has for you: “" not in here


def test_seeing_what_another_says_is_written_down(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, last_name="Ruiz")
    desk.signed_in("caseworker").get(f"/submissions/{first}/")
    opened = desk.signed_in().get("/audit/").text
    assert opened.count("Opened a submission") == 2 and second in opened


def test_a_request_of_another_day_or_for_another_id_is_not_compared(desk: Desk) -> None:
    ask(desk, participant_id={"text": "0470999999999"}, last_name="Ruiz")
    desk.clock.forward(days=1)
    second = ask(desk, last_name="Ortiz")
    assert "says something else" not in desk.signed_in().get(f"/submissions/{second}/").text


def test_an_ssn_in_the_number_stays_masked_where_it_differs(desk: Desk) -> None:
    first = ask(desk, last_name="123-45-6789")
    ask(desk)
    page = desk.signed_in().get(f"/submissions/{first}/").text
    assert "123-45-6789" not in page and "***-**-6789" in page


def test_without_a_participant_id_staff_read_first_name_and_birth_and_how_to_look_it_up(desk: Desk) -> None:
    answers = {"participant_id": {"none": True}, "first_name": "Sol", "born_on": "1985-03-04"}
    page = desk.signed_in().get(f"/submissions/{ask(desk, **answers)}/").text
    assert "Sol" in page and "March 4, 1985" in page
    assert "Without a Participant ID: by the whole name and the date of birth." in page
