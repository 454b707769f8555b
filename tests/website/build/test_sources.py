"""Every sentence of the three documents that this project began with: where the site says it, or why it does not."""

from __future__ import annotations

import csv
from typing import NamedTuple

import pytest
from support.critic import Page

from forms_app.settings import ROOT


class Sentence(NamedTuple):
    """A sentence as its document has it, typing slips and all; `words` stand on `page`, or `why_not` says why not."""

    document: str
    sentence: str
    page: str
    words: str
    why_not: str


def sentences() -> list[Sentence]:
    with (ROOT / "tests/data/sources.csv").open(encoding="utf-8", newline="") as rows:
        return [Sentence(**row) for row in csv.DictReader(rows)]


SENTENCES = sentences()


def test_the_three_documents_are_walked() -> None:
    counts = {name: sum(each.document == name for each in SENTENCES) for name in ("brochure", "county", "state")}
    assert counts["brochure"] > 35 and counts["county"] > 60 and counts["state"] > 10
    assert sum(counts.values()) == len(SENTENCES) == len(set(SENTENCES))


def test_each_sentence_has_a_place_or_a_reason() -> None:
    assert [each for each in SENTENCES if bool(each.page) == bool(each.why_not)] == []
    assert [each for each in SENTENCES if bool(each.page) != bool(each.words)] == []


@pytest.mark.parametrize("document", ["brochure", "county", "state"])
def test_the_site_says_it_where_the_table_says(pages: dict[str, Page], document: str) -> None:
    said = {path: " ".join(page.text.split()) for path, page in pages.items()}
    ours = [each for each in SENTENCES if each.document == document and each.page]
    assert [(each.page, each.words) for each in ours if each.words not in said[f"{each.page}/"]] == []


def test_the_spanish_page_is_there_for_each(pages: dict[str, Page]) -> None:
    assert {each.page for each in SENTENCES if each.page} <= {path.strip("/") for path in pages}
    assert all(f"es/{each.page}/" in pages for each in SENTENCES if each.page)
