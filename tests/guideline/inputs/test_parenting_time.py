"""Time as percent, as nights, or by a common schedule, whose count agrees with the charts that are published."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from forms_app.facts.files import FactsError
from forms_app.guideline.inputs import parenting_time
from forms_app.guideline.inputs.mistakes import InputError
from forms_app.guideline.inputs.parenting_time import Schedule, share_of_nights, share_of_percent
from forms_app.settings import ROOT

SCHEDULES = {schedule.id: schedule for schedule in parenting_time.load(ROOT / "agency")}


@pytest.mark.parametrize(
    ("typed", "share"),
    [("20", "1/5"), ("20 %", "1/5"), ("33,3%", "333/1000"), ("0", "0"), ("100", "1"), ("14.25 percent", "57/400")],
)
def test_percent_becomes_a_part_of_the_time(typed: str, share: str) -> None:
    assert share_of_percent(typed) == Fraction(share)


@pytest.mark.parametrize(("typed", "share"), [("73", "1/5"), ("182.5", "1/2"), ("0", "0"), ("365", "1"), ("366", "1")])
def test_nights_become_a_part_of_the_time(typed: str, share: str) -> None:
    assert share_of_nights(typed) == Fraction(share)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [("0.2", "as_part"), ("100.1", "over_whole"), ("", "empty"), ("half", "not_a_number"), ("-1", "negative")],
)
def test_what_is_no_percentage_is_refused_by_name(typed: str, mistake: str) -> None:
    with pytest.raises(InputError, match=mistake):
        share_of_percent(typed)


@pytest.mark.parametrize(
    ("typed", "mistake"), [("367", "over_whole"), ("1,000", "over_whole"), ("many", "not_a_number")]
)
def test_what_is_no_number_of_nights_is_refused_by_name(typed: str, mistake: str) -> None:
    with pytest.raises(InputError, match=mistake):
        share_of_nights(typed)


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
def test_a_schedule_counts_to_the_percent_that_is_published_for_it(schedule: Schedule) -> None:
    assert schedule.hours == sum(count.times * count.hours for count in schedule.counts)
    assert schedule.nights * 24 == schedule.share * 8760 == schedule.hours
    assert schedule.published is None or abs(schedule.share * 100 - schedule.published) < 1


def test_every_other_weekend_is_the_1248_hours_of_an_agencys_own_procedure() -> None:
    assert SCHEDULES["alternate_weekends"].hours == 1248
    assert SCHEDULES["half"].share == Fraction(1, 2) and not SCHEDULES["no_time"].share


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('times = "12"', "times = 12", "no times"),
        ('times = "12"', 'times = "twelve"', "times is not a number"),
        ('times = "12"', 'tymes = "12"', "no times"),
        ('times = "182.5"', 'times = "400"', "more than the 8760 hours"),
        ("published = 7", "publisht = 7", "unknown key publisht"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    text = (ROOT / "agency/parenting_time.toml").read_text("utf-8")
    assert right in text
    shutil.copy(ROOT / "agency/parenting_time.toml", tmp_path)
    (tmp_path / "parenting_time.toml").write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FactsError, match=told):
        parenting_time.load(tmp_path)
