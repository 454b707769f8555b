"""Keying in: every form over every channel, from the first question to the status page of the public app."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from answers import Filled, Raw, most
from desk import Browser, Desk
from flask import Flask
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from forms_app import clock, codes, moment, status
from forms_app.forms import FORMS
from forms_app.models import audit, intakes, outbox, submissions
from forms_app.staff import rights
from forms_app.staff.channels import WAYS

CHANNELS = sorted(set(WAYS) - {"online"})
TODAY = date(2026, 11, 20)  # a Friday, in Los Angeles
DAY = {"day-month": "11", "day-day": "16", "day-year": "2026"}
STAMP = {"came_in_on-month": "11", "came_in_on-day": "18", "came_in_on-year": "2026"}
OUTPUT = re.compile(r'<output id="([a-z-]+)"[^>]*>([^<]+)<')


@pytest.fixture(autouse=True)
def one_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The questions read the same clock as the desk."""
    monkeypatch.setattr(moment, "clock", desk.clock)
    yield


def begin(browser: Browser, form: str = "complaint", channel: str = "phone", **known: str) -> str:
    """The address of a new intake."""
    days = {**DAY, **STAMP} if channel == "mail" else DAY
    answer = browser.post("/intake/", **{"form": form, "language": "es", "channel": channel, **days, **known})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def fill(browser: Browser, path: str, raw: Raw, go: str = "keep") -> TestResponse:
    page = browser.get(path).text
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    return browser.client.post(path, data={"form_token": browser.token(), "version": version, "go": go, **raw})


def store(browser: Browser, path: str) -> dict[str, str]:
    """Press Store on the check page; the two codes that are shown."""
    page = browser.get(f"{path}check/").text
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    answer = browser.post(f"{path}check/", version=version)
    assert answer.headers["Location"] == f"{path}stored/", answer.text
    return dict(OUTPUT.findall(browser.get(f"{path}stored/").text))


def typed(filled: Filled) -> Raw:
    return {name: texts for slug in filled.asked for name, texts in filled.of(slug).items()}


def row_of(desk: Desk, reference: str) -> Any:
    with desk.office.database.read() as connection:
        return connection.execute(select(submissions).where(submissions.c.reference == reference)).one()


def opened(desk: Desk, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(desk.office.opening.open(row_of(desk, reference).sealed, context=reference))
    return found


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_is_keyed_in_over_every_channel(desk: Desk, form: str, channel: str) -> None:
    browser, filled = desk.signed_in(), most(FORMS[form])
    path = begin(browser, form, channel)
    answer = fill(browser, path, typed(filled), "check")
    assert answer.headers["Location"] == f"{path}check/", answer.text
    told = store(browser, path)
    reference, code = told["reference"], codes.read(told["receipt-code"])
    content, row = opened(desk, reference), row_of(desk, reference)
    assert content["answers"] == {name: value for name, value in filled.values.items() if value is not None}
    assert content["keyed"]["receipt_code"] == code and (row.language, row.channel) == ("es", channel)
    by_rule = channel == "mail" and form == "complaint"
    received = clock.received_on(desk.office.rules, "mail", date(2026, 11, 16)) if by_rule else None
    received = received or date(2026, 11, 18 if channel == "mail" else 16)
    assert clock.local_date(row.received_at) == received
    key = status.key_of(desk.office.pepper, reference, code)
    with desk.office.database.read() as connection:
        standing = status.read(connection, reference, key)
        kinds = connection.scalars(select(outbox.c.kind).where(outbox.c.reference == reference)).all()
    assert (standing.form, standing.filed_on, standing.received_on) == (form, date(2026, 11, 16), received)
    assert sorted(kinds) == (["arrived", "mail"] if "email" in filled.values else ["arrived"])
    rule = status.AGENCY_DUE.get(form)
    desk.take_in()
    due = row_of(desk, reference).due_on
    assert due == (rule(desk.office.rules, received).last_day if rule else date(9999, 12, 31))
