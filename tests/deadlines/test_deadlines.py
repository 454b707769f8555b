"""What the clock says beside its dates: reasons, open points, other years, and dates that cannot be."""

from datetime import UTC, date, datetime

import pytest
from support import clock_peer as peer

from forms_app import deadlines
from forms_app.deadlines import Hearing
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")
LANGUAGES = ("en", "es")
FILED = date(2026, 11, 1)


def ids(of: deadlines.Deadline | deadlines.Hearing | deadlines.Received) -> list[str]:
    return [point.id for point in of.unsettled]


@pytest.mark.parametrize("year", sorted(RULES.years))
def test_the_closed_days_are_those_the_calhr_rules_give(year: int) -> None:
    assert {day for day in RULES.closed if day.year == year} == peer.state_closures(year)


def test_a_saturday_holiday_closes_no_day_and_a_sunday_one_closes_monday() -> None:
    assert RULES.is_business_day(date(2026, 7, 3))
    assert not RULES.is_business_day(date(2027, 7, 5))
    assert RULES.is_business_day(date(2027, 12, 24))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 8, 7, 59, tzinfo=UTC), date(2026, 3, 7)),
        (datetime(2026, 3, 8, 8, 0, tzinfo=UTC), date(2026, 3, 8)),
        (datetime(2026, 3, 9, 6, 59, tzinfo=UTC), date(2026, 3, 8)),  # the day of 23 hours
        (datetime(2026, 3, 9, 7, 0, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 11, 1, 6, 59, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 11, 1, 7, 0, tzinfo=UTC), date(2026, 11, 1)),
        (datetime(2026, 11, 2, 7, 59, tzinfo=UTC), date(2026, 11, 1)),  # the day of 25 hours
        (datetime(2026, 11, 2, 8, 0, tzinfo=UTC), date(2026, 11, 2)),
        (datetime(2027, 1, 1, 7, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_moment_belongs_to_the_los_angeles_day(moment: datetime, expected: date) -> None:
    assert deadlines.local_date(moment) == expected


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadlines.local_date(datetime(2026, 11, 22, 12, 0))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule_id", sorted(RULES.periods))
def test_every_rule_gives_its_reason_in_whole_sentences(rule_id: str, lang: str) -> None:
    for start in (date(2026, 8, 28), date(2026, 9, 1), date(2026, 12, 2)):
        deadline = deadlines.count(RULES, rule_id, start)
        reason = deadline.reason(lang)
        assert reason.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) and reason.endswith(".")
        assert not set("{}") & set(reason)
        assert deadlines.words(deadline.last_day, lang) in reason
        assert deadline.source and deadline.label(lang)


def test_a_moved_day_says_why_and_still_shows_the_day_to_aim_for() -> None:
    thanksgiving = deadlines.complaint_deadline(RULES, date(2026, 8, 28))
    assert thanksgiving.moved
    assert thanksgiving.said("en") == (
        "Try to act by Thursday, November 26, 2026. The agency is closed that day (Thanksgiving Day): if you can,"
        " call before it. The last day moves to the next business day: Monday, November 30, 2026."
    )
    assert thanksgiving.said("es") == (
        "Trate de hacerlo a más tardar el jueves 26 de noviembre de 2026. La agencia cierra ese día"
        " (Día de Acción de Gracias): si puede, llame antes. El último día pasa al siguiente día hábil,"
        " el lunes 30 de noviembre de 2026."
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Last day to file a complaint: Thursday, December 31, 2026."),
        ("es", "Último día para presentar una queja: jueves 31 de diciembre de 2026."),
    ],
)
def test_beside_its_label_a_day_is_not_called_the_last_day_twice(lang: str, expected: str) -> None:
    assert deadlines.complaint_deadline(RULES, date(2026, 10, 2)).said_with_label(lang) == expected
    moved = deadlines.complaint_deadline(RULES, date(2026, 8, 28))
    assert moved.said_with_label(lang) == f"{moved.label(lang)}: {moved.said(lang)}"


def test_a_closed_day_on_a_weekend_is_told_as_a_weekend() -> None:
    saturday = date(2026, 7, 4)
    closed = {saturday: deadlines.ClosedDay(saturday, {"en": "Independence Day", "es": "Día de la Independencia"})}
    deadline = deadlines.complaint_deadline(
        deadlines.Rules(RULES.periods, closed, RULES.years, RULES.open_points, RULES.sentences), date(2026, 4, 5)
    )
    assert "weekend" in deadline.said("en") and "Independence" not in deadline.said("en")


def test_business_day_is_shown_as_unsettled_only_where_it_matters() -> None:
    assert ids(deadlines.complaint_deadline(RULES, date(2026, 8, 28))) == ["business_day"]
    assert ids(deadlines.complaint_deadline(RULES, date(2026, 9, 1))) == []
    assert ids(deadlines.count(RULES, "inquiry_answer", date(2026, 9, 1))) == ["business_day"]


def test_a_year_without_a_list_of_closed_days_says_so() -> None:
    assert ids(deadlines.complaint_deadline(RULES, date(2027, 11, 30))) == ["unlisted_year"]
    assert ids(deadlines.complaint_deadline(RULES, date(2025, 12, 1))) == ["business_day"]  # ends in 2026
    assert "unlisted_year" in ids(deadlines.receive(RULES, deadlines.Arrival("mail", date(2025, 12, 31))))


def test_a_dismissal_notice_that_ends_on_a_closed_day_says_that_moving_is_unsettled() -> None:
    assert ids(deadlines.count(RULES, "dismissal_answer", date(2026, 11, 11))) == ["moving", "business_day"]
    assert ids(deadlines.count(RULES, "dismissal_answer", date(2026, 11, 16))) == []


@pytest.mark.parametrize(
    ("answered_on", "extended", "expected"),
    [
        (None, False, ["hearing_limit", "business_day"]),
        (None, True, ["extension", "hearing_limit", "business_day"]),
        (date(2026, 11, 10), True, ["hearing_limit"]),
        (date(2026, 12, 20), False, ["late_answer", "hearing_limit", "business_day"]),
        (date(2026, 12, 20), True, ["late_answer", "extension", "hearing_limit", "business_day"]),
    ],
)
def test_a_hearing_shows_what_is_unsettled(answered_on: date | None, extended: bool, expected: list[str]) -> None:
    assert ids(deadlines.hearing_window(RULES, FILED, answered_on, extended=extended)) == expected


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 12, 1), "waiting"),
        (date(2026, 12, 2), "open"),
        (date(2027, 2, 1), "open"),
        (date(2027, 2, 2), "past"),
    ],
)
def test_a_hearing_without_an_answer_opens_on_day_31_and_is_open_on_its_last_day(today: date, stage: str) -> None:
    assert deadlines.hearing_window(RULES, FILED).stage(today) == stage


def hearings() -> list[Hearing]:
    answers = (None, date(2026, 11, 10), date(2026, 12, 20))
    return [
        deadlines.hearing_window(RULES, FILED, answer, extended=extended)
        for answer in answers
        for extended in (False, True)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("hearing", hearings(), ids=str)
def test_a_hearing_gives_its_last_day_in_words(hearing: Hearing, lang: str) -> None:
    reason = hearing.reason(lang)
    assert deadlines.words(hearing.last.last_day, lang) in reason
    assert not set("{}") & set(reason)
    if hearing.answer == "none":
        assert deadlines.words(hearing.opens_on, lang) in reason


def test_the_ninety_days_without_an_answer_are_never_told_as_a_wait() -> None:
    """One source tells people to wait 90 days for an answer, which could cost them the hearing (FACTS §3)."""
    reason = deadlines.hearing_window(RULES, FILED).reason("en")
    assert "no written answer 30 days after you filed" in reason
    assert "Do not wait" in reason


def test_the_day_the_agency_must_answer_counts_from_receipt_not_from_the_postmark() -> None:
    filed_on = date(2026, 11, 20)
    received_on = deadlines.received_on(RULES, "mail", filed_on)
    window = deadlines.hearing_window(RULES, filed_on, None, received_on)
    assert window.agency_due.last_day == date(2026, 12, 31)
    assert window.opens_on == date(2026, 12, 21)  # earlier than the agency's day: both are shown


def test_sent_online_says_that_the_rules_are_silent() -> None:
    assert ids(deadlines.receive(RULES, deadlines.Arrival("online", FILED))) == ["online"]
    assert ids(deadlines.receive(RULES, deadlines.Arrival("phone", FILED))) == []


def test_the_last_day_itself_is_not_late() -> None:
    deadline = deadlines.complaint_deadline(RULES, date(2026, 9, 1))
    assert (deadline.is_past(deadline.last_day), deadline.days_left(deadline.last_day)) == (False, 0)
    assert (deadline.is_past(date(2026, 12, 1)), deadline.days_left(date(2026, 12, 1))) == (True, -1)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2026, 11, 23), "future"),
        (date(2026, 11, 22), None),
        (date(1900, 1, 1), None),
        (date(1899, 12, 31), "too_long_ago"),
    ],
)
def test_one_rule_says_on_which_days_something_can_have_happened(day: date, fault: str | None) -> None:
    assert deadlines.past_fault(day, newest=date(2026, 11, 22)) == fault


def test_dates_in_the_wrong_order_get_their_own_sentence() -> None:
    earlier, later = date(2026, 10, 1), date(2026, 10, 2)
    assert (
        deadlines.answer_problem(RULES, filed_on=later, answered_on=earlier)
        == RULES.sentences["answer_before_complaint"]
    )
    assert deadlines.answer_problem(RULES, filed_on=later, answered_on=later) is None
    assert deadlines.filed_problem(RULES, learned_on=later, filed_on=earlier) == RULES.sentences["filed_before_learned"]
    assert deadlines.filed_problem(RULES, learned_on=later, filed_on=later) is None
    with pytest.raises(ValueError, match="answered before filed"):
        deadlines.hearing_window(RULES, later, earlier)
