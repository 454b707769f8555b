"""What a page says stands on rows of the table of facts: they are there, and each was read somewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from forms_app.settings import ROOT
from website.checks import pages
from website.checks.__main__ import findings
from website.checks.facts import grounds

SITE = pages.read(ROOT)
TABLE = """| Name | Fact | Flag | Source |
|---|---|---|---|
| office-open | The office is open | CITED | county page |
"""
# Pages that were written before the table: what they say stands in agency/, each entry with its source.
BEFORE_THE_TABLE = {
    "about.md", "accessibility.md", "calculate.md", "complaints.md", "contact.md", "customer-connect.md", "enroll.md",
    "glossary.md", "index.md", "local-agency.md", "ombudsperson.md", "payments.md", "phone-menu.md", "pin.md",
    "questions.md", "safety.md", "state-hearing.md", "what-to-expect.md",
}  # fmt: skip


def told(checkout: Path) -> list[str]:
    return [str(finding) for finding in findings(checkout, date(2026, 11, 28))]


def test_every_new_page_names_the_facts_it_stands_on() -> None:
    silent = {page.name.removeprefix("es/") for page in SITE.pages.values() if not grounds.row_names(page)}
    assert silent <= BEFORE_THE_TABLE


def test_every_row_that_a_page_names_is_a_fact_with_a_source() -> None:
    rows = {row.name: row for row in grounds.table(ROOT)}
    assert len(rows) > 80
    for page in SITE.pages.values():
        for name in grounds.row_names(page):
            assert rows[name].flag in grounds.FLAGS and rows[name].source, (page.path, name)
    assert list(grounds.grounds(SITE)) == []


def test_no_row_stands_in_the_table_for_nothing() -> None:
    used = {name for page in SITE.pages.values() for name in grounds.row_names(page)}
    idle = {row.name for row in grounds.table(ROOT)} - used
    assert idle <= {"service-complaint"}


def stand_on(checkout: Path, english: str, spanish: str, table: str = TABLE) -> None:
    (checkout / "handbook").mkdir()
    (checkout / "handbook/facts.md").write_text(table, "utf-8")
    for path, names in (("docs/visit.md", english), ("docs/es/visit.md", spanish)):
        page = checkout / path
        page.write_text(page.read_text("utf-8").replace("---\n", f"---\nfacts: {names}\n", 1), "utf-8")


def test_a_page_on_a_row_that_is_there_is_right(checkout: Path) -> None:
    stand_on(checkout, "office-open", "office-open")
    assert told(checkout) == []


def test_a_page_on_no_row_is_named_with_its_line(checkout: Path) -> None:
    stand_on(checkout, "office-shut", "office-shut")
    assert [line.partition(" → ")[0] for line in told(checkout)] == [
        "docs/es/visit.md:2: it stands on “office-shut”, which is no row of handbook/facts.md",
        "docs/visit.md:2: it stands on “office-shut”, which is no row of handbook/facts.md",
    ]


def test_twins_stand_on_the_same_rows(checkout: Path) -> None:
    stand_on(checkout, "office-open", "")
    (found,) = told(checkout)
    assert found.startswith("docs/es/visit.md:2: it stands on other facts than docs/visit.md → ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CITED", "RECALL", "office-open: “RECALL” is no flag of a fact"),
        ("county page", "", "office-open: says no fact, or no source"),
        ("county page |\n", "county page |\n| office-open | It is | SEED | page |\n", "office-open: stands twice"),
    ],
)
def test_a_row_that_is_no_fact_is_named(checkout: Path, old: str, new: str, said: str) -> None:
    stand_on(checkout, "office-open", "office-open", TABLE.replace(old, new))
    (found,) = told(checkout)
    assert found.startswith("handbook/facts.md:") and said in found
