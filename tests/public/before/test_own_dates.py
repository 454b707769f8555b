"""Somebody's own dates as a page: answered at once, kept nowhere, and taken along as a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import icalendar
import pytest
from flask import Flask
from sqlalchemy import func, select
from support.ground import SetClock
from support.own_dates import LANGUAGES, PAGE, typed
from support.visitor import Visitor

from forms_app.deadlines import words
from forms_app.public.services import PublicServices
from forms_app.storage.database import Database
from forms_app.storage.tables import metadata


def sentence(app: Flask, name: str, language: str) -> str:
    services: PublicServices = app.extensions["services"]
    return services.rules.sentences[name][language]


def calendar_link(visitor: Visitor) -> str:
    (link,) = [element.attrs["href"] for element in visitor.page.all("a") if element.attrs["href"].endswith(".ics")]
    return link


@LANGUAGES
def test_who_knows_when_she_learned_of_it_gets_the_last_day_to_complain(visitor: Visitor, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("8 28 2026"))
    assert (visitor.status, visitor.path) == (200, PAGE[language])
    for day in (date(2026, 11, 26), date(2026, 11, 30)):
        assert words(day, language) in visitor.page.text


@LANGUAGES
def test_who_waits_for_an_answer_gets_both_the_agency_s_day_and_her_own(visitor: Visitor, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("9 1 2026", "10 5 2026"))
    for day in (date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 12), date(2027, 1, 3), date(2027, 1, 4)):
        assert words(day, language) in visitor.page.text


@LANGUAGES
def test_a_late_answer_shows_the_safe_day_and_who_can_tell(visitor: Visitor, app: Flask, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("", "10 5 2026", "11 10 2026"))
    services: PublicServices = app.extensions["services"]
    assert words(date(2027, 1, 4), language) in visitor.page.text
    assert words(date(2027, 2, 8), language) in visitor.page.text  # the other reading
    assert services.rules.open_points["late_answer"].text[language] in visitor.page.text
    assert services.agency.phones["state_hearing_office"].number in visitor.page.text


@LANGUAGES
def test_a_day_that_has_passed_closes_nothing(visitor: Visitor, app: Flask, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("1 5 2026", "2 2 2026"))
    assert visitor.status == 200
    assert sentence(app, "late_is_not_blocked", language) in visitor.page.text
    assert f"{PAGE[language].replace('deadlines', 'state-hearing')}" in [a.attrs["href"] for a in visitor.page.all("a")]


MISTAKES = [
    (typed("11 22 2026"), "learned_on-month", None),  # tomorrow wherever one is
    (typed("12 31 1899"), "learned_on-year", None),
    (typed("2 30 2026"), "learned_on-month", None),
    (typed("9 1"), "learned_on-year", None),
    (typed("9 1 2026", "8 31 2026"), "filed_on-month", "filed_before_learned"),
    (typed("", "10 5 2026", "10 4 2026"), "answered_on-month", "answer_before_complaint"),
    (typed("", "", "10 4 2026"), "filed_on-month", None),
    ({}, "learned_on-month", None),
]


@pytest.mark.parametrize("day", ["11 21 2026", "Nov. 21st 26"])
def test_a_day_that_has_begun_in_the_east_is_counted(visitor: Visitor, day: str) -> None:
    for path in PAGE.values():
        assert visitor.open(path).press(typed=typed(day)).status == 200


@pytest.mark.parametrize(("fields", "where", "name"), MISTAKES)
def test_a_date_that_cannot_be_is_asked_again_beside_it(
    visitor: Visitor, app: Flask, fields: dict[str, str], where: str, name: str | None
) -> None:
    for language, path in PAGE.items():
        visitor.open(path).press(typed=fields)
        assert visitor.status == 422
        assert list(visitor.page.mistakes) == [where]
        said = visitor.page.mistakes[where]
        assert said.endswith(".") and (name is None or said.endswith(sentence(app, name, language)))
        shown = {e.attrs["name"]: e.attrs["value"] for e in visitor.page.all("input") if e.attrs["name"] in fields}
        assert shown == fields


@pytest.mark.parametrize(
    "text",
    ["9" * 5000, "\x00", "-1", "1e3", "٣", "３", "😀", "' OR 1=1", "<b>", "0", "\u202e9"],
    ids=lambda text: ascii(text)[:9],
)
def test_whatever_stands_in_a_field_is_answered(visitor: Visitor, text: str) -> None:
    for part in ("month", "day", "year"):
        visitor.open(PAGE["en"]).press(typed=typed("9 1 2026") | {f"learned_on-{part}": text})
        assert visitor.status in (200, 422)


@LANGUAGES
def test_switching_the_language_keeps_the_dates_and_their_answer(visitor: Visitor, language: str) -> None:
    other = {"en": "es", "es": "en"}[language]
    visitor.open(PAGE[language]).press(typed=typed("8 28 2026"))
    switch = visitor.button(other)
    assert switch.attrs["formaction"] == PAGE[other]
    visitor.post(switch.attrs["formaction"], [*typed("8 28 2026").items(), ("switch", other)])
    assert (visitor.status, visitor.page.one("html").attrs["lang"]) == (200, other)
    assert words(date(2026, 11, 26), other) in visitor.page.text


def test_switching_before_anything_is_typed_calls_nothing_wrong(visitor: Visitor) -> None:
    visitor.post(PAGE["es"], [("switch", "es"), ("learned_on-month", "9")])
    assert (visitor.status, visitor.page.mistakes) == (200, {})
    assert [e.attrs["value"] for e in visitor.page.all("input") if e.attrs["name"] == "learned_on-month"] == ["9"]


def test_enter_in_a_field_shows_the_dates_rather_than_the_other_language(visitor: Visitor) -> None:
    visitor.open(PAGE["en"])
    assert "formaction" not in visitor.button().attrs


def test_nothing_is_stored_and_no_cookie_is_set(visitor: Visitor, database: Database) -> None:
    visitor.open(PAGE["es"]).press(typed=typed("9 1 2026", "10 5 2026"))
    visitor.client.get(calendar_link(visitor))
    assert visitor.client.get_cookie("visit", domain="127.0.0.1") is None
    with database.read() as connection:
        assert [
            t.name for t in metadata.sorted_tables if connection.execute(select(func.count()).select_from(t)).scalar()
        ] == []


@LANGUAGES
def test_the_calendar_holds_the_days_and_its_address_does_not(visitor: Visitor, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("9 1 2026", "10 5 2026"))
    link = calendar_link(visitor)
    assert link.startswith(PAGE[language]) and not re.search(r"2026|2027", link)
    file = visitor.client.get(link)
    assert (file.status_code, file.content_type) == (200, "text/calendar; charset=utf-8")
    assert re.fullmatch(r'attachment; filename="(dates|fechas)\.ics"', file.headers["Content-Disposition"])
    assert file.headers["Cache-Control"] == "no-store"
    days = [event.decoded("DTSTART") for event in icalendar.Calendar.from_ical(file.data).walk("VEVENT")]
    assert days == [date(2026, 11, 4), date(2026, 11, 5), date(2027, 1, 3), date(2027, 1, 4)]


def saved(visitor: Visitor, query: str = "") -> list[Any]:
    file = visitor.client.get(calendar_link(visitor) + query)
    return list(icalendar.Calendar.from_ical(file.data).walk("VEVENT"))


def test_a_date_corrected_on_the_page_takes_the_place_of_the_wrong_one(visitor: Visitor) -> None:
    first = saved(visitor.open(PAGE["en"]).press(typed=typed("9 1 2026")))
    visitor.press(typed=typed("9 31 2026"))
    corrected = saved(visitor.press(typed=typed("8 20 2026")))
    again = saved(visitor.open(PAGE["en"]).press(typed=typed("9 1 2026")))
    assert [event["UID"] for event in first] == [event["UID"] for event in corrected]
    assert [event["DTSTART"] for event in first] != [event["DTSTART"] for event in corrected]
    assert not {event["UID"] for event in again} & {event["UID"] for event in first}


@LANGUAGES
def test_an_alarm_is_there_only_if_it_is_ticked(visitor: Visitor, language: str) -> None:
    visitor.open(PAGE[language]).press(typed=typed("9 1 2026", "10 5 2026"))
    box = visitor.page.by_id("alarm")
    (form,) = [outer for outer in box.around if outer.tag == "form"]
    assert "checked" not in box.attrs and (form.attrs["method"], form.attrs["action"]) == (
        "get",
        calendar_link(visitor),
    )
    assert not any(event.subcomponents for event in saved(visitor))
    rings = [len(event.subcomponents) for event in saved(visitor, f"?{box.attrs['name']}={box.attrs['value']}")]
    assert rings == [0, 2, 2, 2]  # none for the agency's own last day


@pytest.mark.parametrize("name", ["", "x", "A" * 16, "0" * 15, "0" * 17, "0" * 5000, "ñ" * 16])
def test_a_name_of_a_course_that_is_not_ours_is_not_taken(visitor: Visitor, name: str) -> None:
    visitor.post(PAGE["en"], [*typed("9 1 2026").items(), ("course", name)])
    assert visitor.status == 200
    (hidden,) = [field for field in visitor.page.all("input") if field.attrs.get("name") == "course"]
    assert re.fullmatch("[0-9a-f]{16}", hidden.attrs["value"])


def test_the_same_dates_have_another_address_each_time(visitor: Visitor) -> None:
    links = {calendar_link(visitor.open(PAGE["en"]).press(typed=typed("9 1 2026"))) for _ in range(3)}
    assert len(links) == 3


def test_the_address_of_a_calendar_lives_thirty_minutes(visitor: Visitor, clock: SetClock) -> None:
    link = calendar_link(visitor.open(PAGE["en"]).press(typed=typed("9 1 2026")))
    clock.forward(minutes=30)
    assert visitor.client.get(link).status_code == 200
    clock.forward(seconds=1)
    gone = visitor.client.get(link)
    assert (gone.status_code, gone.location) == (303, PAGE["en"])


@pytest.mark.parametrize("box", ["abc", "%C3%B1", "A" * 100, "A" * 5000, "..%2F..%2Fetc", "====", "-"])
def test_an_address_that_is_not_ours_leads_back_to_the_questions(visitor: Visitor, box: str) -> None:
    answer = visitor.client.get(f"/es/forms/deadlines/{box}.ics")
    assert answer.status_code in (303, 404)
    assert b"BEGIN:VCALENDAR" not in answer.data


def test_a_changed_address_opens_nothing(visitor: Visitor) -> None:
    link = calendar_link(visitor.open(PAGE["en"]).press(typed=typed("9 1 2026")))
    at = len(PAGE["en"]) + 20
    changed = link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]
    assert visitor.client.get(changed).status_code == 303


def test_another_site_cannot_ask(visitor: Visitor) -> None:
    assert visitor.post(PAGE["en"], [*typed("9 1 2026").items()], Sec_Fetch_Site="cross-site").status == 400
