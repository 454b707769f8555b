"""Builds the whole county for a day: every story in turn, then the rows that only stand at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forms_app.case_data.contract.contract import Contract
from forms_app.case_data.county import codes
from forms_app.case_data.county.cases import Case, Story
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.receipts import Till
from forms_app.case_data.county.rows import Row, Rows
from forms_app.case_data.county.stories import ALL
from forms_app.case_data.county.stories.telling import Script
from forms_app.facts.case_words import Words

SYSTEM = "made-up county"  # of its packages; no agency's system may call itself so


@dataclass(frozen=True)
class Told:
    """A story as it was built: what it shows, by language, and who and what is in it."""

    shows: Mapping[str, str]
    people: tuple[Person, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class County:
    """`tables`: rows by table, addresses in the clear."""

    today: date
    tables: Mapping[str, list[Row]]
    stories: tuple[Told, ...]


def build(today: date, contract: Contract, words: Words) -> County:
    """The county as it is on this day. The same people, cases and receipts have the same keys on every day."""
    rows = Rows(today)
    till = Till(rows)
    told = [_tell(one, Story(rows, till, one.name)) for one in ALL]
    last = told[-1]
    codes.fit(rows, contract, words, last.cases[0], last.people[0])
    for one in told:
        for debt in (debt for case in one.cases for debt in case.debts):
            debt.write()
    till.write()
    return County(today, rows.tables, tuple(told))


def _tell(script: Script, story: Story) -> Told:
    script.build(story)
    return Told(script.shows, tuple(story.people), tuple(story.cases))
