"""Unusual look-ups: the own name and very many in an hour stand first in the supervisor's view; others do not."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from support.anomalies import SAME, called, flags
from support.desk import Desk

MANY = "Unusual: very many pages"
CHILD = {"children": [{"first_name": "Ana", "last_name": "Ruíz", "born_on": "2015-01-01"}]}


@pytest.mark.parametrize(
    ("name", "answers", "is_flagged"),
    [
        ("Rosa Mendoza", {}, True),
        ("Rosa Elena Mendoza", {"full_name": "MENDOZA, RÓSA"}, True),
        ("Ana Ruiz", {"form": "enrollment", **CHILD}, True),
        ("Luis Peña", {"form": "enrollment", "other_name": "Luis Alberto Pena"}, True),
        ("Rosa Ortiz", {}, False),
        ("Rosa Mendoza", {"full_name": "Rosa Ortiz", "representative_name": "Lena Mendoza"}, False),
        ("Juan de la Cruz", {"full_name": "Eva de la Paz"}, False),
        ("", {}, False),
    ],
)
def test_opening_a_submission_that_carries_the_own_name_is_flagged(
    desk: Desk, name: str, answers: dict[str, str], is_flagged: bool
) -> None:
    reference, browser = desk.receive(**answers), called(desk, name)
    browser.get(f"/submissions/{reference}/")
    assert flags(desk, SAME) == is_flagged


def test_without_a_name_the_address_tells(desk: Desk) -> None:
    reference, browser = desk.receive(), called(desk, "", "rosa.mendoza@example.org")
    browser.get(f"/submissions/{reference}/")
    assert flags(desk, SAME) == 1


@pytest.mark.parametrize(("typed", "is_flagged"), [("mendoza rosa", True), ("Mendoza", False), ("213 555 0123", False)])
def test_searching_for_the_own_name_is_flagged(desk: Desk, typed: str, is_flagged: bool) -> None:
    called(desk, "Rosa Mendoza").post("/inbox/search/", find=typed)
    assert flags(desk, SAME) == is_flagged


def test_the_same_flag_comes_once_an_hour(desk: Desk) -> None:
    reference, browser = desk.receive(), called(desk, "Rosa Mendoza")
    for _ in range(3):
        browser.get(f"/submissions/{reference}/")
    browser.get(f"/submissions/{reference}/answers.csv")
    assert flags(desk, SAME) == 1
    desk.clock.forward(hours=1, minutes=1)
    desk.signed_in("caseworker", "worker@example.org").get(f"/submissions/{reference}/")
    assert flags(desk, SAME) == 2


def test_each_submission_and_the_search_have_a_flag_of_their_own(desk: Desk) -> None:
    first, second, browser = desk.receive(), desk.receive(), called(desk, "Rosa Mendoza")
    for _ in range(2):
        browser.get(f"/submissions/{first}/")
        browser.get(f"/submissions/{second}/")
        browser.post("/inbox/search/", find="mendoza rosa")
    assert flags(desk, SAME) == 3


def test_very_many_look_ups_in_an_hour_are_flagged_once(desk: Desk) -> None:
    reference, browser = desk.receive(), called(desk, "Somebody Else")
    for _ in range(100):
        browser.get(f"/submissions/{reference}/answers.json")
    assert flags(desk, MANY) == 0
    for _ in range(3):
        browser.get(f"/submissions/{reference}/")
    assert flags(desk, MANY) == 1


def test_what_is_unusual_stands_first_for_30_days(desk: Desk) -> None:
    called(desk, "Rosa Mendoza").post("/inbox/search/", find="rosa mendoza")
    page = desk.signed_in().get("/audit/").text
    assert page.index("Unusual in the last 30 days") < page.index(SAME) < page.index("Everything</h2>")
    desk.clock.forward(days=31)
    page = desk.signed_in().get("/audit/").text
    assert "Unusual in the last 30 days" not in page and SAME in page


def test_the_trail_of_one_person(desk: Desk) -> None:
    called(desk, "Rosa Mendoza").post("/inbox/search/", find="her own search")
    with desk.office.database.read() as connection:
        number = connection.execute(text("SELECT id FROM accounts WHERE email = 'worker@example.org'")).scalar_one()
    supervisor = desk.signed_in()
    assert "her own search" in supervisor.get(f"/audit/?who={number}").text
    other = idle(desk)
    page = supervisor.get(f"/audit/?who={other}&only=unusual").text
    assert "her own search" not in page and "Nothing here with these filters" in page


def idle(desk: Desk) -> str:
    """The number of somebody who did nothing unusual."""
    desk.person("ombudsperson")
    with desk.office.database.read() as connection:
        found = connection.execute(text("SELECT id FROM accounts WHERE email = 'ombudsperson@example.org'"))
        return str(found.scalar_one())
