"""A fact typed by hand is found however it is written; what only looks like one is let through."""

from __future__ import annotations

import pytest

from forms_app.settings import ROOT
from website.checks.facts.literals import literals
from website.checks.pages import Page, Site

TYPED = {
    "within thirty days": "the day count “thirty days”",
    "Tiene treinta días.": "the day count “treinta días”",
    "a 30-day wait": "the day count “30-day”",
    "after 90 calendar days": "the day count “90 calendar days”",
    "thirty (30) days": "the day count “thirty (30) days”",
    "forty-five days": "the day count “forty-five days”",
    "cuarenta y cinco días": "the day count “cuarenta y cinco días”",
    "cuarenta y cinco dias": "the day count “cuarenta y cinco dias”",
    "5 días hábiles": "the day count “5 días”",
    '!!! warning "You have 30 days"': "the day count “30 days”",
    "Call 8669013212": "the phone number 8669013212",
    "Call +1 866 901 3212": "the phone number +1 866 901 3212",
    "Call 1-800-CHILD": "the phone number 1-800-CHILD",
    "Call 800-4-A-CHILD": "the phone number 800-4-A-CHILD",
    "Write to PO Box 911099": "the address “PO Box 911099”",
    "Write to P. O. Box 911099": "the address “P. O. Box 911099”",
    "Post Office Box 911099": "the address “Post Office Box 911099”",
    "Apartado 911099": "the address “Apartado 911099”",
    "Apartado de correos 911099": "the address “Apartado de correos 911099”",
    "Commerce, CA 90091-1099": "the address “CA 90091-1099”",
    "Commerce, California 90091": "the address “California 90091”",
    "5500 S. Eastern Avenue": "the address “5500 S. Eastern Avenue”",
    "from 7:00 AM": "the hour “7:00 AM”",
    "until 5pm": "the hour “5pm”",
    "a las 17:00": "the hour “17:00”",
    "a las 7 de la mañana": "the hour “7 de la mañana”",
    "at 7 in the morning": "the hour “7 in the morning”",
    "See www.childsupport.ca.gov": "the web address “www.childsupport.ca.gov”",
    "[here](https://childsupport.ca.gov/x)": "the web address “https://childsupport.ca.gov/x”",
    "Write to help@example.org": "the e-mail address “help@example.org”",
    "[write](mailto:help@example.org)": "the e-mail address “help@example.org”",
    "35 dollars": "the amount “35 dollars”",
    "35 dólares": "the amount “35 dólares”",
    "thirty-five dollars": "the amount “thirty-five dollars”",
    "treinta y cinco dólares": "the amount “treinta y cinco dólares”",
    "USD 35": "the amount “USD 35”",
    "$1,250.50": "the amount “$1,250.50”",
}
LET_THROUGH = (
    "7 days. Then it is erased.",  # no period of the law
    "They say “30 days” and «90 días».",
    "You have {{ days('complaint_filing') }} of 365.",
    "See [when](#90-days) and [how](complaints.md#30-dias){ #thirty-days }.",
    "Family Code 17800-17804, 22 CCR 120107(e)(4), page 90091.",
    "Form DCSS 0123 of January 1, 2026, in 58 counties, at any hour, 24 hours a day.",
    "The state's pages (sos.ca.gov).",
)


def found_in(text: str) -> list[str]:
    page = Page("visit.md", f"---\ntitle: Visit\n---\n\n# Visit\n\n{text}\n")
    return [str(finding) for finding in literals(Site(ROOT, {"visit.md": page}))]


@pytest.mark.parametrize("text", TYPED)
def test_a_fact_typed_by_hand_is_found(text: str) -> None:
    [only] = found_in(text)
    assert only.startswith(f"docs/visit.md:7: {TYPED[text]}"), only
    assert " → " in only


@pytest.mark.parametrize("text", LET_THROUGH)
def test_what_only_looks_like_a_fact_is_let_through(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize("text", ["within thirty\ndays", "call 866-901-\n3212", "the street\nPO Box\n911099"])
def test_a_fact_that_goes_over_two_lines_is_found(text: str) -> None:
    assert len(found_in(text)) == 1


def test_each_period_of_the_law_is_found_in_words() -> None:
    for words in ("three", "five", "fifteen", "twenty", "thirty", "forty-five", "sixty", "ninety"):
        assert found_in(f"{words} days"), words
    for words in ("tres", "cinco", "quince", "veinte", "treinta", "cuarenta y cinco", "sesenta", "noventa"):
        assert found_in(f"{words} días"), words
