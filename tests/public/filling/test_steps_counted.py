"""One way of counting steps, from the start page to the check: the number never grows but for a reason that is said."""

from __future__ import annotations

import re

import pytest
from support.answers import variants
from support.journey import FORMS_BY_LANGUAGE, at, begin, slug_of
from support.public_forms import FORMS
from support.visitor import Visitor, home

EVERY = [(name, language, way) for name, language in FORMS_BY_LANGUAGE for way in variants(FORMS[name])]
AT_MOST = {"en": r"At most (\d+) short pages", "es": r"Son (\d+) páginas cortas, o menos"}
LONGER = {"en": "There are more steps now", "es": "Ahora hay más pasos"}


def counted(visitor: Visitor) -> tuple[int, int]:
    """(step, of how many), as the page says it, its title and its list of steps too."""
    (said,) = re.findall(r"(\d+) (?:of|de) (\d+)$", visitor.page.of_class("step")[0].text)
    assert f" {said[0]} {'de' if visitor.path.startswith('/es/') else 'of'} {said[1]}" in visitor.page.title
    (listed,) = visitor.page.of_class("steps")
    items = [item for item in visitor.page.all("li") if listed in item.around]
    assert len(items) == int(said[1]) and "aria-current" in items[int(said[0]) - 1].attrs
    return int(said[0]), int(said[1])


@pytest.mark.parametrize(("name", "language", "way"), EVERY)
def test_the_number_of_the_start_page_is_never_passed_and_shrinks_to_what_was_shown(
    visitor: Visitor, name: str, language: str, way: str
) -> None:
    filled = variants(FORMS[name])[way]
    (most,) = re.findall(AT_MOST[language], visitor.open(home(name, language)).page.one("main").text)
    begin(visitor, name, language)
    counts = [counted(visitor)]
    while slug_of(visitor) != "check":
        visitor.press("next", filled.of(slug_of(visitor)))
        counts.append(counted(visitor))
        assert LONGER[language] not in visitor.page.one("main").text
    assert counts[0] == (1, int(most))
    assert [step for step, _ in counts] == list(range(1, len(filled.asked) + 2))
    assert [of for _, of in counts] == sorted((of for _, of in counts), reverse=True)
    assert counts[-1] == (len(filled.asked) + 1,) * 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_changed_answer_that_leads_to_more_steps_says_so(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "reach").press("next", {"safe_ways": ["none"]})
    _step, before = counted(visitor)
    visitor.press("back").press("next", {"safe_ways": ["mail", "phone"]})
    assert LONGER[language] in visitor.page.one("main").text and counted(visitor)[1] > before
    assert LONGER[language] not in visitor.open(visitor.path).page.one("main").text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_may_still_fall_away_is_listed_as_one(visitor: Visitor, language: str) -> None:
    perhaps = {"en": "Your representative (perhaps)", "es": "Su representante (tal vez)"}[language]
    begin(visitor, "complaint", language)
    assert perhaps in [item.text for item in visitor.page.all("li")]
