"""What was perhaps sent by a program: counted on the first page, out of the way, its clock running, one press back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update
from support.desk import Desk

from forms_app.storage.tables import submissions

NAMED = "Perhaps sent by a program, the newest:"


def set_apart(desk: Desk, reference: str) -> str:
    with desk.office.database.write() as connection:
        mine = update(submissions).where(submissions.c.reference == reference)
        connection.execute(mine.values(state="apart"))
    return reference


def rows(page: str) -> list[str]:
    """The references of the lists, not those that are only named above them."""
    return re.findall(r'name="chosen" value="([0-9A-Z-]{9})@', page)


def test_it_is_counted_and_named_on_the_first_page_and_stands_in_a_list_of_its_own(desk: Desk) -> None:
    apart, person = set_apart(desk, desk.receive()), desk.receive()
    browser = desk.signed_in()
    page = browser.get("/inbox/").text
    assert NAMED in page and apart in page and rows(page) == [person]
    assert re.search(r"<b>1</b> perhaps sent by a program", page) and re.search(r"<b>1</b> open", page)
    assert rows(browser.get("/inbox/?state=apart").text) == [apart]


def test_without_any_the_first_page_says_nothing_of_it(desk: Desk) -> None:
    desk.receive()
    assert NAMED not in desk.signed_in().get("/inbox/").text


def test_one_press_puts_it_into_the_inbox(desk: Desk) -> None:
    apart, browser = set_apart(desk, desk.receive()), desk.signed_in()
    page = browser.get(f"/submissions/{apart}/").text
    assert "perhaps sent by a program. Its days run" in page
    version = re.findall(r'name="version" value="(\d+)"><input type="hidden" name="state" value="received"', page)[0]
    told = {"version": version, "state": "received", "owner": "none"}
    assert browser.post(f"/submissions/{apart}/change/", **told).status_code == 303
    assert rows(browser.get("/inbox/").text) == [apart] and NAMED not in browser.get("/inbox/").text
    assert desk.told(apart).state == "received"


@pytest.mark.parametrize("days", [26, 40])
def test_what_is_nearly_late_or_late_stands_among_its_like(desk: Desk, days: int) -> None:
    apart = set_apart(desk, desk.receive())
    desk.clock.forward(days=days)
    page = desk.signed_in().get("/inbox/").text
    assert rows(page) == [apart]


@pytest.mark.parametrize("days", [26, 40])
@pytest.mark.parametrize("filters", ["form=complaint", "owner=none", "form=complaint&owner=none"])
def test_a_filter_leaves_out_none_that_is_nearly_late_or_late(desk: Desk, filters: str, days: int) -> None:
    apart, browser = set_apart(desk, desk.receive()), desk.signed_in()
    assert rows(browser.get(f"/inbox/?{filters}").text) == []
    desk.clock.forward(days=days)
    page = desk.signed_in().get(f"/inbox/?{filters}").text
    assert rows(page) == [apart] and re.search(r"<b>1</b> open", page) and re.search(r"<b>1</b> with nobody", page)
    assert rows(desk.signed_in().get("/inbox/?form=enrollment").text) == []


def test_somebody_who_may_not_work_on_it_finds_no_button(desk: Desk) -> None:
    apart = set_apart(desk, desk.receive())
    page = desk.signed_in("administrator").get(f"/submissions/{apart}/").text
    assert "perhaps sent by a program" in page and "put it into the inbox" not in page
