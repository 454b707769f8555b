"""The live preview: after a save it shows what a clean build makes, and a form's address says where the forms are."""

from __future__ import annotations

import html

import pytest
from support.tiny import Preview

MORE = """---
title: More
---

# More

Call {{ phone("customer_connect") }}.

## A new part

It leads [home](index.md).
"""


def test_after_a_save_every_page_is_as_a_clean_build_makes_it(preview: Preview) -> None:
    before = preview.get("/es/more/")
    preview.save("more.md", MORE)
    assert "A new part" in preview.get("/more/")
    paths = ("/", "/more/", "/es/", "/es/more/")
    assert [preview.get(path) for path in paths] == preview.clean(*paths)
    assert preview.get("/es/more/") == before, "a page that nobody saved"
    assert "A new part" in preview.get("/search/index.json")


def test_a_fact_that_changes_is_seen_on_a_page_that_did_not(preview: Preview) -> None:
    facts = preview.folder / "agency/agency.toml"
    number = "866-901-3212"
    assert number in preview.get("/more/")
    facts.write_text(facts.read_text("utf-8").replace(number, "866-901-9999"), "utf-8")
    preview.save("index.md", "---\ntitle: Start\n---\n\n# Start\n\nRead [more](more.md), all of it.\n")
    assert number not in preview.get("/more/")
    assert "866-901-9999" in preview.get("/more/")


@pytest.mark.parametrize(("path", "said"), [("/forms/pin-request/", "not in"), ("/es/forms/", "vista previa")])
def test_a_forms_address_says_where_the_forms_are(preview: Preview, path: str, said: str) -> None:
    assert said in preview.get(path)
    assert "make run" in preview.get(path)


FAULTS = {
    "a dead link": (
        "more.md",
        MORE.replace("(index.md)", "(nowhere.md)"),
        ":11: the link nowhere.md",
    ),
    "half a call": ("more.md", MORE.replace(") }}", ") }"), ":7: “{{ phone("),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stands_above_the_page_until_it_is_mended(preview: Preview, name: str) -> None:
    page, text, told = FAULTS[name]
    preview.save(page, text)
    shown = html.unescape(preview.get("/more/"))
    assert told in shown and "A new part" in shown
    preview.save(page, MORE)
    assert "To mend" not in preview.get("/more/")


@pytest.mark.parametrize(("name", "told"), [("agency/agency.toml", "not valid TOML"), ("mkdocs.yml", "not valid YAML")])
def test_where_no_page_can_be_made_the_browser_shows_why_and_then_the_page(
    preview: Preview, name: str, told: str
) -> None:
    path = preview.folder / name
    whole = path.read_text("utf-8")
    broken = preview.changed(path, "[[\n" + whole)
    assert told in html.unescape(broken) and "No page can be made" in broken
    assert "To mend" not in preview.changed(path, whole)
