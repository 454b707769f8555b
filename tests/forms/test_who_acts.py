"""Who acts for somebody says for whom, and is not asked who represents her; nobody else is asked about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.answers import asked_for
from support.journey import begin, fill_in, send, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines.clock import utc_now
from forms_app.public.services import services

ACTING = [name for name, form in FORMS.items() if "represented" in form.by_slug]
WAYS = [(name, language) for name in ACTING for language in ("en", "es")]
REPRESENTATIVE = {"full_name": "Lena Ortiz", "role": "representative"}


def test_complaint_and_hearing_ask_it() -> None:
    assert set(ACTING) == {"complaint", "state-hearing"}


@pytest.mark.parametrize(("name", "language"), WAYS)
def test_a_representative_names_the_person_and_her_part_in_the_case(visitor: Visitor, name: str, language: str) -> None:
    begin(visitor, name, language).press("next", REPRESENTATIVE)
    assert visitor.path == f"{home(name, language)}represented/"
    visitor.press("next")
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["represented_name", "represented_role"]
    visitor.press("next", {"represented_name": "Rosa Mendoza", "represented_role": "prs"})
    seen = fill_in(visitor, asked_for(FORMS[name], "represented"))
    assert not {"spoken-for", "representative"} & set(seen)
    assert "Rosa Mendoza" in visitor.page.one("main").text
    send(visitor)
    assert "Rosa Mendoza" in visitor.page.one("main").text


@pytest.mark.parametrize("name", ACTING)
@pytest.mark.parametrize("role", ["prs", "pps"])
def test_whoever_acts_for_herself_is_asked_who_speaks_for_her(visitor: Visitor, name: str, role: str) -> None:
    begin(visitor, name, "en").press("next", {"full_name": "Rosa Mendoza", "role": role})
    assert slug_of(visitor) == "spoken-for"
    visitor.press("next", {"has_representative": "yes"})
    assert slug_of(visitor) == "representative"


@pytest.mark.parametrize("name", ACTING)
def test_what_an_older_draft_knows_of_a_representative_is_not_asked_anew(visitor: Visitor, name: str) -> None:
    """It was asked on the page about language and help, and stands there among what was typed."""
    begin(visitor, name, "en")
    filled = asked_for(FORMS[name], "representative")
    with visitor.app.app_context():
        parts = services()
        draft = parts.drafts.load(visitor.token, name, utc_now())
        assert draft
        done = frozenset(filled.asked) - {"spoken-for"}
        raw = {slug: filled.raw[slug] for slug in done}
        raw["help"] = raw["help"] | filled.raw["spoken-for"]
        older = replace(draft, version=draft.version + 1, raw=raw, values=dict(filled.values), done=done)
        parts.drafts.save(visitor.token, older, utc_now())
    visitor.open(f"{home(name, 'en')}check/")
    assert slug_of(visitor) == "spoken-for" and visitor.shown == {"has_representative": ["yes"]}
    visitor.press("next")
    assert slug_of(visitor) == "check" and send(visitor)
