"""When nothing can be stored: the page says so, keeps every answer, and afterwards everything goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from support.answers import most
from support.failing import READ_ONLY, broken
from support.ground import ON_BOTH, SetClock, database_of
from support.journey import at, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, outbox, receipts, submissions

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
SAID = {"en": "We could not save this just now", "es": "No pudimos guardar esto"}
LONG = "ñandú 王小明 " * 350
FULL = "PRAGMA max_page_count=1"  # never below what the file already has


@LANGUAGES
@pytest.mark.parametrize("pragma", [FULL, READ_ONLY])
@pytest.mark.parametrize("visited", [False, True])
def test_a_page_that_cannot_be_stored_keeps_its_answers_and_can_be_sent_again(
    visitor: Visitor, database: Database, language: str, pragma: str, visited: bool
) -> None:
    at(visitor, "complaint", language, "check" if visited else "wish")
    visitor.open(home("complaint", language) + "wish/")
    with broken(database, pragma):
        for _ in range(2):
            visitor.press("next", {"wanted": LONG[:1990]})
            assert visitor.status == 503 and visitor.shown["wanted"] == [LONG[:1990]]
            assert visitor.response.headers["Retry-After"].isdecimal()
            assert SAID[language] in visitor.page.text and "866-901-3212" in visitor.page.one("main").text
    visitor.press("next")
    assert visitor.path == home("complaint", language) + ("check/" if visited else "help/")


@LANGUAGES
@ON_BOTH
def test_sending_stores_all_or_nothing(visitor: Visitor, database: Database, engine: str, language: str) -> None:
    at(visitor, "complaint", language)
    for table in ("receipts", "outbox", "submissions"):
        with refusing(database, table):
            visitor.press("send")
            assert visitor.status == 503 and SAID[language] in visitor.page.text
            assert str(most(FORMS["complaint"]).values["case_number"]["text"]) in visitor.page.text
            assert counted(database) == {"drafts": 1, "receipts": 0, "submissions": 0, "outbox": 0}
    assert visitor.press("send").path == home("receipt", language)
    assert counted(database) == {"drafts": 0, "receipts": 1, "submissions": 1, "outbox": 1}


@LANGUAGES
@pytest.mark.parametrize("name", FORMS)
def test_at_send_the_answers_stay_even_if_nothing_can_be_read(
    visitor: Visitor, database: Database, name: str, language: str
) -> None:
    at(visitor, name, language)
    answers = [element.text for element in visitor.page.all("bdi")]
    with unreadable(database):
        for _ in range(2):
            visitor.press("send")
            assert visitor.status == 503 and SAID[language] in visitor.page.text
            assert [element.text for element in visitor.page.all("bdi")] == answers != []
    assert visitor.press("send").path == home("receipt", language)


def test_the_copy_in_the_page_opens_for_this_browser_alone_and_not_for_long(
    visitor: Visitor, database: Database, clock: SetClock
) -> None:
    at(visitor, "complaint", "en")
    copy, path = visitor.hidden("copy"), visitor.path
    answer = str(most(FORMS["complaint"]).values["full_name"])
    other = at(Visitor(visitor.app), "complaint", "en", "wish")
    with unreadable(database):
        for browser, sent in ((visitor, copy[:-8] + "AAAAAAA="), (visitor, "é"), (visitor, ""), (other, copy)):
            refused = browser.sent(path, [("copy", sent), ("go", "send")])
            assert refused.status_code == 503 and answer not in refused.text
        assert answer in visitor.sent(path, [("copy", copy), ("go", "send")]).text
        clock.forward(minutes=31)
        assert answer not in visitor.sent(path, [("copy", copy), ("go", "send")]).text


@contextmanager
def unreadable(database: Database) -> Iterator[None]:
    """The database's file is not where it was."""
    file = Path(str(database.engine.url.database))
    database.engine.dispose()
    away = file.rename(file.with_suffix(".away"))
    file.mkdir()
    try:
        yield
    finally:
        database.engine.dispose()
        file.rmdir()
        away.rename(file)


@contextmanager
def refusing(database: Database, table: str) -> Iterator[None]:
    """The database itself refuses every new row of one table."""
    made, unmade = REFUSAL[database.engine.dialect.name]
    run(database, *(statement.format(table=table) for statement in made))
    try:
        yield
    finally:
        run(database, *(statement.format(table=table) for statement in unmade))


REFUSAL = {
    "sqlite": (
        ["CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"],
        ["DROP TRIGGER refuse"],
    ),
    "postgresql": (
        [
            "CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'refused'; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER refuse BEFORE INSERT ON {table} EXECUTE FUNCTION refuse()",
        ],
        ["DROP TRIGGER refuse ON {table}", "DROP FUNCTION refuse"],
    ),
}


def run(database: Database, *statements: str) -> None:
    with database.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def counted(database: Database) -> dict[str, int]:
    with database.read() as connection:
        tables = (drafts, receipts, submissions)
        rows = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}
        arrived = select(func.count()).where(outbox.c.kind == "arrived")
        return {**rows, "outbox": connection.execute(arrived).scalar_one()}


@LANGUAGES
def test_a_form_cannot_be_begun_while_nothing_can_be_stored(
    visitor: Visitor, database: Database, language: str
) -> None:
    with broken(database, READ_ONLY):
        visitor.open(home("complaint", language)).press()
        assert visitor.status == 503 and "866-901-3212" in visitor.page.one("main").text
        assert visitor.get("/healthz").status_code == 200 and visitor.get("/readyz").status_code == 503
    assert visitor.get("/readyz").status_code == 200
    assert visitor.open(home("complaint", language)).press().status == 200


@LANGUAGES
def test_the_exit_leaves_even_while_nothing_can_be_deleted(visitor: Visitor, database: Database, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    with broken(database, READ_ONLY):
        left = visitor.get(home("exit", language), {"Sec-Fetch-Site": "same-origin"})
    assert left.status_code == 303 and "Clear-Site-Data" in left.headers
    assert visitor.client.get_cookie("visit", domain="127.0.0.1") is None


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_while_postgresql_is_stopped_nothing_is_lost(
    settings: Settings, new_app: Callable[[Settings], Flask], postgres_stopped: Callable[[], Any]
) -> None:
    visitor = Visitor(new_app(settings))
    at(visitor, "complaint", "es", "wish")
    checking = at(Visitor(visitor.app), "complaint", "en")
    with postgres_stopped():
        visitor.press("next", {"wanted": LONG[:1990]})
        assert visitor.status == 503 and visitor.shown["wanted"] == [LONG[:1990]]
        answer = checking.sent(checking.path, [*checking.filled(checking.page.by_id("page"), {}), ("go", "send")])
        assert answer.status_code == 503 and "866-901-3212" in checking.look(checking.path, answer).text
        assert checking.get("/readyz").status_code == 503
    assert visitor.press("next").path == "/es/forms/complaint/help/"
    assert send(checking)
    assert counted(database_of(visitor.app)) == {"drafts": 1, "receipts": 1, "submissions": 1, "outbox": 1}
