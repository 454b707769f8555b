"""A full package: visible in one piece, as a difference, in its order, and not at all where something is wrong."""

from __future__ import annotations

import copy
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from support import case_packages as packages
from support.case_loading import SMALL, Loader, difference, many, opened
from support.ground import ON_BOTH

from forms_app.case_data.checks import scratch
from forms_app.case_data.loading import on_postgres, on_sqlite
from forms_app.case_data.loading.load import Yes
from forms_app.case_data.loading.session import AnotherLoad
from forms_app.case_data.store.tables import CONTRACT

NO = Yes()


@ON_BOTH
def test_what_was_delivered_is_what_is_there(loader: Loader) -> None:
    assert loader.load(SMALL).loaded
    view = loader.view()
    assert {name: len(rows) for name, rows in view.items()} == {name: len(rows) for name, rows in SMALL.items()}
    assert ("C1", 1, "2026-10", 10000, 30000, 0, 0, 40000, 100, 200, 0, 0, 300, "2026-10-31") in view["months"]
    assert ("C2", 1, "2026-09", 0, 10000, 5000, 0, 5000, None, None, None, None, None, "2026-09-30") in view["months"]
    assert loader.rows("freshness") == [(1, 1, "2026-11-01", "2026-11-01T20:00:00-08:00", "test")]
    assert loader.rows("changes") == [("P1", 1), ("P2", 1), ("P3", 1)]
    assert loader.rows("document_files") == [("D1", b"\x01sealed")]


@ON_BOTH
def test_words_with_signs_of_the_copy_s_own_come_as_they_are(loader: Loader) -> None:
    strange = "Ana \\N \\t \"x\", 'y' %s ? \u00f1 \U0001f600"
    loader.load(packages.change(SMALL, "people", 0, given_names=strange))
    loader.load(packages.change(SMALL, "people", 1, given_names=strange, family_names="\\."))
    assert [row[2] for row in loader.view()["people"]] == ["Ana", strange, "Mei"]
    assert loader.view()["people"][1][3] == "\\."


@ON_BOTH
def test_a_full_package_that_changes_nothing_writes_nothing_but_the_day(loader: Loader) -> None:
    loader.load(SMALL)
    before = loader.view(), *map(loader.rows, ("changes", "being_checked", "protections", "settled"))
    assert loader.load(SMALL, NO, as_of="2026-11-02", produced_at="2026-11-02T20:00:00-08:00").loaded
    assert (loader.view(), *map(loader.rows, ("changes", "being_checked", "protections", "settled"))) == before
    assert loader.rows("freshness") == [(1, 2, "2026-11-02", "2026-11-02T20:00:00-08:00", "test")]


def test_on_sqlite_such_a_package_costs_a_page_of_the_log_however_large_it_is(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader.load(tables := many(100))
    connection = sqlite3.connect(str(loader.database.url.database))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    loader.load(tables, NO)
    assert Path(f"{loader.database.url.database}-wal").stat().st_size < 3 * 4200
    connection.close()


def _without(tables: packages.Tables, **going: str) -> packages.Tables:
    """Without the rows that have one of these values."""
    gone = {
        table: [row for row in rows if not any(row.get(k) == v for k, v in going.items())]
        for table, rows in tables.items()
    }
    return copy.deepcopy(gone)


def _changed(table: str, row: int, **cells: str) -> packages.Tables:
    return packages.change(many(3), table, row, **cells)


MEI = SMALL["people"][2]
# What is loaded second, and who has something new to see.
CHANGES = {
    "a name": (_changed("people", 0, given_names="Eva"), {"P1"}),
    "a person of no case": (
        many(3) | {"people": [*many(3)["people"], {**SMALL["people"][0], "person_id": "P9"}]},
        {"P9"},
    ),
    "an address": (_changed("addresses", 0, sealed=packages.SEALED.replace("AAA", "BBB", 1)), {"P1"}),
    "the status of a case": (_changed("cases", 1, status="closing"), {"P2", "P3"}),
    "a month of a case": (_changed("months", 0, calculated_on="2026-10-01"), {"P1", "P2"}),
    "the designation of a receipt": (_changed("receipts", 1, designation="paid"), {"P1", "P2", "P3"}),
    "the state of a sending": (_changed("sent", 0, state="sent"), {"P1"}),
    "an appointment": (_changed("events", 0, state="moved"), {"P1"}),
    "a document": (_changed("documents", 0, sha256="b" * 64), {"P1"}),
    "a step": (_changed("steps", 0, code="papers_filed"), {"P2"}),
    "a step gone": (_changed("steps", 0) | {"steps": many(3)["steps"][1:]}, {"P2"}),
    "a case gone": (_without(many(3), case_id="C2-2", receipt_id="R1-2", sent_id="S1-2"), {"P1-2", "P2-2", "P3-2"}),
    "a person of another case": (
        many(3) | {"case_parties": [*many(3)["case_parties"], {**SMALL["case_parties"][2], "person_id": "P3-1"}]},
        {"P2", "P3", "P3-1"},
    ),
}


@ON_BOTH
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_arrives_by_a_full_package_and_by_a_delta_alike_and_is_noted_for_whom_it_concerns(
    loader: Loader, another: Callable[[], Loader], what: str
) -> None:
    after, concerned = CHANGES[what]
    loader.load(many(3))
    assert loader.load(after).loaded, loader.told
    full = loader.view()
    assert {person for person, seq in loader.rows("changes") if seq == 2} == concerned
    assert loader.load(many(3)).loaded
    assert loader.delta(difference(many(3), after)).loaded, loader.told
    assert loader.view() == full
    assert {person for person, seq in loader.rows("changes") if seq == 4} == concerned


ORDER = [
    ({"seq": 1}, "datapackage.json: a replay: package 1 came, and 1 is loaded already"),
    ({"seq": 4}, "datapackage.json: a gap: 2 packages never came, package 2 the first"),
    ({"system": "another"}, "datapackage.json: comes from another system than what is loaded"),
    ({"as_of": "2026-10-31"}, "datapackage.json: as_of is before 2026-11-01, the day of what is loaded"),
]


@ON_BOTH
@pytest.mark.parametrize(("said", "line"), ORDER, ids=[one[1][18:50] for one in ORDER])
def test_a_package_out_of_its_order_is_refused_in_one_line(loader: Loader, said: dict[str, str], line: str) -> None:
    loader.load(SMALL)
    before = loader.view(), loader.rows("freshness")
    outcome = loader.load(packages.change(SMALL, "people", 0, given_names="Eva"), NO, **said)
    assert not outcome.loaded and len(loader.told) == 1 and loader.told[0].startswith(line), loader.told
    assert (loader.view(), loader.rows("freshness")) == before


def test_a_gap_is_passed_over_by_the_operator_s_yes_and_a_package_that_was_refused_leaves_none(loader: Loader) -> None:
    loader.load(SMALL)
    assert loader.load(SMALL, Yes(after_a_gap=True), seq=5).loaded
    assert not loader.load(packages.change(SMALL, "receipts", 0, designation="FTO"), NO, seq=6).loaded
    assert loader.load(SMALL, NO, seq=7).loaded, loader.told


def test_a_wrong_signature_makes_a_number_no_package_that_came(loader: Loader) -> None:
    loader.load(SMALL)
    assert not loader.load(SMALL, NO, seq=2, edit=lambda folder: None, schema_version=9).loaded
    assert not loader.load(SMALL, NO, seq=3).loaded
    assert loader.told[0].startswith("datapackage.json: a gap: 1 packages never came, package 2")


MOVES = [
    (_changed("people", 0, given_names="Eva"), "people.csv: 11.1 % of the rows moved"),
    (_changed("months", 0, charged="100.00", closing_principal="-100.00"), "months.csv: 11.1 % of the rows moved"),
    (_without(many(3), event_id="E1"), "events.csv: 33.3 % of the rows moved"),
]


@ON_BOTH
@pytest.mark.parametrize(("after", "line"), MOVES, ids=[one[1] for one in MOVES])
def test_more_than_two_in_a_hundred_refuse_unless_the_operator_says_yes(
    loader: Loader, after: packages.Tables, line: str
) -> None:
    before = {**many(3), "events": [{**row, "starts_at": "2026-10-01T09:00:00-07:00"} for row in many(3)["events"]]}
    after = {**after, "events": [{**row, "starts_at": "2026-10-01T09:00:00-07:00"} for row in after["events"]]}
    loader.load(before)
    assert not loader.load(after, NO).loaded
    assert any(told.startswith(line) for told in loader.told), loader.told
    assert loader.load(after, Yes(it_moved=True)).loaded


@ON_BOTH
def test_two_in_a_hundred_pass_and_so_does_any_part_of_a_month_that_was_not_over(loader: Loader) -> None:
    tables = many(50)
    loader.load(tables)
    some = packages.change(tables, "months", 0, calculated_on="2026-10-01")  # one of 150 rows
    assert loader.load(some, NO).loaded, loader.told
    new = copy.deepcopy(tables)
    new["events"] = [{**row, "state": "moved"} for row in new["events"]]
    new["months"] += [
        {
            **row,
            "month": "2026-11",
            "opening_principal": row["closing_principal"],
            "charged": "0.00",
            "interest_charged": "0.00",
        }
        | {"opening_interest": row["closing_interest"]}
        for row in new["months"]
        if row["month"] == "2026-10"
    ]
    assert loader.load(new, NO, as_of="2026-12-01", produced_at="2026-12-01T20:00:00-08:00").loaded, loader.told


@ON_BOTH
def test_little_of_the_rows_may_be_much_of_the_money(loader: Loader) -> None:
    tables = many(100)
    loader.load(tables)
    slip = packages.change(tables, "orders", 0, amount="30000.00")
    assert not loader.load(slip, NO).loaded
    assert loader.told[0].startswith("orders.csv: 74.2 % of the money moved against the load before"), loader.told


@ON_BOTH
def test_a_person_who_is_not_delivered_any_more_goes_only_after_the_operator_s_yes(loader: Loader) -> None:
    lonely = {**SMALL["people"][0], "person_id": "P9", "family_names": "Lonely"}
    loader.load({**many(50), "people": [*many(50)["people"], lonely]})
    assert not loader.load(many(50), NO).loaded
    assert loader.told == [
        "people.csv: 1 people of the load before are not there. If they shall go, with all that is known of them, "
        "say --yes-people-go."
    ]
    assert loader.load(many(50), Yes(people_go=True)).loaded
    assert "P9" not in [row[0] for row in loader.view()["people"]]
    assert ("P9", loader.seq) in loader.rows("changes")  # so that what was made for her outside goes too


@ON_BOTH
def test_a_wrong_package_leaves_what_is_there_and_is_noted_with_its_first_fault(loader: Loader) -> None:
    loader.load(SMALL)
    before = loader.view(), loader.rows("freshness"), loader.rows("changes")
    outcome = loader.load(packages.change(SMALL, "people", 2, zip="90012"))
    assert (outcome.loaded, outcome.faults) == (False, 1)
    assert (loader.view(), loader.rows("freshness"), loader.rows("changes")) == before
    [_, (_, _, kind, seq, as_of, what, faults, _, first)] = loader.rows("packages")
    assert (kind, seq, as_of, what, faults) == ("full", 2, "2026-11-01", "refused", 1)
    assert first.startswith("people.csv, line 4: a restricted person with a zip")


@ON_BOTH
def test_a_case_that_does_not_add_up_is_noted_with_its_sums_until_a_later_package_mends_it(loader: Loader) -> None:
    loader.load(packages.change(SMALL, "kept", 1, amount="49.00"))
    assert loader.rows("being_checked") == [("C2", "applied, and sent and kept: 50.00 and 49.00")]
    loader.load(SMALL)
    assert loader.rows("being_checked") == []
    assert {person for person, seq in loader.rows("changes") if seq == 2} >= {"P2", "P3"}


@ON_BOTH
def test_a_document_is_kept_as_its_sealed_bytes_and_renewed_with_its_row(loader: Loader) -> None:
    loader.load(SMALL)

    def reseal(folder: Path) -> None:
        (folder / "documents" / "D1.pdf").write_bytes(b"\x01other")

    loader.load(packages.change(SMALL, "documents", 0, sha256="b" * 64), edit=reseal)
    assert loader.rows("document_files") == [("D1", b"\x01other")]
    loader.load({**SMALL, "documents": []})
    assert loader.rows("document_files") == []


@ON_BOTH
def test_a_package_that_another_process_loaded_meanwhile_is_not_loaded_twice(
    loader: Loader, another: Callable[[], Loader]
) -> None:
    loader.load(SMALL)
    assert another().load(SMALL).loaded
    assert not loader.load(SMALL, NO, seq=2).loaded
    assert loader.told[0].startswith("datapackage.json: a replay: package 2 came")


@ON_BOTH
def test_a_load_at_work_refuses_another_at_once(loader: Loader, another: Callable[[], Loader], engine: str) -> None:
    loader.load(SMALL)
    session = on_sqlite.session if engine == "sqlite" else on_postgres.session
    with (
        scratch.create(CONTRACT, whole=True) as aside,
        session(loader.database, aside),
        pytest.raises(AnotherLoad, match="^CASE_DATABASE_URL: another load is at work"),
    ):
        another().load(SMALL)
    assert loader.load(SMALL).loaded


def test_only_their_owner_may_read_the_files(loader: Loader) -> None:
    loader.load(SMALL)
    folder = Path(str(loader.database.url.database)).parent
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}
    assert set(modes) >= {"cases.sqlite", "cases.aside.sqlite"}
    assert set(modes.values()) == {"0o600"}, modes


def test_the_folder_of_the_database_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    opened(f"sqlite:///{tmp_path}/new/cases.sqlite").close()
    assert oct((tmp_path / "new").stat().st_mode & 0o777) == "0o700"
