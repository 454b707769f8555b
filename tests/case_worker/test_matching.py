"""Whose PIN request it is: compared inside, and a letter goes nowhere but to the address that the agency has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from case_worker.conftest import Bench, Opened
from support.case_loading import SMALL
from support.case_packages import change

from forms_app.case_data.store.asks import Ask, Kind
from forms_app.case_worker.desk.matching import is_name

ASKED = {"name": "Ruiz", "participant_id": "10001", "zip": "90012", "reference": "", "language": "es"}


def request(bench: Bench, **said: str) -> Ask:
    return bench.ask(Kind.PIN_REQUEST, "", "", **{**ASKED, **said})


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("garcia", "Ana", "García"),
        ("García", "Ana", "García López"),
        ("López", "Ana", "García López"),
        ("Garcia-Lopez", "Ana", "García López"),
        ("García López", "Ana", "García"),
        ("ana GARCÍA", "Ana", "García López"),
        ("Delacruz", "Eva", "de la Cruz"),
        ("De la Cruz", "Eva", "Delacruz"),
        ("OBrien", "Sean", "O’Brien"),
        ("Müller", "Jo", "Mueller"),
        ("Nguyen", "Thi", "Nguyễn"),
    ],
)
def test_a_name_is_hers_however_she_writes_it(typed: str, given: str, family: str) -> None:
    assert is_name(typed, {"given_names": given, "family_names": family})


@pytest.mark.parametrize(
    ("typed", "family"),
    [("Ana", "García"), ("de", "de la Cruz"), ("Ruis", "Ruiz"), ("", "Ruiz"), ("Díaz Paz", "Cruz")],
)
def test_another_name_is_not(typed: str, family: str) -> None:
    assert not is_name(typed, {"given_names": "Ana", "family_names": family})


def test_what_matches_brings_one_letter_in_the_language_she_asked_in(bench: Bench) -> None:
    assert request(bench).answer == "letter"
    assert request(bench, language="en", zip="90012-1234", participant_id="1 00-01").answer == "earlier"
    [letter] = bench.letters()
    assert (letter.kind, letter.person_id) == ("code", "P1")


@pytest.mark.parametrize("wrong", [{"name": "Díaz"}, {"participant_id": "10002"}, {"participant_id": ""}, {"zip": "1"}])
def test_what_does_not_match_makes_no_code(bench: Bench, wrong: dict[str, str]) -> None:
    ask = request(bench, **wrong)
    assert (ask.answer, ask.result["why"]) == ("person", "no-match")
    assert not bench.letters() and not bench.loader.rows("codes")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"address_changed_on": "2026-11-20"}, "moved"),
        ({"address_shared": "y"}, "shared"),
        ({"may_post": "n"}, "no-post"),
        ({"state": "died"}, "died"),
        ({"merged_into": "P3"}, "frozen"),
    ],
)
def test_what_matches_and_needs_a_person_makes_no_code(bench: Bench, cells: dict[str, Any], why: str) -> None:
    bench.on(date(2026, 11, 28))
    bench.loader.load(change(SMALL, "people", 0, **cells))
    ask = request(bench)
    assert (ask.answer, ask.result) == ("person", {"why": why, "person": "P1"})
    assert not bench.letters() and not bench.loader.rows("codes")


def test_a_protected_person_and_one_with_an_account_are_seen_to_by_staff(bench: Bench, opened: Opened) -> None:
    assert request(bench, name="Chen", participant_id="10003", zip="90001").result["why"] == "protected"
    opened()
    assert request(bench).result["why"] == "has-account"
