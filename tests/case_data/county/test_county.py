"""The made-up county: a valid package on every day, with every code of the contract and every sad situation in it."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest
from pypdf import PdfReader
from support import command_line, made_up_county
from support.made_up_county import CONTRACT, DAY, WORDS

from forms_app.case_data.checks import package
from forms_app.case_data.contract import envelopes
from forms_app.case_data.contract.faults import BeingChecked
from forms_app.case_data.county.build import SYSTEM, build
from forms_app.case_data.county.rows import Row
from forms_app.facts.languages import LANGUAGES
from forms_app.sealing import key_sets, keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import read
from forms_app.text import ssn

# The ends and beginnings of months, of a year, a leap day, a day on which clocks change.
ENDS = ("2026-12-31", "2027-01-01", "2027-03-14", "2028-02-29", "2028-03-01")
DAYS = [DAY, *map(date.fromisoformat, ENDS)]


@pytest.fixture(scope="module")
def key_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "keys"
    key_sets.make(folder)
    return folder


def _rows(table: str, day: date = DAY) -> list[Row]:
    return made_up_county.on(day).tables[table]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_every_day_the_check_finds_the_one_case_that_is_meant_to_be_checked(
    tmp_path: Path, key_set: Path, day: date
) -> None:
    key = made_up_county.write(tmp_path / "county", key_set, day)
    [found] = package.check(tmp_path / "county", CONTRACT, WORDS, key)
    assert isinstance(found, BeingChecked)
    told = next(one for one in made_up_county.on(day).stories if "do not add up" in one.shows["en"])
    assert found.case_id == told.cases[0].case_id


def test_it_has_forty_cases_and_every_story_is_told_in_every_language() -> None:
    assert len(_rows("cases")) == 40
    for told in made_up_county.on(DAY).stories:
        assert set(told.shows) >= {"en", "es"}
        assert all(text.endswith(".") for text in told.shows.values())
    assert set(LANGUAGES) == {"en", "es"}


CODES = {
    (table.name, field.name): set(WORDS[field.words] if field.words else field.codes)
    | ({"y", "n"} if field.type == "boolean" else set())
    for table in CONTRACT.tables.values()
    for field in table.fields
}


@pytest.mark.parametrize(("table", "column"), [key for key, codes in CODES.items() if codes])
def test_every_code_of_the_contract_and_of_the_agencys_words_is_there(table: str, column: str) -> None:
    assert CODES[table, column] <= {row.get(column, "") for row in _rows(table)}


COLUMNS = [(table.name, name) for table in CONTRACT.tables.values() for name in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_filled_somewhere(table: str, column: str) -> None:
    """sha256 and the sealed address come with packing."""
    assert column in ("sha256", "sealed") or any(row.get(column) for row in _rows(table))


def test_a_code_that_the_agency_added_is_shown_and_one_that_it_removed_is_not() -> None:
    words: dict[str, Mapping[str, Mapping[str, str]]] = {**WORDS}
    words["step"] = {code: said for code, said in WORDS["step"].items() if code != "case_opened"} | {"lien_filed": {}}
    words["bring"] = {**WORDS["bring"], "pay_stubs": {}}
    tables = build(DAY, CONTRACT, words).tables
    assert {row["code"] for row in tables["steps"]} == set(words["step"])
    assert {row["bring"] for row in tables["events"]} - {""} == set(words["bring"])


def _roles() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for row in _rows("case_parties"):
        found.setdefault(row["person_id"], set()).add((row["case_id"], row["role"]))
    return found


def _two_counties() -> bool:
    counties = {row["case_id"]: row["county"] for row in _rows("cases")}
    return any(len({counties[case] for case, _ in roles}) == 2 for roles in _roles().values())


def _two_payers() -> bool:
    payers = Counter(row["case_id"] for row in _rows("case_parties") if row["role"] == "payer")
    return 2 in payers.values()


def _reversed_after_it_went_out() -> bool:
    reversed_ = {row["reverses"] for row in _rows("receipts")} - {""}
    sent = {row["receipt_id"] for row in _rows("sent_of")}
    signs = {row["amount"].startswith("-") for row in _rows("kept") if row["why"] == "recover"}
    return bool(reversed_ & sent) and signs == {True, False}


def _sad_situations() -> dict[str, bool]:
    today = DAY.isoformat()
    people, parties = _rows("people"), _rows("case_parties")
    return {
        "two counties": _two_counties(),
        "both roles in one person": any(len({role for _, role in roles}) == 2 for roles in _roles().values()),
        "two payers": _two_payers(),
        "a former caretaker": any(row["role"] == "caretaker" and "" < row["until"] < today for row in parties),
        "a check returned after the money went out": _reversed_after_it_went_out(),
        "money held": any(row["why"] == "hold" for row in _rows("kept")),
        "owed to aid only": any(row["owed_to"] == "aid" and not row["receiver_id"] for row in _rows("debts")),
        "an order that ended": any("" < row["until"] < today for row in _rows("orders")),
        "a protected person": any(row["restricted"] == "y" and not row["zip"] for row in people),
        "a name of one letter": any(len(row["family_names"]) == 1 for row in people),
        "no interest": any(not row.get("closing_interest") for row in _rows("months")),
        "a merged person": any(row["merged_into"] for row in people),
        "a person who died": any(row["state"] == "died" for row in people),
        "a language without words of its own": any(row["language"] not in LANGUAGES for row in people),
    }


@pytest.mark.parametrize("situation", _sad_situations())
def test_every_sad_situation_is_there(situation: str) -> None:
    assert _sad_situations()[situation]


def test_the_same_people_cases_and_receipts_have_the_same_keys_tomorrow() -> None:
    today, tomorrow = made_up_county.on(DAY).tables, made_up_county.on(DAY + timedelta(days=1)).tables
    for table in ("people", "cases", "debts"):
        key = CONTRACT.tables[table].key
        now, then = ([tuple(row[name] for name in key) for row in day[table]] for day in (today, tomorrow))
        assert now == then
    before, after = ({row["receipt_id"] for row in day["receipts"]} for day in (today, tomorrow))
    assert len(before & after) > 0.9 * len(after)


def test_no_letter_reaches_anybody_and_no_number_is_one_of_a_person() -> None:
    assert all(row["line_1"].startswith("MADE UP, DO NOT MAIL") for row in _rows("addresses"))
    assert all(row["participant_id"].startswith("9900") for row in _rows("people"))
    cells = chain.from_iterable(row.values() for rows in made_up_county.on(DAY).tables.values() for row in rows)
    assert not any(ssn.found(cell) for cell in cells if not cell.isdecimal())


def test_a_protected_person_has_neither_zip_nor_address() -> None:
    protected = {row["person_id"] for row in _rows("people") if row["restricted"] == "y"}
    assert protected
    assert not protected & {row["person_id"] for row in _rows("addresses")}


def test_the_command_lists_everybody_with_role_and_what_they_show(tmp_path: Path) -> None:
    code, output = command_line.run(tmp_path, "case-data", "demo", "--json")
    assert code == 0
    people = json.loads(output)
    assert len({one["participant_id"] for one in people}) == len(_rows("people"))
    assert {role["role"] for one in people for role in one["roles"]} == {"payer", "receiver", "caretaker"}
    assert all(one["shows"]["es"] and one["shows"]["en"] for one in people)


def test_the_command_writes_a_package_whose_papers_say_that_they_are_made_up(tmp_path: Path) -> None:
    key_sets.make(tmp_path / "keys")
    folder = tmp_path / "county"
    code, output = command_line.run(tmp_path, "case-data", "demo", "--package", str(folder))
    assert code == 0, output
    code, output = command_line.run(tmp_path, "case-data", "check", str(folder), "--key", str(tmp_path / "county.pub"))
    assert (code, output.splitlines()[-1]) == (0, "0 faults, 1 cases being checked.")
    assert json.loads((folder / "datapackage.json").read_text("utf-8"))["system"] == SYSTEM
    environ = {"KEYS_DIR": str(tmp_path / "keys"), "DATA_DIR": str(tmp_path / "var")}
    opening = OpeningKeys(keys.private_pairs(read(environ), "case-data"))
    texts = set()
    for path in (folder / "documents").iterdir():
        pdf = opening.open(path.read_bytes(), envelopes.of_document(path.stem))
        texts.add(_first_words(pdf))
    assert texts == {"Made up: do not mail.", "Inventado: no enviar por correo."}


def _first_words(pdf: bytes) -> str:
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    return next(words for words in ("Made up: do not mail.", "Inventado: no enviar por correo.") if words in text)
