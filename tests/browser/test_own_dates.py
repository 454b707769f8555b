"""Somebody's own dates as people meet them: typed, told and taken along, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
from support.left_behind import leave
from support.looking import criticise, look_over
from support.person import Opens, Person, Setting, full
from support.whole_way import SHORT, WHOLE

SETTINGS = pytest.mark.parametrize("setting", WHOLE if full() else SHORT[::3], ids=str)
SHOW = "#dates .button"
CUT_OFF = """[...document.querySelectorAll('.time li > *')].filter(text => {
  const line = text.closest('.time').getBoundingClientRect(), box = text.getBoundingClientRect();
  return box.right > line.right + .5 || box.bottom > line.bottom + .5;
}).map(text => text.textContent)"""


def look(person: Person) -> None:
    (criticise if full() or person.setting.scripts else look_over)(person)


def type_date(person: Person, name: str, month: int, day: int, year: int) -> None:
    for part, number in (("month", month), ("day", day), ("year", year)):
        person.page.locator(f"#{name}-{part}").fill(str(number))


@SETTINGS
def test_the_dates_are_told_shown_and_kept_as_a_calendar(opens: Opens, setting: Setting, tmp_path: Path) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/deadlines/")
    look(person)
    type_date(person, "learned_on", 1, 5, 2026)
    type_date(person, "filed_on", 2, 2, 2026)
    person.press(SHOW)
    look(person)
    assert person.page.evaluate(CUT_OFF) == []
    with person.page.expect_download() as download:
        person.page.locator('main a[href$=".ics"]').click()
    download.value.save_as(tmp_path / "kept.ics")
    assert len(icalendar.Calendar.from_ical((tmp_path / "kept.ics").read_bytes()).walk("VEVENT")) == 4
    assert person.kept() == {}


@pytest.mark.parametrize("setting", WHOLE if full() else SHORT[1:3], ids=str)
def test_a_mistake_is_said_and_switching_keeps_what_was_typed(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/deadlines/")
    type_date(person, "filed_on", 2, 2, 2026)
    type_date(person, "answered_on", 2, 1, 2026)
    person.press(SHOW)
    assert person.page.locator("#error-summary a").count() == 1
    look(person)
    type_date(person, "answered_on", 2, 20, 2026)
    person.switch_language()
    other = "/forms/deadlines/" if person.prefix else "/es/forms/deadlines/"
    assert person.path == other
    assert person.page.locator(".time").count() == 1
    assert person.page.locator("#answered_on-day").input_value() == "20"


def test_enter_in_a_field_shows_the_dates(opens: Opens) -> None:
    person = opens(Setting())
    person.open("/forms/deadlines/")
    type_date(person, "filed_on", 2, 2, 2026)
    with person.page.expect_navigation():
        person.page.locator("#filed_on-year").press("Enter")
    assert person.path == "/forms/deadlines/"
    assert person.page.locator(".time").count() == 1


def test_on_paper_stand_the_dates_without_the_questions(opens: Opens) -> None:
    person = opens(Setting())
    person.open("/forms/deadlines/")
    type_date(person, "filed_on", 2, 2, 2026)
    person.press(SHOW)
    person.page.emulate_media(media="print")
    assert person.page.locator(".time").is_visible()
    assert not person.page.locator("#dates").is_visible()
    assert not person.page.locator(".exit").is_visible()


@pytest.mark.parametrize("setting", (Setting("es", True, 320), Setting("en", False)), ids=str)
def test_back_and_reload_keep_the_dates_and_leaving_takes_them(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.open(f"{person.prefix}/forms/deadlines/")
    type_date(person, "filed_on", 2, 2, 2026)
    person.press(SHOW)
    if setting.scripts:
        person.page.reload()
        assert person.page.locator(".time").count() == 1
    person.page.go_back()
    assert person.page.locator("#filed_on-year").input_value() == "2026"
    leave(person)
    for again in (person.page.go_back, lambda: person.open(f"{person.prefix}/forms/deadlines/?again")):
        again()
        assert "2026" not in person.page.evaluate("[...document.querySelectorAll('input')].map(e => e.value).join()")
    assert person.page.locator(".time").count() == 0
