"""What a page promises of the forms and of the telephone is so: no more forms are named than keep it."""

from __future__ import annotations

import re

import pytest
from support.public_forms import FORMS

from forms_app.settings import ROOT
from website.checks import pages

SITE = pages.read(ROOT)
NAMED = {
    "docs/": {
        "enrollment": "enrolling",
        "pin-request": "PIN",
        "complaint": "complaints",
        "state-hearing": "State Hearings",
        "inquiry": "question",
    },
    "docs/es/": {
        "enrollment": "inscripción",
        "pin-request": "PIN",
        "complaint": "queja",
        "state-hearing": "audiencia estatal",
        "inquiry": "pregunta",
    },
}
EVERY = {"docs/": "Every form", "docs/es/": "Todos los formularios"}
PROMISES = [
    ("docs/", "safety.md", "mark as safe", "safe_ways"),
    ("docs/es/", "safety.md", "marca como seguro", "safe_ways"),
    ("docs/", "accessibility.md", "has a place for it", "accommodation"),
    ("docs/es/", "accessibility.md", "un espacio para eso", "accommodation"),
]


@pytest.mark.parametrize(("folder", "file", "promise", "asked"), PROMISES)
def test_a_page_names_the_forms_that_ask_it_and_no_other(folder: str, file: str, promise: str, asked: str) -> None:
    [said] = [line for line in (SITE.root / folder / file).read_text("utf-8").splitlines() if promise in line]
    asking = {name for name, form in FORMS.items() if any(hasattr(page, asked) for page in form.pages)}
    named = {name for name, word in NAMED[folder].items() if re.search(rf"\b{word}\b", said)}
    assert (set(FORMS) if EVERY[folder] in said else named) == asking


@pytest.mark.parametrize("folder", NAMED)
def test_a_tty_number_stands_beside_each_number_of_the_agency(folder: str) -> None:
    rows = (SITE.root / folder / "contact.md").read_text("utf-8").splitlines()
    called = [row for row in rows if row.startswith("|") and "{{ phone(" in row]
    others = [row for row in called if any(f'phone("{name}")' in row for name in ("payment_card", "employers"))]
    assert (len(called), len(others)) == (7, 2)  # for the numbers of others no source names a TTY
    assert [row for row in called if row not in others and "{{ tty(" not in row] == []
    for page in ("state-hearing.md", "ombudsperson.md"):
        assert "{{ tty(" in (SITE.root / folder / page).read_text("utf-8").partition("\n## ")[2].partition("\n## ")[0]
