"""What each process works with has one base, and its clock is the one by which its questions check a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from support.ground import SetClock

from forms_app.forms.questions import PastDate
from forms_app.forms.questions.page import Page
from forms_app.processes.services import Services, load
from forms_app.settings import Settings
from forms_app.staff import office
from forms_app.storage.database import Database


class OneDay(Page):
    slug = "day"
    heading = "Day"
    on = PastDate("On which day?")


@pytest.mark.parametrize("whose", ["public", "staff", "worker"])
def test_each_process_has_the_same_base(app: Flask, settings: Settings, clock: SetClock, whose: str) -> None:
    known = _of(whose, app, settings)
    assert isinstance(known, Services)
    assert known.rules["complaint_answer"].days and known.agency.phones and known.zips["90012"] == "Los Angeles"
    clock.now = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)  # the evening before where the agency is
    assert (known.now(), known.today()) == (clock.now, date(2026, 11, 20))
    if whose == "staff":
        known.database.close()


def test_a_question_checks_a_day_by_that_clock(app: Flask, clock: SetClock) -> None:
    typed = {"on-month": ["11"], "on-day": ["20"], "on-year": ["2026"]}
    with app.test_request_context("/forms/"):
        assert OneDay.of(typed).validate()
        clock.now = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)
        assert not OneDay.of(typed).validate()


def _of(whose: str, app: Flask, settings: Settings) -> Services:
    if whose == "public":
        found: Services = app.extensions["services"]
        return found
    return office.made(settings) if whose == "staff" else load(settings, Database(settings.database_url))
