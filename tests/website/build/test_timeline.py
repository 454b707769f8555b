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
    return ElementTree.fromstring(timeline(RULES, language, *names))  # noqa: S314 - our own drawing


@LANGUAGES
def test_the_days_are_the_clock_s_and_come_in_order(language: str, day: str) -> None:
    days = [part.text for part in drawn(language, *ROUTE).iter("span") if part.get("class") == "time__day"]
    waited = RULES["hearing_wait"].days + 1
    assert days == [f"{day} {n}" for n in (0, RULES["complaint_answer"].days, waited, RULES[ROUTE[1]].days)]


@LANGUAGES
def test_each_day_says_in_words_what_it_is_and_has_a_mark_of_its_kind(language: str, day: str) -> None:
    items = list(drawn(language, *ROUTE))
    labels = [item.findtext("b") for item in items]
    wanted = (RULES.sentences["day_filed"], RULES["complaint_answer"].label, RULES.sentences["day_opens"])
    assert labels == [said[language] for said in (*wanted, RULES[ROUTE[1]].label)]
    kinds = [item.attrib["class"].split()[0] for item in items]
    assert kinds == ["time__event", "time__agency", "time__opens", "time__last"]


@LANGUAGES
def test_the_line_is_marked_where_she_can_act_and_carries_no_style(language: str, day: str) -> None:
    line = drawn(language, *ROUTE)
    assert ["time__can" in item.attrib["class"].split() for item in line] == [False, False, True, False]
    assert not [element for element in line.iter() if element.get("style")]


@pytest.mark.parametrize("names", [("day_never",), ("day_filed", "no_such_rule")])
def test_an_unknown_name_says_what_there_is(names: tuple[str, ...]) -> None:
    with pytest.raises(LookupError, match=r"there is no '.*' in agency/deadlines\.toml; take one of: "):
        timeline(RULES, "en", *names)


def test_business_days_have_no_place_on_a_line() -> None:
    with pytest.raises(LookupError, match="counts business days"):
        timeline(RULES, "en", "day_filed", "mail_receipt")
