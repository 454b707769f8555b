"""The agency's facts have one source: pages, their checks and the forms read them where AGENCY_DIR says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.tiny import built_strictly, plant

from forms_app import settings
from forms_app.facts import agency
from forms_app.processes import startup_checks
from forms_app.settings import Settings, SettingsError
from website.checks import __main__ as checks

FRONT_DESK = """
[phones.front_desk]
number = "213-555-0100"
en = "Front desk"
es = "Recepción"
scope = { en = "This county", es = "Este condado" }
source = "made for this test"
checked = 2026-11-22
"""
CALLS = '---\ntitle: More\n---\n\n# More\n\nCall {{ phone("front_desk") }}.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose pages name a number that only another agency has."""
    plant(tmp_path, {"docs/more.md": CALLS, "docs/es/more.md": CALLS})
    other = Path(shutil.copytree(tmp_path / "agency", tmp_path / "other"))
    with (other / "agency.toml").open("a", encoding="utf-8") as file:
        file.write(FRONT_DESK)
    return tmp_path


@pytest.mark.parametrize("named", ["{root}/other", " other "])
def test_pages_name_the_numbers_of_the_agency_that_the_forms_name(site: Path, named: str) -> None:
    named = named.format(root=site)
    done = built_strictly(site, AGENCY_DIR=named)
    assert done.returncode == 0, done.stderr
    facts = agency.load(settings.agency_dir(site, {"AGENCY_DIR": named}))
    page = (site / "build/site/more/index.html").read_text("utf-8")
    assert f">{facts.phones['front_desk'].number}</a>" in page


def test_a_number_that_this_agency_lacks_stops_the_build(site: Path) -> None:
    swapped = site / "without"
    (site / "agency").rename(swapped)
    (site / "other").rename(site / "agency")
    done = built_strictly(site, AGENCY_DIR="without")
    assert done.returncode == 1 and "there is no phone 'front_desk'" in done.stderr
    assert not (site / "build/site/more").exists()


def test_the_check_reads_the_facts_of_that_agency(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(settings.ROOT / "locales", site / "locales")
    facts = site / "other/agency.toml"
    facts.write_text(facts.read_text("utf-8").replace('"213-555-0100"', '"213-555"'), "utf-8")
    monkeypatch.setenv("AGENCY_DIR", "other")
    told = [str(finding) for finding in checks.findings(site, date(2026, 11, 28))]
    assert any(line.startswith("other/agency.toml:") and "ten digits" in line for line in told), told
    assert not any(line.startswith("agency/") for line in told)


def test_a_service_does_not_start_with_other_facts_than_its_pages(built: Path, settings: Settings, site: Path) -> None:
    startup_checks.expect_facts(settings)
    other = replace(settings, agency_dir=site / "other")
    with pytest.raises(SettingsError, match=r"AGENCY_DIR: the site was built from .*agency, and this says .*other\."):
        startup_checks.expect_facts(other)
