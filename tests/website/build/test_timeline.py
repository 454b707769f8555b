"""The time line on a page: its days are the legal clock's own, in order, in both languages, readable aloud."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from forms_app import deadlines
from forms_app.settings import ROOT
from website.build.timeline import timeline

RULES = deadlines.load(ROOT / "agency")
LANGUAGES = pytest.mark.parametrize(("language", "day"), [("en", "Day"), ("es", "Día")])
ROUTE = ("day_filed", "hearing_without_answer", "complaint_answer", "hearing_wait")


def drawn(language: str, *names: str) -> ElementTree.Element:
    return ElementTree.fromstring(timeline(RULES, language, *names))[0]  # noqa: S314 - our own drawing


@LANGUAGES
def test_the_days_are_the_clock_s_and_come_in_order(language: str, day: str) -> None:
    days = [part.text for part in drawn(language, *ROUTE).iter("tspan") if part.get("font-weight")]
    waited = RULES["hearing_wait"].days + 1
    assert days == [f"{day} {n}" for n in (0, RULES["complaint_answer"].days, waited, RULES[ROUTE[1]].days)]


@LANGUAGES
def test_its_name_says_all_that_it_shows(language: str, day: str) -> None:
    svg = drawn(language, *ROUTE)
    title = svg.find("title")
    assert title is not None and title.text
    assert svg.get("aria-labelledby") == title.get("id")
    for label in (RULES.sentences["day_filed"], RULES.sentences["day_opens"], RULES[ROUTE[1]].label):
        assert label[language] in title.text


@LANGUAGES
def test_it_stays_inside_its_frame_without_style(language: str, day: str) -> None:
    svg = drawn(language, *ROUTE)
    height = float(svg.attrib["viewBox"].split()[3])
    assert all(0 < float(text.attrib["y"]) < height for text in svg.iter("text"))
    assert not [element for element in svg.iter() if element.get("style")]


@pytest.mark.parametrize("names", [("day_never",), ("day_filed", "no_such_rule")])
def test_an_unknown_name_says_what_there_is(names: tuple[str, ...]) -> None:
    with pytest.raises(LookupError, match=r"there is no '.*' in agency/deadlines\.toml; take one of: "):
        timeline(RULES, "en", *names)


def test_business_days_have_no_place_on_a_line() -> None:
    with pytest.raises(LookupError, match="counts business days"):
        timeline(RULES, "en", "day_filed", "mail_receipt")
