"""The contract is read whole, contradicts itself nowhere, and every code with words has them in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms_app.case_data.contract import contract
from forms_app.facts import case_words
from forms_app.facts.files import FactsError
from forms_app.facts.languages import LANGUAGES


def test_it_has_sixteen_tables_with_keys_that_are_columns() -> None:
    tables = contract.load().tables
    assert len(tables) == 16
    assert all(set(table.key) <= set(table.columns) for table in tables.values())


def test_every_list_of_words_that_a_column_names_is_there() -> None:
    named = {field.words for table in contract.load().tables.values() for field in table.fields if field.words}
    assert named == set(case_words.LISTS)


def test_a_key_that_names_no_column_is_refused(tmp_path: Path) -> None:
    raw = json.loads(contract.PATH.read_text("utf-8"))
    raw["resources"][0]["schema"]["primaryKey"] = ["ssn"]
    path = tmp_path / "contract.json"
    path.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(contract.ContractError, match=r"people: a key names people\.ssn"):
        contract.load(path)


def test_a_code_without_words_in_one_language_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "case_words.toml").write_text('[[attend]]\nid = "in_person"\nen = "Come in person."\n', "utf-8")
    with pytest.raises(FactsError, match=r"case_words.toml.*1.*no es"):
        case_words.load(tmp_path)


def test_every_code_has_words_in_every_language() -> None:
    lists = case_words.load(Path("agency"))
    assert all(set(spoken) == set(LANGUAGES) for codes in lists.values() for spoken in codes.values())
