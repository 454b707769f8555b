"""Every address of the public app: there in both languages, and calm whatever stands in it."""

from __future__ import annotations

import pytest
from flask import Flask
from support.ground import SetClock
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.facts.languages import LANGUAGES
from forms_app.i18n.urls import language_of, path_in

ONE_LANGUAGE = {"/healthz", "/readyz"}
ODD = ["x", "Ñ", "..", "%00", "a" * 3000, "' OR 1=1 --", "{{7*7}}"]


def addresses(app: Flask) -> dict[str, set[str]]:
    """Each rule with the methods that its views take."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    return found


def test_every_address_has_its_twin_in_the_other_language(app: Flask) -> None:
    known = addresses(app)
    assert len(known) > 20
    lonely = [
        rule
        for rule, methods in known.items()
        for language in LANGUAGES
        if rule not in ONE_LANGUAGE and known.get(path_in(rule, language)) != methods
    ]
    assert not lonely


def test_only_looking_and_posting_is_possible(app: Flask) -> None:
    assert {method for methods in addresses(app).values() for method in methods} == {"GET", "POST"}


@pytest.mark.parametrize("odd", ODD)
def test_no_address_breaks_whatever_stands_in_it(visitor: Visitor, clock: SetClock, odd: str) -> None:
    """Nobody is known here and nothing was begun: a page, a way on, or "not there" in the right language."""
    for rule in sorted(addresses(visitor.app)):
        for name in ("complaint", odd) if "<name>" in rule else ("",):
            path = _filled(rule, name, odd)
            answer = visitor.get(path)
            assert answer.status_code in (200, 303, 308, 404), (path[:80], answer.status_code)
            if answer.mimetype == "text/html" and answer.status_code not in (303, 308):
                assert visitor.look(path, answer).one("html").attrs["lang"] == language_of(path)


def test_the_forms_of_the_site_can_all_be_begun(visitor: Visitor) -> None:
    for name in FORMS:
        assert visitor.open(f"/forms/{name}/").status == 200 == visitor.open(f"/es/forms/{name}/").status


def _filled(rule: str, name: str, odd: str) -> str:
    """The rule with its places taken: <name> by a form's name, every other by something odd."""
    parts = [name if part == "<name>" else odd if part.startswith("<") else part for part in rule.split("/")]
    return "/".join(parts)
