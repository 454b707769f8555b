"""The codes with words are the agency's: what it lacks is written otherwise, what it added is shown on one case too."""

from __future__ import annotations

from forms_app.case_data.contract.contract import Contract
from forms_app.case_data.county.cases import Case
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Rows
from forms_app.facts.case_words import Words


def fit(rows: Rows, contract: Contract, words: Words, case: Case, person: Person) -> None:
    """After this every code of `words` stands in a row, and no other. What the stories lack goes to this person."""
    _replace_unknown(rows, contract, words)
    for name in _unused(rows, contract, words, "title"):
        case.add_document(person, name, -1)
    for name in _unused(rows, contract, words, "step"):
        case.add_step(person, name, -1)
    for name in _unused(rows, contract, words, "attend"):
        case.add_event(person, "appointment", 10, attend=name)
    for name in _unused(rows, contract, words, "bring"):
        case.add_event(person, "appointment", 11, bring=name)


def _replace_unknown(rows: Rows, contract: Contract, words: Words) -> None:
    for table in contract.tables.values():
        for field in (field for field in table.fields if field.words):
            for row in rows.tables.get(table.name, ()):
                if row[field.name] and row[field.name] not in words[field.words]:
                    row[field.name] = next(iter(words[field.words]), "")


def _unused(rows: Rows, contract: Contract, words: Words, name: str) -> list[str]:
    used = {
        row[field.name]
        for table in contract.tables.values()
        for field in table.fields
        if field.words == name
        for row in rows.tables.get(table.name, ())
    }
    return [code for code in words[name] if code not in used]
