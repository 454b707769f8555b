"""The made-up county stays among made-up people: it renews itself by the day, and never where somebody's cases are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support import case_packages as packages
from support.case_loading import Loader

from forms_app import settings
from forms_app.case_data.county.build import SYSTEM
from forms_app.case_data.store.activation_codes import Codes
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_worker import county
from forms_app.deadlines import clock
from forms_app.sealing import key_sets, keys
from forms_app.settings import Settings, SettingsError

TODAY = date(2026, 11, 28)
MADE_UP = "990049426310"  # the first of `case-data demo`


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    key_sets.make(tmp_path / "keys")
    environ = {
        "KEYS_DIR": str(tmp_path / "keys"),
        "DATA_DIR": str(tmp_path / "var"),
        "CASE_DATABASE_URL": f"sqlite:///{tmp_path}/inside/cases.sqlite",
    }
    return settings.read(environ)


@pytest.fixture
def cases(config: Settings) -> Iterator[CaseDatabase]:
    database = CaseDatabase(config.case_database_url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def loader(cases: CaseDatabase, tmp_path: Path) -> Loader:
    (tmp_path / "packages").mkdir()
    return Loader(cases, tmp_path / "packages")


def _as_of(cases: CaseDatabase) -> tuple[str, date] | None:
    held = StoredCaseData(cases).as_of()
    return (held.system, held.as_of) if held else None


def test_it_is_made_once_a_day_and_anew_on_the_next(config: Settings, cases: CaseDatabase) -> None:
    assert [county.renew(config, cases, TODAY) for _ in range(2)] == [True, False]
    assert county.renew(config, cases, TODAY + timedelta(days=3))
    assert _as_of(cases) == (SYSTEM, TODAY + timedelta(days=3))
    data = StoredCaseData(cases)
    assert data.person_of(MADE_UP) == "every-month-p1"


def test_it_goes_into_no_database_that_holds_somebodys_cases(
    config: Settings, cases: CaseDatabase, loader: Loader
) -> None:
    assert loader.load(packages.small()).loaded
    before = _as_of(cases)
    assert not county.renew(config, cases, TODAY)
    assert _as_of(cases) == before


def test_and_no_package_of_an_agency_into_its_own(config: Settings, cases: CaseDatabase, loader: Loader) -> None:
    county.renew(config, cases, TODAY)
    later: dict[str, Any] = {"as_of": "2026-11-29", "produced_at": "2026-11-29T20:00:00-08:00"}
    assert not loader.load(packages.small(), seq=TODAY.toordinal() + 1, **later).loaded
    assert any("comes from another system" in line for line in loader.told)
    assert _as_of(cases) == (SYSTEM, TODAY)


def test_an_official_site_has_no_made_up_people(config: Settings, cases: CaseDatabase, tmp_path: Path) -> None:
    shutil.copytree(config.agency_dir, tmp_path / "agency")
    facts = tmp_path / "agency" / "agency.toml"
    text = facts.read_text("utf-8")
    assert "official = false" in text
    facts.write_text(text.replace("official = false", "official = true"), "utf-8")
    assert not county.renew(replace(config, agency_dir=tmp_path / "agency"), cases, TODAY)
    assert _as_of(cases) is None


def test_a_code_is_printed_for_made_up_people_and_for_nobody_else(
    config: Settings, cases: CaseDatabase, loader: Loader
) -> None:
    for nobody in (MADE_UP, "10001"):  # there is no county yet
        with pytest.raises(SettingsError):
            county.give_code(config, nobody)
    assert loader.load(packages.small()).loaded
    with pytest.raises(SettingsError):
        county.give_code(config, "10001")  # somebody's, in a database with somebody's cases


def test_the_code_is_good_for_its_person_alone_and_for_21_days(config: Settings, cases: CaseDatabase) -> None:
    county.renew(config, cases, TODAY)
    code, today = county.give_code(config, MADE_UP), clock.today()
    assert len(code) == 16
    known = Codes(keys.secret(config, "case-data"))
    with cases.aside.write() as connection:
        assert known.find(connection, "every-month-p1", code, today + timedelta(days=21))
        assert not known.find(connection, "every-month-p1", code, today + timedelta(days=22))
        assert not known.find(connection, "every-month-p2", code, today)
