"""A staff member who keys in: begins with how it came, fills in the long page, stores it, reads the codes."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Row, select
from werkzeug.test import TestResponse

from forms_app.storage.tables import submissions
from support.answers import Filled, Raw
from support.desk import Browser, Desk

DAY = {"day-month": "11", "day-day": "16", "day-year": "2026"}  # a Monday
STAMP = {"came_in_on-month": "11", "came_in_on-day": "18", "came_in_on-year": "2026"}
SOME = {"full_name": "Rosa Mendoza", "safe_ways": "phone", "phone": "213 555 0123"}
OUTPUT = re.compile(r'<output id="([a-z-]+)"[^>]*>([^<]+)<')
VERSION = re.compile(r'name="version" value="(\d+)"')


def arrival(form: str = "complaint", channel: str = "phone", **known: str) -> dict[str, str]:
    """What is typed into the first page."""
    days = {**DAY, **STAMP} if channel == "mail" else DAY
    return {"form": form, "language": "es", "channel": channel, **days, **known}


def begin(browser: Browser, form: str = "complaint", channel: str = "phone", **known: str) -> str:
    """The address of a new intake."""
    answer = browser.post("/intake/", **arrival(form, channel, **known))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def fill(browser: Browser, path: str, raw: Raw | dict[str, str], go: str = "keep") -> TestResponse:
    """Press a button of the long page, with this typed into it and nothing else."""
    version = VERSION.findall(browser.get(path).text)[0]
    return browser.client.post(path, data={"form_token": browser.token(), "version": version, "go": go, **raw})


def store(browser: Browser, path: str, name: str = "Ana Ruiz") -> dict[str, str]:
    """Press Store on the check page; the two codes that are shown. `name`: where the form itself asks for none."""
    version = VERSION.findall(browser.get(f"{path}check/").text)[0]
    answer = browser.post(f"{path}check/", version=version, person_name=name)
    assert answer.headers["Location"] == f"{path}stored/", answer.text
    return dict(OUTPUT.findall(browser.get(f"{path}stored/").text))


def keyed_in(
    browser: Browser, raw: Raw | dict[str, str], form: str = "complaint", channel: str = "phone", name: str = "Ana Ruiz"
) -> dict[str, str]:
    """All of it at once."""
    path = begin(browser, form, channel)
    assert fill(browser, path, raw, "check").status_code == 303
    return store(browser, path, name)


def typed(filled: Filled) -> Raw:
    return {name: texts for slug in filled.asked for name, texts in filled.of(slug).items()}


def row_of(desk: Desk, reference: str) -> Row[Any]:
    with desk.office.database.read() as connection:
        return connection.execute(select(submissions).where(submissions.c.reference == reference)).one()


def opened(desk: Desk, reference: str) -> dict[str, Any]:
    """What was sealed."""
    found: dict[str, Any] = json.loads(desk.office.opening.open(row_of(desk, reference).sealed, context=reference))
    return found


def count(desk: Desk, table: str) -> int:
    with desk.office.database.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 - ours
