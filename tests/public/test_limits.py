"""One address may begin many forms and take many codes, but not so many that bots fill the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from support.ground import SetClock, database_of
from support.journey import at, begin
from support.visitor import Visitor, home

from forms_app.public.limits import BEGUN, WITHIN
from forms_app.settings import Settings
from forms_app.storage.tables import throttles

SITE = "https://support.example.org"
HERS, HIS = {"X-Forwarded-For": "203.0.113.5"}, {"X-Forwarded-For": "198.51.100.7"}


@pytest.fixture
def secure(
    settings_for: Callable[..., Settings], new_database: Callable[[str], str], new_app: Callable[[Settings], Flask]
) -> Flask:
    """The app behind TLS, where a visitor's address is known."""
    return new_app(settings_for(new_database("sqlite"), PUBLIC_URL=SITE))


def all_but(app: Flask, left: int) -> None:
    """As if only so many tries were left to whoever has tried."""
    with database_of(app).write() as connection:
        connection.execute(update(throttles).values(tries=BEGUN.tries - left))


def test_a_machine_that_begins_form_after_form_is_told_to_wait_and_others_are_not(
    secure: Flask, clock: SetClock
) -> None:
    visitor = Visitor(secure, base_url=SITE)
    assert visitor.sent(home("complaint", "es"), [], **HIS).status_code == 303
    all_but(secure, 1)
    assert visitor.sent(home("complaint", "es"), [], **HIS).status_code == 303
    refused = visitor.sent(home("complaint", "es"), [("helper", "yes")], **HIS)
    assert refused.status_code == 429 and 0 < int(refused.headers["Retry-After"]) <= WITHIN.total_seconds() + 1
    assert Visitor(secure, base_url=SITE).sent(home("complaint", "es"), [], **HERS).status_code == 303
    clock.now += WITHIN + timedelta(seconds=1)
    assert visitor.sent(home("complaint", "es"), [], **HIS).status_code == 303


def test_a_code_is_refused_after_many_and_the_answers_are_kept(secure: Flask) -> None:
    visitor = at(Visitor(secure, base_url=SITE), "complaint", "en", "wish")
    other = begin(Visitor(secure, base_url=SITE), "complaint", "en")
    assert other.press("later").path == "/forms/complaint/code/"
    all_but(secure, 0)
    assert visitor.press("later", {"wanted": "Call me."}).status == 429
    assert visitor.open("/forms/complaint/wish/").shown["wanted"] == ["Call me."]


def test_on_loopback_where_all_have_one_address_nobody_is_counted(visitor: Visitor) -> None:
    begin(visitor, "complaint", "en")
    with database_of(visitor.app).read() as connection:
        assert connection.execute(throttles.select()).all() == []
