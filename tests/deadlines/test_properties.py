"""The clock against a second, independent implementation, over days and closed days that nobody chose."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some
from support import clock_peer as peer

from forms_app import deadlines
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")
BUSINESS = {"mail_receipt", "transfer", "transfer_copy", "inquiry_answer"}
BUSINESS |= {"enrollment_package", "enrollment_deficiency"}

days = some.dates(date(1901, 1, 1), date(2199, 1, 1))
# Closed days are drawn near the case, and on weekends too: far away they would never be met.
closings = some.sets(some.integers(-10, 140), max_size=25)
steady = settings(deadline=None, derandomize=True, database=None)


def closed_near(start: date, offsets: set[int]) -> deadlines.Rules:
    named = {"en": "closed", "es": "cerrado"}
    near = {start + timedelta(days=offset) for offset in offsets}
    return replace(RULES, closed={day: deadlines.ClosedDay(day, named) for day in near})


@settings(steady, max_examples=2000)
@given(days, closings, some.sampled_from(sorted(RULES.periods)), some.none() | some.integers(0, 130), some.booleans())
def test_both_clocks_say_the_same_days(
    start: date, offsets: set[int], rule_id: str, answered_after: int | None, extended: bool
) -> None:
    rules = closed_near(start, offsets)
    length, business = rules[rule_id].days, rule_id in BUSINESS
    aim_for = peer.plus_business(start, length, rules.closed) if business else peer.plus(start, length)
    ours = deadlines.count(rules, rule_id, start)
    assert (ours.aim_for, ours.last_day) == (aim_for, peer.moved(aim_for, rules.closed))

    answered = None if answered_after is None else start + timedelta(days=answered_after)
    window = deadlines.hearing_window(rules, start, answered, extended=extended)
    perhaps = window.perhaps.last_day if window.perhaps else None
    seen = peer.Window(window.opens_on, window.last.aim_for, window.last.last_day, perhaps)
    assert seen == peer.hearing(start, answered, rules.closed)
    assert window.agency_due.last_day == peer.moved(peer.plus(start, 60 if extended else 30), rules.closed)


@settings(steady, max_examples=300)
@given(days, closings, some.sampled_from(sorted(RULES.periods)))
def test_a_last_day_is_a_business_day_never_before_the_day_to_aim_for(
    start: date, offsets: set[int], rule_id: str
) -> None:
    rules = closed_near(start, offsets)
    deadline = deadlines.count(rules, rule_id, start)
    assert rules.is_business_day(deadline.last_day)
    assert start < deadline.aim_for <= deadline.last_day
    assert deadline.moved == (not rules.is_business_day(deadline.aim_for))


@settings(steady, max_examples=300)
@given(days, closings, some.integers(0, 200), some.booleans())
def test_the_safe_last_day_of_a_hearing_is_never_later_than_another_reading(
    filed: date, offsets: set[int], answered_after: int, extended: bool
) -> None:
    window = deadlines.hearing_window(
        closed_near(filed, offsets), filed, filed + timedelta(days=answered_after), extended=extended
    )
    assert window.opens_on <= window.last.last_day
    if window.perhaps:
        assert window.last.last_day <= window.perhaps.last_day


@settings(steady, max_examples=1000)
@given(some.datetimes(datetime(2007, 1, 1), datetime(2037, 1, 1), timezones=some.just(UTC)))
def test_a_moment_falls_on_the_los_angeles_date_the_second_clock_says(moment: datetime) -> None:
    assert deadlines.local_date(moment) == peer.pacific_date(moment)
