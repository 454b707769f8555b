"""The agency's facts: read whole, and refused with file, line and what was expected when one is wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from forms_app.facts.agency import load, to_dial
from forms_app.facts.files import FactsError
from forms_app.settings import ROOT

AGENCY = ROOT / "agency"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in ("agency.toml", "counties.csv"):
        shutil.copy(AGENCY / name, tmp_path)
    return tmp_path


def test_the_facts_that_are_there() -> None:
    agency = load(AGENCY)
    assert not agency.official
    assert agency.exit_url == "https://www.weather.gov/"
    assert agency.phones["customer_connect"].number == "866-901-3212"
    assert agency.phones["customer_connect"].link == '<a class="phone" href="tel:+18669013212">866-901-3212</a>'
    assert "tel:+18663994096" in agency.phones["customer_connect"].tty_link
    assert "tel:+14082730073" in agency.phones["outside_us"].link
    assert agency.phones["ombudsperson"].tty is None
    assert agency.name["es"].startswith("Departamento de Servicios de Manutención")
    assert agency.addresses["complaint_unit"].lines[-1] == "Commerce, CA 90091"
    assert str(agency.links["enroll"]) == "https://childsupport.ca.gov/enroll"


def test_all_58_counties_are_there_in_order_and_only_some_have_a_named_agency() -> None:
    agency = load(AGENCY)
    assert len(agency.counties) == 58
    assert list(agency.counties) == sorted(set(agency.counties))
    assert agency.agency_of("Alpine") == "Central Sierra Child Support Agency"
    assert agency.agency_of("Sacramento") is None
    assert agency.agency_of("Atlantis") is None


def test_every_named_agency_has_a_source() -> None:
    assert all(county.source for county in load(AGENCY).served if county.agency)


@pytest.mark.parametrize(("printed", "dial"), [("866-901-3212", "+18669013212"), ("1-408-273-0073", "+14082730073")])
def test_a_number_as_a_telephone_dials_it(printed: str, dial: str) -> None:
    assert to_dial(printed) == dial


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ('"866-901-3212"', '"866-901-321"', '"866-901-3212"', "ten digits like 866-901-3212; '866-901-321' has 9"),
        ('"866-399-4096"', '"(866) 399-4096"', '"866-399-4096"', "expected a phone number"),
        ('"323-869-5099"', '"323-8695099"', '"323-869-5099"', "expected a phone number"),
        ("official = false", 'official = "no"', "official =", "official is neither true nor false"),
        ('"https://www.weather.gov/"', '"www.weather.gov"', "exit_url", "begins with https://"),
        ('"https://childsupport.ca.gov/enroll"', '"http://childsupport.ca.gov/enroll"', "/enroll", "begins with https"),
        ('    "Commerce, CA 90091",\n', "    12,\n", "lines = [", "lines is not a list of words"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line(copied: Path, old: str, new: str, at: str, expected: str) -> None:
    path = copied / "agency.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    line = text[: text.index(at)].count("\n") + 1
    with pytest.raises(FactsError, match=re.escape(f"agency.toml, line {line}: ")) as refused:
        load(copied)
    assert expected in str(refused.value)


CONTACT = '[security]\ncontact = "%s"\nsource = "the agency"\nchecked = 2026-11-22\n'


def test_a_contact_for_holes_may_be_named(copied: Path) -> None:
    assert load(copied).security is None
    with (copied / "agency.toml").open("a", encoding="utf-8") as file:
        file.write(CONTACT % "https://agency.example/security")
    contact = load(copied).security
    assert contact and contact.address == "https://agency.example/security"


@pytest.mark.parametrize("wrong", ["security@agency.example", "http://agency.example", "mailto:", "tel:+18669013212"])
def test_a_contact_for_holes_that_nobody_can_use_is_named(copied: Path, wrong: str) -> None:
    text = (copied / "agency.toml").read_text("utf-8")
    (copied / "agency.toml").write_text(text + CONTACT % wrong, "utf-8")
    line = text.count("\n") + 2
    with pytest.raises(FactsError, match=re.escape(f"agency.toml, line {line}: ")) as refused:
        load(copied)
    assert "mailto:" in str(refused.value)


@pytest.mark.parametrize("needed", ["phones.customer_connect", "addresses.complaint_unit", "hours.people"])
def test_an_entry_that_the_product_itself_prints_must_be_there(copied: Path, needed: str) -> None:
    path = copied / "agency.toml"
    path.write_text(path.read_text("utf-8").replace(f"[{needed}]", f"[{needed}_old]"), "utf-8")
    with pytest.raises(FactsError, match=re.escape(f"[{needed}] is missing")):
        load(copied)


@pytest.mark.parametrize("key", ["source", "checked", "es", "number", "scope"])
def test_an_entry_that_lacks_something_is_named(copied: Path, key: str) -> None:
    path = copied / "agency.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    start = lines.index("[phones.ombudsperson]\n")
    gone = next(number for number in range(start, len(lines)) if lines[number].startswith(f"{key} ="))
    path.write_text("".join(lines[:gone] + lines[gone + 1 :]), "utf-8")
    with pytest.raises(FactsError, match=rf"agency.toml, line {start + 1}: \[phones.ombudsperson.*{key}"):
        load(copied)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\nAlpine,", "\nAlpina,", ", line 3: unknown county 'Alpina'"),
        ("\nAlpine,", "\nButte,", "missing: Alpine"),
        (",buttecounty.net/319,", ",,", ", line 5: Butte: an agency is named only with its source"),
        (
            ",2026-11-22\nButte,",
            ",yesterday\nButte,",
            ", line 4: Amador: checked is not a date. Write it as 2026-11-22",
        ),
    ],
)
def test_a_wrong_county_is_named_with_its_line(copied: Path, old: str, new: str, expected: str) -> None:
    path = copied / "counties.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FactsError) as refused:
        load(copied)
    assert f"counties.csv{expected}" in str(refused.value) or expected in str(refused.value)


def test_an_unknown_entry_is_refused(copied: Path) -> None:
    path = copied / "agency.toml"
    path.write_text("oficial = true\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(FactsError, match="agency.toml, line 1: unknown entry 'oficial'"):
        load(copied)


@pytest.mark.parametrize("name", ["agency.toml", "counties.csv"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(FactsError, match=f"{name}, line 1: the file is missing. Put it back"):
        load(copied)


def test_text_that_is_not_toml_is_refused_with_its_line(copied: Path) -> None:
    (copied / "agency.toml").write_text("official = false\n[name\n", "utf-8")
    with pytest.raises(FactsError, match="not valid TOML.*line 2"):
        load(copied)
