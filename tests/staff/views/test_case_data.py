"""The page Case data: what came, what was refused and why, what is being checked, and what a person must decide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import case_loading
from support.case_loading import SMALL, Loader
from support.case_packages import change
from support.desk import Desk

PATH = "/case-data/"


@pytest.fixture
def loader(desk: Desk, tmp_path: Path) -> Loader:
    """Loads into the case database of the desk."""
    (tmp_path / "packages").mkdir()
    return Loader(case_loading.opened(str(desk.office.settings.case_database_url)), tmp_path / "packages")


def test_before_the_first_package_the_page_says_so(desk: Desk) -> None:
    browser = desk.signed_in()
    page = browser.get(PATH).text
    assert "No package has been loaded yet" in page and "None has come" in page
    assert browser.post(PATH, what="join", person_id="P1", value="P2", sure="yes").status_code == 303


def test_nothing_has_come_yet(desk: Desk, loader: Loader) -> None:
    page = desk.signed_in().get(PATH).text
    assert "No package has been loaded yet" in page and "None has come" in page


def test_packages_stand_with_what_became_of_them(desk: Desk, loader: Loader) -> None:
    loader.load(SMALL)
    loader.load(change(SMALL, "cases", 0, county="Atlantis"))
    page = desk.signed_in().get(PATH).text

    assert "As of Nov 1, 2026, package 1 of" in page
    assert "<strong>Refused.</strong> 1 fault." in page and "county" in page.split("Refused.")[1]


def test_every_package_stands_on_some_page(desk: Desk, loader: Loader) -> None:
    for _ in range(27):
        loader.load(change(SMALL, "cases", 0, county="Atlantis"))
    browser = desk.signed_in()

    assert browser.get(PATH).text.count("Refused.") == 25
    assert browser.get(PATH + "?page=2").text.count("Refused.") == 2


def test_a_case_whose_sums_do_not_fit_is_listed_with_them(desk: Desk, loader: Loader) -> None:
    loader.load(change(SMALL, "months", 2, closing_principal="50.01"))

    assert re.search(r'<span class="code">C2</span> <span lang="en">[^<]*50\.01', desk.signed_in().get(PATH).text)


def test_a_protection_ends_only_with_a_tick_and_stands_in_the_trail(desk: Desk, loader: Loader) -> None:
    loader.load(SMALL)
    free = change(SMALL, "people", 2, restricted="n")
    loader.load(free, as_of="2026-11-02", produced_at="2026-11-02T20:00:00-08:00")
    browser = desk.signed_in()
    asked = dict(re.findall(r'name="(what|person_id|value)" value="([^"]*)"', browser.get(PATH).text))
    assert asked["what"] == "lift" and asked["person_id"] == "P3"

    refused = browser.post(PATH, **asked)
    assert refused.status_code == 422 and "Nothing was decided" in refused.text
    browser.post(PATH, **asked, sure="yes")
    assert "To be decided" not in browser.get(PATH).text
    assert "Ended the protection of a person" in browser.get("/audit/").text


def test_two_people_are_one_once_somebody_says_so(desk: Desk, loader: Loader) -> None:
    loader.load(SMALL)
    loader.urgent(1, people=[{**SMALL["people"][0], "op": "put", "merged_into": "P3"}])
    browser = desk.signed_in()
    page = browser.get(PATH).text
    fields = re.findall(r'name="(what|person_id|value)" value="([^"]*)"', page)
    asked = dict(fields[:3])
    assert asked["what"] == "join"

    browser.post(PATH, **asked, sure="yes")
    assert "Made two people of the case data one" in browser.get("/audit/").text
    again = browser.post(PATH, **asked, sure="yes")
    assert again.status_code == 303  # nothing is done twice
