"""What is shown of a complaint's course: its days in order, their picture, and the calendar file."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from forms_app import deadlines
from forms_app.deadlines import calendars
from forms_app.deadlines.timeline import point, timeline
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")
LANGUAGES = ("en", "es")
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)

LEARNED, FILED = date(2026, 8, 28), date(2026, 10, 5)
COURSES = {
    "learned": deadlines.course(RULES, LEARNED),
    "filed": deadlines.course(RULES, LEARNED, FILED),
    "filed only": deadlines.course(RULES, None, FILED),
    "answered in time": deadlines.course(RULES, LEARNED, FILED, date(2026, 10, 30)),
    "answered late": deadlines.course(RULES, LEARNED, FILED, date(2026, 11, 10)),
    "answered after the safe day": deadlines.course(RULES, LEARNED, FILED, date(2027, 2, 10)),
}


def kinds(course: deadlines.Course) -> list[str]:
    return [mark.kind for mark in course.marks]


def test_before_the_complaint_its_last_day_is_shown_with_the_day_to_aim_for() -> None:
    course = COURSES["learned"]
    assert kinds(course) == ["event", "aim", "last"]
    assert [mark.on for mark in course.marks] == [LEARNED, date(2026, 11, 26), date(2026, 11, 30)]
    assert course.hearing is None


def test_after_the_complaint_both_the_agency_s_day_and_the_first_day_to_ask_are_shown() -> None:
    course = COURSES["filed"]
    assert kinds(course) == ["event", "event", "agency", "opens", "aim", "last"]
    assert course.due_if_mailed and course.due_if_mailed.last_day == date(2026, 11, 12)  # received on October 13


def test_an_answer_takes_the_place_of_the_agency_s_day() -> None:
    assert "agency" not in kinds(COURSES["answered late"])
    assert COURSES["answered late"].due_if_mailed is None


def test_knowing_nothing_makes_no_course() -> None:
    nothing = deadlines.course(RULES, None)
    assert (nothing.marks, calendars.entries(RULES, nothing, "en")) == ((), [])


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_days_stand_in_order(course: deadlines.Course) -> None:
    days = [mark.on for mark in course.marks]
    assert days == sorted(days)


def line(course: deadlines.Course, lang: str, title: str = "") -> str:
    return str(timeline(RULES, [point(mark, lang) for mark in course.marks], TODAY, lang, title))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_line_says_every_day_in_words_with_today_on_it_once(course: deadlines.Course, lang: str) -> None:
    root = ElementTree.fromstring(line(course, lang, 'Dates & "days"'))  # noqa: S314
    assert (root.tag, root.attrib["aria-label"]) == ("ol", 'Dates & "days"')
    said = [(item.findtext("span"), item.findtext("b")) for item in root]
    for day, label in [
        *((mark.on, mark.label[lang]) for mark in course.marks),
        (TODAY, RULES.sentences["day_today"][lang]),
    ]:
        assert (deadlines.words(day, lang), label) in said
    assert len(said) == len(course.marks) + 1


def test_a_day_of_the_course_that_is_today_is_called_so_and_stands_there_once() -> None:
    filed = deadlines.course(RULES, None, TODAY)
    root = ElementTree.fromstring(line(filed, "en"))  # noqa: S314
    assert len(root) == len(filed.marks)
    assert [item.findtext("b") for item in root if item.find("span[@class='chip']") is not None] == [
        RULES.sentences["day_filed"]["en"]
    ]


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_line_obeys_the_content_security_policy(course: deadlines.Course) -> None:
    assert not re.search(r"style=|<style|<script|\son\w+=|href=", line(course, "es", "t"))


def test_a_title_cannot_break_out_of_the_line() -> None:
    assert "<script" not in line(COURSES["learned"], "en", '"><script>alert(1)</script>')


def events(course: deadlines.Course, lang: str, name: str = "one", alarm: bool = False) -> list[Any]:
    written = calendars.calendar(calendars.entries(RULES, course, lang), NOW, name, alarm)
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def uids(course: deadlines.Course, name: str = "one") -> dict[str, str]:
    """Title to UID."""
    return {str(event["SUMMARY"]): str(event["UID"]) for event in events(course, "en", name)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_calendar_holds_her_days_and_the_agencys_last(course: deadlines.Course, lang: str) -> None:
    wanted = [mark.on for mark in course.marks if mark.kind in ("opens", "aim", "last")]
    wanted += [course.hearing.agency_due.last_day] if course.hearing and course.hearing.answer == "none" else []
    found = events(course, lang)
    assert [event.decoded("DTSTART") for event in found] == sorted(wanted)
    assert len({event["UID"] for event in found}) == len(found)
    assert all(event.decoded("DTSTAMP") == NOW and event.errors == [] for event in found)
    expected = [entry.text for entry in calendars.entries(RULES, course, lang)]
    assert [str(event["DESCRIPTION"]) for event in found] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_each_day_in_the_calendar_says_from_which_it_was_counted(course: deadlines.Course, lang: str) -> None:
    known = {deadlines.words(mark.on, lang) for mark in course.marks if mark.kind == "event"}
    said = {"en": "Counted from ", "es": "Contado desde el "}[lang]
    for event in events(course, lang):
        before, found, start = str(event["DESCRIPTION"]).partition(said)
        assert before and found and start.removesuffix(".") in known


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("alarm", [False, True])
def test_no_title_in_the_calendar_tells_what_it_is_about_nor_does_an_alarm(lang: str, alarm: bool) -> None:
    for course in COURSES.values():
        for event in events(course, lang, alarm=alarm):
            said = [event["SUMMARY"], *(ring["DESCRIPTION"] for ring in event.subcomponents)]
            secret = re.compile(r"complain|hearing|support|queja|audiencia|manutenci|agenc", re.IGNORECASE)
            assert not any(secret.search(text) for text in said)
            assert event["CLASS"] == "PRIVATE"


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_an_alarm_rings_at_nine_only_for_her_days_and_only_if_she_asks(course: deadlines.Course) -> None:
    assert not any(event.subcomponents for event in events(course, "en"))
    for event, entry in zip(events(course, "en", alarm=True), calendars.entries(RULES, course, "en"), strict=True):
        rings = [ring.decoded("TRIGGER") for ring in event.subcomponents]
        assert rings == ([timedelta(days=-7, hours=9), timedelta(hours=-15)] if entry.hers else [])
        assert entry.hers == (entry.title != "Last day for them")


def test_the_same_day_saved_twice_is_the_same_event_in_either_language() -> None:
    first, second = (events(COURSES["filed"], lang) for lang in ("en", "es"))
    assert [event["UID"] for event in first] == [event["UID"] for event in second]


def test_a_corrected_day_takes_the_place_of_the_wrong_one() -> None:
    wrong, right = (deadlines.course(RULES, date(2026, 9, day)) for day in (1, 2))
    assert uids(wrong)["Last day"] == uids(right)["Last day"]
    later = calendars.calendar(calendars.entries(RULES, right, "en"), NOW + timedelta(minutes=1), "one")
    (event, *_rest) = icalendar.Calendar.from_ical(later).walk("VEVENT")
    assert event["SEQUENCE"] > events(wrong, "en")[0]["SEQUENCE"]


def test_two_last_days_on_one_day_are_two_events() -> None:
    """The last day to complain and the last day to ask for a hearing, both on January 4, 2027."""
    complaint, hearing = deadlines.course(RULES, date(2026, 10, 5)), deadlines.course(RULES, None, date(2026, 10, 5))
    last = [next(e for e in events(course, "en") if e["SUMMARY"] == "Last day") for course in (complaint, hearing)]
    assert last[0].decoded("DTSTART") == last[1].decoded("DTSTART") and last[0]["UID"] != last[1]["UID"]


def test_the_days_of_two_complaints_are_different_events() -> None:
    assert not set(uids(COURSES["filed"], "one").values()) & set(uids(COURSES["filed"], "two").values())


def test_an_answer_in_time_takes_the_place_of_the_last_day_without_one() -> None:
    before = deadlines.course(RULES, None, date(2026, 10, 5))
    after = deadlines.course(RULES, None, date(2026, 10, 5), date(2026, 10, 20))
    assert uids(before)["Last day"] == uids(after)["Last day"]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(some.text(some.characters(exclude_categories=("Cs", "Cc")) | some.just("\n"), max_size=300))
def test_any_text_comes_back_from_the_calendar_as_it_was(text: str) -> None:
    written = calendars.calendar([calendars.Entry("x", TODAY, "x", text)], NOW, "one")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == text
