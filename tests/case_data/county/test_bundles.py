"""What the people of the county would see: a bundle of each is made, and the stories are told by the right ones."""

from __future__ import annotations

from functools import cache

import pytest
from support import made_up_county
from support.case_packages import COLUMNS, Tables
from support.made_up_county import DAY
from support.person_rows import rows_for

from forms_app.bundles.money import Case, Money
from forms_app.case_data.bundling import details, money

COUNTY = made_up_county.on(DAY)
CHECKED = frozenset({"being-checked-c1"})
PEOPLE = [person.person_id for told in COUNTY.stories for person in told.people]


@cache
def _tables() -> Tables:
    """Every row with every column, as in the files."""
    whole = COUNTY.tables
    return {name: [{column: row.get(column, "") for column in COLUMNS[name]} for row in whole[name]] for name in whole}


@cache
def _money(person: str) -> Money:
    return money.build(rows_for(_tables(), person, CHECKED))


def _case(person: str) -> Case:
    [case] = _money(person).cases
    return case


@pytest.mark.parametrize("person", PEOPLE)
def test_both_bundles_of_everybody_are_made(person: str) -> None:
    roles = {(row["case_id"], row["role"]) for row in _tables()["case_parties"] if row["person_id"] == person}
    assert {(case.case_id, case.role) for case in _money(person).cases} == roles
    assert len(details.build(rows_for(_tables(), person, CHECKED)).cases) == len(roles)


def test_who_pays_in_two_counties_sees_both_cases_and_a_receiver_hers_alone() -> None:
    assert {case.county for case in _money("two-counties-p1").cases} == {"Los Angeles", "San Bernardino"}
    assert len(_money("two-counties-p2").cases) == 1


def test_the_same_person_receives_on_one_case_and_pays_on_another() -> None:
    assert {case.role for case in _money("both-roles-p2").cases} == {"receiver", "payer"}


def test_a_check_that_bounced_shows_to_her_what_is_recovered() -> None:
    kept = [part for payment in _case("returned-check-p2").payments for part in payment.kept]
    assert [part.amount for part in kept if part.why == "recover"] == [-28_000, 10_000, 10_000]


def test_money_that_came_back_is_held_until_there_is_an_address() -> None:
    case = _case("returned-mail-p2")
    assert case.sendings[-1].state == "returned"
    assert [(part.why, part.reason) for part in case.payments[-1].kept] == [("hold", "address")]


def test_what_is_owed_for_aid_stands_apart_for_the_receiver_only() -> None:
    assert {month.owed_to for month in _case("family-and-aid-p2").months} == {"family", "aid"}
    assert {month.owed_to for month in _case("family-and-aid-p1").months} == {""}


def test_the_aunt_sees_her_time_and_the_mother_hers() -> None:
    aunt, mother = (_case(f"former-caretaker-p{number}") for number in (2, 3))
    assert aunt.months[-1].month < mother.months[0].month
    assert aunt.status == "ended"


def test_the_case_being_checked_shows_no_money_to_anybody() -> None:
    for number in (1, 2):
        case = _case(f"being-checked-p{number}")
        assert case.is_being_checked
        assert not case.months and not case.payments
