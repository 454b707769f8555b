"""Search by keyed hashes: exact words in any case and accent, numbers however they are spaced, none of it readable."""

from __future__ import annotations

import re

import pytest
from desk import Browser, Desk
from sqlalchemy import text
from werkzeug.test import TestResponse

REFERENCES = re.compile(r"/submissions/([0-9A-Z]{4}-[0-9A-Z]{4})/")


def find(browser: Browser, typed: str) -> TestResponse:
    return browser.post("/inbox/search/", find=typed)


@pytest.mark.parametrize(
    "typed",
    [
        "mendoza",
        "ROSA",
        "Mendoza Rosa",
        "  róśa  ",
        "213 555 0123",
        "+1 (213) 555-0123",
        "2000000123456",
        "2000000-123456",
    ],
)
def test_it_is_found_by(desk: Desk, typed: str) -> None:
    reference, _other = desk.receive(), desk.receive(full_name="Luis Peña", phone=None, case_number={"none": True})
    assert REFERENCES.findall(find(desk.signed_in(), typed).text) == [reference]


@pytest.mark.parametrize("typed", ["mendo", "rosa peña", "555", "%", "' OR 1=1 --", "12 Olive St"])
def test_it_is_not_found_by(desk: Desk, typed: str) -> None:
    desk.receive()
    answer = find(desk.signed_in(), typed)
    assert answer.status_code == 200 and "Nothing was found" in answer.text


@pytest.mark.parametrize("spaced", ["{0}-{1}", "{0}{1}", "{0} {1}"])
def test_a_reference_opens_at_once_however_it_is_typed(desk: Desk, spaced: str) -> None:
    reference = desk.receive()
    typed = spaced.format(*reference.lower().split("-"))
    assert find(desk.signed_in(), typed).headers["Location"] == f"/submissions/{reference}/"


def test_what_was_searched_for_stands_in_the_trail_and_in_no_address(desk: Desk) -> None:
    browser = desk.signed_in()
    assert find(browser, "Rosa Mendoza").request.query_string == b""
    assert "Rosa Mendoza" in browser.get("/audit/").text


def test_the_index_can_be_read_by_nobody(desk: Desk) -> None:
    desk.receive()
    with desk.office.database.read() as connection:
        rows = connection.execute(text("SELECT * FROM search_terms")).all()
    assert len(rows) == 4 and b"rosa" not in b"".join(row.term for row in rows).lower()


def test_what_carries_the_same_number_is_linked(desk: Desk) -> None:
    first, second = desk.receive(), desk.receive(full_name="R. Mendoza")
    unrelated = desk.receive(phone=None, case_number={"none": True})
    page = desk.signed_in().get(f"/submissions/{second}/").text
    assert set(REFERENCES.findall(page)) - {second} == {first} and unrelated not in page


def test_a_role_finds_only_its_forms(desk: Desk) -> None:
    desk.receive()
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET form = 'state-hearing'"))
    assert "Nothing was found" in find(desk.signed_in("caseworker"), "mendoza").text


def test_what_cannot_be_opened_is_listed_and_tried_again_later(desk: Desk) -> None:
    reference = desk.send()
    with desk.office.database.write() as connection:
        sealed = connection.execute(text("SELECT sealed FROM submissions")).scalar_one()
        connection.execute(text("UPDATE submissions SET sealed = zeroblob(40)"))
    browser = desk.signed_in()
    assert [desk.take_in(), desk.take_in()] == [1, 0]
    assert reference in browser.get("/inbox/").text
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET sealed = :sealed"), {"sealed": sealed})
    desk.clock.forward(hours=1)
    assert desk.take_in() == 1
    assert reference in find(desk.signed_in(), "mendoza").text
