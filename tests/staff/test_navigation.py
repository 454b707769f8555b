"""The navigation: what waits behind each tab is asked once per page, and not where nothing shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from support.desk import Desk
from support.undelivered import fail

COUNTED = ("letters", "outbox", "intakes")


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What SQLAlchemy asks the database about the tables that the navigation counts, as it is asked."""
    asked: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("SELECT") and any(f"FROM {table}" in statement for table in COUNTED):
            asked.append(statement)

    engines = {desk.office.database.engine, desk.office.database._reading}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", keep)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", keep)


@pytest.mark.parametrize(("role", "times"), [("supervisor", 2), ("administrator", 1)])
def test_what_waits_is_asked_once_per_page(desk: Desk, role: str, times: int) -> None:
    """Letters and mail in one question; beside it what was begun, which only who keys in can have."""
    browser = desk.signed_in(role)
    with statements(desk) as asked:
        assert browser.client.get("/reports/").status_code == 200
    assert len(asked) == times and sum("intakes" in one for one in asked) == times - 1


def test_nothing_is_asked_where_nobody_is_signed_in(desk: Desk) -> None:
    with statements(desk) as asked:
        assert desk.browser().client.get("/sign-in/").status_code == 200
    assert asked == []


def test_a_page_that_says_that_the_database_failed_asks_it_nothing(desk: Desk) -> None:
    browser = desk.signed_in()
    fail(desk)
    assert "not delivered" in browser.get("/inbox/").text
    with statements(desk) as asked:
        missing = browser.get("/submissions/2222-AAAA/")
    assert missing.status_code == 404 and "not delivered" not in missing.text and asked == []
