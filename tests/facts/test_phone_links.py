"""A number to call is made into a link in one place, and stands inside a whole sentence of each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.public_forms import FORMS

from forms_app.facts.agency import load
from forms_app.forms import Form
from forms_app.i18n.translation import force_locale
from forms_app.settings import ROOT

PHONES = load(ROOT / "agency").phones
SOURCES = [
    path
    for folder in ("forms_app", "website")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".html", ".toml")
]
TEMPLATES = [path for path in SOURCES if path.suffix == ".html"]
# A sentence that ends where its template puts a number behind it: `{{ _("Call") }} {{ phone.link }}`.
CUT = re.compile(
    r"(?:_\(\"[^\"]*\"\)|\bwords\.\w+)\s*(?:%\}|\}\})[:,]?\s*(?:\{%[^%]*%\}\s*)*\{\{ (?!_\()[^}]*\.(?:tty_)?link\b"
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_one_place_makes_a_link_of_a_number() -> None:
    found = {named(path) for path in SOURCES if re.search(r"href=\\?[\"']tel:", path.read_text("utf-8"))}
    assert found == {"forms_app/facts/agency.py"}


def test_no_sentence_is_cut_before_a_number() -> None:
    assert [named(path) for path in TEMPLATES if CUT.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "cut", ['{{ _("Call") }} {{ phone.link }}.', "{% endif %}{{ words.call }}: {{ phone.tty_link }}"]
)
def test_a_cut_sentence_is_known(cut: str) -> None:
    assert CUT.search(cut)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_form_says_in_a_whole_sentence_how_it_goes_by_telephone(form: Form, language: str) -> None:
    with force_locale(language):
        assert "%(number)s" in str(form.policy.ways.by_phone)


@pytest.mark.parametrize("name", PHONES)
def test_a_number_for_text_telephones_follows_where_there_is_one(name: str) -> None:
    phone = PHONES[name]
    assert phone.link_and_tty.startswith(phone.link)
    assert (phone.tty or "TTY") in phone.link_and_tty or phone.link_and_tty == phone.link
