"""Going through the calculator as a person does: page after page, with what she types."""

from __future__ import annotations

import pytest

from forms_app.facts.languages import BY_CODE, LANGUAGES
from support.visitor import Typed, Visitor, home

IN_BOTH = pytest.mark.parametrize("language", sorted(LANGUAGES))
START = {language: home("calculator", language) for language in LANGUAGES}
# The shortest way in: one child, mostly with who asks, every other weekend with the other parent.
SHORT: dict[str, Typed] = {
    "start": {"way": "net"},
    "children": {"children": "1"},
    "home": {"home": "me"},
    "other-time": {"other_time-number": "20"},
    "my-income": {"my_net": "2,000", "my_net-every": "monthly"},
    "other-income": {"other_net": "4,000", "other_net-every": "monthly"},
    "more": {"more": "none"},
}
GROSS: dict[str, Typed] = {
    "start": {"way": "gross"},
    "children": {"children": "2"},
    "home": {"home": "half"},
    "my-pay": {"my_pay": "3000", "my_pay-every": "monthly"},
    "my-taxes": {"my_filing": "single", "my_dependents": "0"},
    "other-pay": {"other_pay": "5000", "other_pay-every": "monthly"},
    "other-taxes": {"other_filing": "head_of_household", "other_dependents": "2"},
    "more": {"more": "none"},
}


def answer(visitor: Visitor, language: str, given: dict[str, Typed]) -> Visitor:
    """Begin, and type on each page what is given for it, until no page asks for anything given."""
    visitor.open(START[language]).press()
    while (slug := visitor.path.rstrip("/").rsplit("/", 1)[1]) in given:
        before = visitor.path
        visitor.press("next", given[slug])
        if visitor.path == before:
            break
    return visitor


def change(visitor: Visitor, language: str, slug: str, typed: Typed) -> Visitor:
    """Start from the first example, which has one child and an income after taxes for each, and change one page."""
    visitor.open(START[language]).press("example-1")
    return visitor.open(f"{START[language]}{slug}/").press("next", typed)


def estimate_page(language: str) -> str:
    return f"{BY_CODE[language].start}forms/calculator/estimate/"
