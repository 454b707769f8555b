"""Where somebody lives and where a letter goes: every way to write it, and what cannot be found is asked about."""

from __future__ import annotations

import pytest
from support.answers import most
from support.journey import at
from support.public_forms import FORMS
from support.visitor import Visitor, home

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
PARTS = ("line1", "line2", "city", "region", "postal_code", "country")
STREET = {"line1": "1 Main St", "city": "Compton"}
BY_THE_ZIP = {"en": "Los Angeles (by the ZIP code)", "es": "Los Ángeles (según el código postal)"}
OTHER_COUNTY = {
    "en": "is in Los Angeles County, but you chose Alameda.",
    "es": "está en el condado de Los Ángeles, pero usted eligió Alameda.",
}


def mailed(visitor: Visitor, language: str, typed: dict[str, str]) -> Visitor:
    at(visitor, "complaint", language, "mail")
    return visitor.press("next", {f"address-{part}": typed.get(part, "") for part in PARTS})


def lives(visitor: Visitor, language: str, zip_code: str, county: str) -> Visitor:
    """At the check of an enrollment, unless the place was refused."""
    at(visitor, "enrollment", language)
    visitor.open(f"{home('enrollment', language)}place/")
    return visitor.press("next", {"zip_code": zip_code, "county": county})


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("90012", "90012"),
        ("900121234", "90012-1234"),
        ("90012 1234", "90012-1234"),
        ("90012, CA", "90012"),
        ("ZIP code: 90012", "90012"),
        ("90012-1234", "90012-1234"),
        ("90012–1234", "90012-1234"),
        ("90012 - 1234", "90012-1234"),
        ("90012-", "90012"),
        ("CA 90012", "90012"),
        ("Ca. 90012-1234", "90012-1234"),
        ("90 012", "90012"),
        ("٩٠٠١٢", "90012"),
    ],
)
def test_a_zip_code_is_read_however_it_is_written(visitor: Visitor, typed: str, read: str, language: str) -> None:
    lives(visitor, language, typed, "")
    assert not visitor.page.mistakes and read in {element.text for element in visitor.page.all("bdi")}


@pytest.mark.parametrize(
    "typed", ["9001", "9001212345", "90012-12", "900-12-1234", "9001A", "900 121 234", "NY 90012", "00000"]
)
def test_what_is_no_zip_code_is_asked_about(visitor: Visitor, typed: str) -> None:
    lives(visitor, "en", typed, "")
    assert visitor.status == 422 and "zip_code" in visitor.page.mistakes


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (STREET, "postal_code"),
        ({**STREET, "country": "U.S.A."}, "postal_code"),
        ({**STREET, "postal_code": "9022"}, "postal_code"),
        ({"line1": "1 Main St", "postal_code": "90220"}, "city"),
        ({"city": "Compton", "postal_code": "90220"}, "line1"),
        ({**STREET, "postal_code": "90220"}, ""),
        ({**STREET, "region": "CA"}, ""),
        ({**STREET, "country": "México"}, ""),
        ({**STREET, "city": "Tijuana", "region": "B.C.", "postal_code": "22000"}, "country"),
        ({**STREET, "city": "Zapopan", "region": "Jalisco"}, "country"),
        ({**STREET, "city": "Zapopan", "region": "Jalisco", "country": "Mexico"}, ""),
        ({**STREET, "city": "Detroit", "region": "Mich."}, ""),
        ({**STREET, "city": "Roswell", "region": "New Mexico"}, ""),
    ],
)
def test_an_address_that_no_letter_finds_is_asked_about(
    visitor: Visitor, typed: dict[str, str], where: str, language: str
) -> None:
    mailed(visitor, language, typed)
    assert list(visitor.page.mistakes) == ([f"address-{where}"] if where else [])


@LANGUAGES
def test_the_check_says_the_county_that_the_zip_code_tells(visitor: Visitor, language: str) -> None:
    lives(visitor, language, "90012", "")
    assert BY_THE_ZIP[language] in {element.text for element in visitor.page.all("bdi")}


@LANGUAGES
@pytest.mark.parametrize(("county", "said"), [("Alameda", True), ("Los Angeles", False), ("unsure", False)])
def test_a_county_that_the_zip_code_denies_is_said_and_counts(
    visitor: Visitor, county: str, said: bool, language: str
) -> None:
    lives(visitor, language, "90012", county)
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert (OTHER_COUNTY[language] in visitor.page.one("main").text) == said


@pytest.mark.parametrize("name", FORMS)
def test_no_form_has_more_steps_than_it_announces(visitor: Visitor, name: str) -> None:
    announced = visitor.open(home(name, "en")).page.text.partition("At most ")[2].partition(" ")[0]
    at(visitor, name, "en")
    steps = visitor.page.title.partition("step ")[2].partition(" of ")[2].partition(",")[0]
    assert len(most(FORMS[name]).asked) + 1 == int(steps) <= int(announced)
