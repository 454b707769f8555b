"""The proposal for the next year's closed days, which an editor confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms_app import deadlines
from forms_app.deadlines import ClosedDay
from forms_app.facts.files import FactsError
from forms_app.settings import ROOT
from website import closed_days

AGENCY = ROOT / "agency"
RULES = deadlines.load(AGENCY)
IN_2028 = {"01-17", "02-21", "03-31", "05-29", "07-04", "09-04", "11-10", "11-23", "11-24", "12-25"}


def test_the_next_year_is_proposed_with_our_own_words() -> None:
    days, _ = closed_days.propose(RULES, 2028)
    assert {f"{day.on:%m-%d}" for day in days} == IN_2028
    named = {day.on: day.name for day in days}
    assert named[date(2028, 2, 21)] == {"en": "Presidents' Day", "es": "Día de los Presidentes"}
    assert named[date(2028, 11, 10)] == {
        "en": "Veterans Day (observed)",
        "es": "Día de los Veteranos (día de descanso)",
    }
    assert named[date(2028, 7, 4)]["es"] == "Día de la Independencia"


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_that_is_listed_would_be_proposed_as_it_stands(year: int) -> None:
    """Learned from the other year: what that one cannot tell is asked."""
    days, asks = closed_days.propose(replace(RULES, closed=_without(year)), year)
    listed = {day for day in RULES.closed if day.year == year}
    missing = listed - {day.on for day in days}
    assert {day.on for day in days} <= listed
    assert all(any(RULES.closed[day].name["en"].removesuffix(" (observed)") in ask for ask in asks) for day in missing)


def test_what_closes_no_day_here_and_what_the_library_does_not_know_are_asked() -> None:
    fair = date(2027, 8, 2)
    rules = replace(RULES, closed={**RULES.closed, fair: ClosedDay(fair, {"en": "County Fair", "es": "Feria"})})
    _, asks = closed_days.propose(rules, 2028)
    for words in (
        "Juneteenth",
        "2028-01-01: New Year's Day. On a Saturday",
        "County Fair. The library does not know it",
    ):
        assert any(words in ask for ask in asks), words


def test_nothing_starts_with_a_proposal_before_somebody_has_confirmed_it(tmp_path: Path) -> None:
    for name in ("deadlines.toml", "closed_days.toml"):
        (tmp_path / name).write_text((AGENCY / name).read_text("utf-8"), "utf-8")
    path = tmp_path / "closed_days.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{closed_days.year_table(RULES, 2028)}", "utf-8")
    with pytest.raises(FactsError, match="year 2028: checked is not a date"):
        deadlines.load(tmp_path)
    confirmed = path.read_text("utf-8").replace(f'"{closed_days.UNCONFIRMED}"', "2027-11-28")
    path.write_text(confirmed, "utf-8")
    assert 2028 in deadlines.load(tmp_path).years


def _without(year: int) -> dict[date, ClosedDay]:
    return {day: known for day, known in RULES.closed.items() if day.year != year}
