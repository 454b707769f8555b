"""Urgent words: at once, whatever else is at work; a protection ends and two people become one only by staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from support import case_packages as packages
from support.case_loading import SMALL, YES, Loader
from support.ground import ON_BOTH

from forms_app.case_data.checks import scratch
from forms_app.case_data.interfaces import Position
from forms_app.case_data.loading import on_postgres, on_sqlite
from forms_app.case_data.store.for_staff.decisions import Decisions, Waiting
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.tables import CONTRACT

ANA, LUIS, MEI = SMALL["people"]
NOW = datetime(2026, 11, 5, 9, tzinfo=UTC)
PROTECTED = {**ANA, "restricted": "y", "zip": ""}


def _later(day: str) -> dict[str, Any]:
    return {"as_of": day, "produced_at": f"{day}T20:00:00-08:00"}


@pytest.fixture
def loaded(loader: Loader) -> Loader:
    loader.load(SMALL)
    return loader


@pytest.fixture
def case_data(loaded: Loader) -> StoredCaseData:
    return StoredCaseData(loaded.database)


def _protected(case_data: StoredCaseData, person: str = "P1") -> bool:
    found = case_data.standing(person)
    assert found
    rows = case_data.rows_of(person)
    assert rows is None or (rows.person["restricted"] == "y") == found.is_protected
    return found.is_protected


@ON_BOTH
def test_a_load_at_work_does_not_hold_up_an_urgent_word_nor_a_reader(
    loaded: Loader, case_data: StoredCaseData, another: Callable[[], Loader], engine: str
) -> None:
    session = on_sqlite.session if engine == "sqlite" else on_postgres.session
    with scratch.create(CONTRACT, whole=True) as aside, session(loaded.database, aside) as at_work:
        at_work.execute("UPDATE " + at_work.view + "people SET state = 'died'")  # noqa: S608
        at_work.execute("DELETE FROM " + at_work.view + "months")  # noqa: S608
        assert another().urgent(1, [PROTECTED]).loaded
        assert _protected(case_data)
        rows = case_data.rows_of("P1")
        assert rows and rows.person["state"] == "active" and len(rows.of("months")) == 2
    assert _protected(case_data) and case_data.rows_of("P1") is not None


@ON_BOTH
def test_death_and_a_closed_case_hold_until_a_later_package_speaks_of_them(
    loaded: Loader, case_data: StoredCaseData
) -> None:
    closed = {**SMALL["cases"][0], "status": "closed", "closed_on": "2026-11-02"}
    assert loaded.urgent(9, [{**LUIS, "state": "died"}], [closed], **_later("2026-11-02")).loaded
    assert _state(case_data) == ("died", {"C1": ("closed", "2026-11-02"), "C2": ("open", None)})
    for same_day_or_before in ("2026-11-01", "2026-11-02"):
        loaded.load(SMALL, **_later(same_day_or_before))
        assert _state(case_data)[0] == "died"
    elsewhere = packages.change(SMALL, "people", 0, given_names="Eva")["people"][:1]
    loaded.delta({"people": elsewhere}, **_later("2026-11-03"))
    assert _state(case_data)[0] == "died"
    before = case_data.position()
    loaded.load(SMALL, **_later("2026-11-04"))
    assert _state(case_data) == ("active", {"C1": ("open", None), "C2": ("open", None)})
    assert set(case_data.people_changed(before)) == {"P1", "P2"}
    assert {what for what, *_ in loaded.rows("urgent")} == {"lifted"}


def _state(case_data: StoredCaseData) -> tuple[str, dict[str, tuple[str, str | None]]]:
    rows = case_data.rows_of("P2")
    assert rows
    return rows.person["state"], {row["case_id"]: (row["status"], row["closed_on"]) for row in rows.of("cases")}


@ON_BOTH
def test_a_delta_that_speaks_of_her_takes_an_urgent_word_over(loaded: Loader, case_data: StoredCaseData) -> None:
    loaded.urgent(1, [{**LUIS, "state": "died"}])
    loaded.delta({"people": [{**LUIS, "family_names": "Ochoa"}]}, **_later("2026-11-03"))
    assert _state(case_data)[0] == "active"


@ON_BOTH
@pytest.mark.parametrize("by", ["urgent", "full", "delta"])
def test_a_protection_stands_until_a_later_package_lifts_it_and_staff_confirm(
    loaded: Loader, case_data: StoredCaseData, by: str
) -> None:
    without_address = {**SMALL, "addresses": []}
    if by == "urgent":
        assert loaded.urgent(1, [PROTECTED]).loaded
    elif by == "full":
        assert loaded.load({**without_address, "people": [PROTECTED, LUIS, MEI]}).loaded, loaded.told
    else:
        gone = {**dict.fromkeys(SMALL["addresses"][0], ""), "person_id": "P1", "op": "drop"}
        assert loaded.delta({"people": [PROTECTED], "addresses": [gone]}).loaded, loaded.told
    decisions = Decisions(loaded.database)
    assert _protected(case_data)
    loaded.load(without_address)  # of the same day: not later
    assert _protected(case_data) and decisions.waiting() == []
    assert not decisions.lift("P1", "rosa", NOW)
    loaded.load(without_address, **_later("2026-11-03"))
    assert _protected(case_data)
    assert decisions.waiting() == [Waiting("lift", "P1", "2026-11-03")]
    loaded.load(without_address, **_later("2026-11-04"))
    before = case_data.position()
    assert decisions.lift("P1", "rosa", NOW)
    assert not _protected(case_data) and decisions.waiting() == []
    assert list(case_data.people_changed(before)) == ["P1"]
    loaded.load({**without_address, "people": [PROTECTED, LUIS, MEI]}, **_later("2026-11-06"))
    assert _protected(case_data)
    assert not decisions.lift("P1", "rosa", NOW)


@ON_BOTH
def test_an_urgent_word_may_lift_and_only_a_later_day_does(loaded: Loader, case_data: StoredCaseData) -> None:
    assert _protected(case_data, "P3")
    free = {**MEI, "restricted": "n"}
    loaded.urgent(1, [free])
    assert not Decisions(loaded.database).lift("P3", "rosa", NOW)
    loaded.urgent(2, [free], **_later("2026-11-02"))
    assert _protected(case_data, "P3")
    assert Decisions(loaded.database).lift("P3", "rosa", NOW)
    assert not _protected(case_data, "P3")
    loaded.load(SMALL, **_later("2026-11-02"))  # made before that word; protected there still
    assert not _protected(case_data, "P3")


@ON_BOTH
@pytest.mark.parametrize("by", ["urgent", "full"])
def test_a_merge_freezes_both_until_staff_join_them(loaded: Loader, case_data: StoredCaseData, by: str) -> None:
    merged = {**MEI, "merged_into": "P1"}
    before = case_data.position()
    if by == "urgent":
        loaded.urgent(1, [merged])
    else:
        loaded.load({**SMALL, "people": [ANA, LUIS, merged]})
    assert {"P1", "P3"} <= set(case_data.people_changed(before))
    assert case_data.rows_of("P1") is None and case_data.rows_of("P3") is None
    assert case_data.rows_of("P2") is not None
    decisions = Decisions(loaded.database)
    assert decisions.waiting() == [Waiting("join", "P1", "P3"), Waiting("join", "P3", "P1")]
    assert not decisions.join("P3", "P2", "rosa", NOW)
    assert decisions.join("P3", "P1", "rosa", NOW)
    assert case_data.rows_of("P1") is not None and case_data.rows_of("P3") is None
    joined = case_data.standing("P3")
    assert joined and joined.joined_to == "P1" and decisions.waiting() == []


REPLAYS = [
    ({"seq": 1}, "datapackage.json: a replay: urgent package 1 of 2026-11-01 has come already"),
    ({"seq": 2, "as_of": "2026-10-31"}, "datapackage.json: a replay: urgent package 1 of 2026-11-01 has come already"),
    ({"seq": 2, "system": "another"}, "datapackage.json: comes from another system than what is loaded"),
]


@ON_BOTH
@pytest.mark.parametrize(("said", "line"), REPLAYS, ids=["its number", "an earlier day", "another system"])
def test_an_urgent_package_out_of_its_order_is_refused(loaded: Loader, said: dict[str, Any], line: str) -> None:
    loaded.urgent(1, [PROTECTED])
    before = loaded.rows("urgent")
    assert not loaded.urgent(**{"people": [ANA], **said}).loaded
    assert len(loaded.told) == 1 and loaded.told[0].startswith(line), loaded.told
    assert loaded.rows("urgent") == before


def test_a_gap_stops_no_urgent_package_and_its_numbers_are_its_own(loaded: Loader) -> None:
    assert loaded.urgent(7, [PROTECTED]).loaded
    assert loaded.urgent(30, [PROTECTED]).loaded
    assert loaded.load(SMALL, type(YES)()).loaded  # package 2 of the loads


def test_an_urgent_package_drops_nobody(loaded: Loader) -> None:
    gone = {**dict.fromkeys(ANA, ""), "person_id": "P1", "op": "drop"}
    assert not loaded.urgent(1, [gone]).loaded
    assert loaded.told == ["people.csv, line 2: an urgent package drops nothing. Put the row, or drop it in a delta."]


def test_before_anything_is_loaded_an_urgent_word_is_kept(loader: Loader) -> None:
    assert loader.urgent(1, [PROTECTED]).loaded
    case_data = StoredCaseData(loader.database)
    assert case_data.standing("P1") is None
    loader.load(SMALL, **_later("2026-11-03"))
    assert _protected(case_data)


def test_the_position_of_a_reader_tells_him_of_everything_later_once(loaded: Loader, case_data: StoredCaseData) -> None:
    assert set(case_data.people_changed(Position(0, 0))) == {"P1", "P2", "P3"}
    here = case_data.position()
    assert list(case_data.people_changed(here)) == []
    loaded.urgent(1, [], [{**SMALL["cases"][1], "status": "closing"}])
    assert set(case_data.people_changed(here)) == {"P2", "P3"}
    assert date.fromisoformat("2026-11-01") == (case_data.as_of() or pytest.fail()).as_of
