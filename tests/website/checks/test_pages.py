"""What every page owes its reader: it begins with what to do now, and says where to turn."""

from __future__ import annotations

import re

import pytest

from forms_app.settings import ROOT
from website.checks import pages
from website.checks.pages import Page

SITE = pages.read(ROOT)
PAGES = [page for page in SITE.pages.values() if not page.name.endswith("index.md")]
NOW = {"en": "What to do now", "es": "Qué hacer ahora"}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_it_begins_with_what_to_do_now(page: Page) -> None:
    assert re.findall(r"^## (.+)", page.body, re.M)[0] == NOW[page.language]


@each_page
def test_it_has_one_title_and_the_front_matter_says_it(page: Page) -> None:
    [title] = re.findall(r"^# (.+)", page.body, re.M)
    assert title == page.front["title"]


@each_page
def test_it_names_a_person_or_place_to_turn_to(page: Page) -> None:
    assert "{{ phone(" in page.body
