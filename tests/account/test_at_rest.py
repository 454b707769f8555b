"""What an account handled stands nowhere that somebody could copy: database, write-ahead log, backup, log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask, request
from flask.testing import FlaskClient
from support.account_holder import Inside, post, sheet_codes, token
from support.ground import SetClock
from support.seen_on_pages import Reader, spellings
from support.traces import ways_to_write
from support.worlds import PAYER, RECEIVER, draw, hidden

from forms_app.bundles.messages import Answer
from forms_app.processes import logs
from forms_app.sealing import codes
from forms_app.sealing.owner_keys import PublicKeys

NUMBER, PASSWORD, CODE = "990077004400331", "zq a river of slow green glass", codes.new(codes.ACTIVATION)
WRONG = "zq what she typed in the wrong field"
PLANTED = 60


@pytest.fixture
def log(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What the process has written since the last look, as a service logs it."""
    yield lambda: "".join(capfd.readouterr())
    structlog.reset_defaults()


def opened(app: Flask) -> tuple[FlaskClient, PublicKeys, set[str]]:
    """An account opened at its door, wrong ways first; and all that was typed or given there."""
    browser = app.test_client()
    for fields in ({"participant": WRONG}, {"code": NUMBER}, {"password": "short"}):
        usual = {"participant": NUMBER, "code": CODE, "password": PASSWORD}
        post(browser, "/activate/", **{**usual, **fields})
    post(browser, "/activate/", participant=NUMBER, code=codes.for_print(CODE), password=PASSWORD)
    there = Inside(app)
    public = PublicKeys(there.answer(Answer.OPENED).public_keys)
    there.seal_money(public, "P1", there.services.today())
    papers = post(browser, "/activate/second/", sheet="yes")
    browser.post("/papers/", data={"form_token": token(papers)})
    given = {*sheet_codes(papers), *(code.replace(" ", "") for code in sheet_codes(papers))}
    return browser, public, {NUMBER, PASSWORD, CODE, codes.for_print(CODE), WRONG, *given}


def planted_in(world: Any, person_id: str) -> set[str]:
    """Texts and amounts that she may see, each of which stands once in the world; in every way that a page has."""
    every = {value for rows in world.tables.values() for row in rows for value in row.values()}
    own = {one for one in every if isinstance(one, int) and one > 10**9 or isinstance(one, str) and one[:2] == "zq"}
    return {way for value in own - hidden(world, person_id) for way in spellings(value)}


def files_of(app: Flask) -> dict[str, bytes]:
    path = Path(str(app.extensions["account"].settings.account_database_url.database))
    copy = path.with_name(f"copy-{len(list(path.parent.iterdir()))}.sqlite")
    with closing(sqlite3.connect(path)) as before, closing(sqlite3.connect(copy)) as after:
        before.backup(after)
    found = {one.name: one.read_bytes() for one in path.parent.glob("account.sqlite*")} | {"copy": copy.read_bytes()}
    assert any(name.endswith("-wal") and data for name, data in found.items()), "the search looks at the right files"
    return found


def found_in(places: dict[str, bytes], texts: set[str]) -> list[tuple[str, str]]:
    ways = {text: list(ways_to_write(text)) for text in texts}
    return [(name, text) for name, data in places.items() for text in texts if any(one in data for one in ways[text])]


def test_nothing_that_an_account_handled_is_found_in_any_way_of_writing(
    account: Flask, clock: SetClock, log: Callable[[], str]
) -> None:
    logs.configure("account")
    browser, public, secrets = opened(account)
    Inside(account).stand(public, "open", None)
    reader, shown = Reader(account, browser, public), b""
    for seed, person_id in ((1, PAYER), (2, RECEIVER)):
        world = draw(seed)
        shown += b"".join(reader.read(world, person_id, links=False).values())
        secrets |= {
            one for one in planted_in(world, person_id) if one.encode() in shown.lower() or one.encode() in shown
        }
    assert len(secrets) > PLANTED
    fails = _fail_with_everything(account, browser)
    assert found_in(files_of(account), secrets) == []
    browser.get("/forms/exit/").close()
    for fields in ({"participant": NUMBER, "password": WRONG}, {"participant": WRONG, "password": PASSWORD}):
        post(account.test_client(), "/sign-in/", code="123456", **fields)
    written = log()

    assert len([json.loads(line) for line in written.splitlines()]) >= fails
    assert found_in({**files_of(account), "log": written.encode()}, secrets) == []


def _fail_with_everything(app: Flask, browser: FlaskClient) -> int:
    """A mistake of ours in every view, whose text holds all that was posted; how many were logged."""
    page = browser.get("/home/").text

    def fail(**_known: Any) -> str:
        raise RuntimeError(request.get_data(as_text=True) + request.full_path)

    right, app.view_functions = app.view_functions, dict.fromkeys(app.view_functions, fail)
    fields = {"form_token": token(page), "participant": NUMBER, "password": PASSWORD, "code": CODE, "other": WRONG}
    answers = [browser.post(path, data=fields) for path in ("/sign-in/", "/settings/sessions/", "/es/sign-out/")]
    app.view_functions = right
    assert {answer.status_code for answer in answers} == {500}
    assert found_in({answer.request.path: answer.data for answer in answers}, {NUMBER, PASSWORD, CODE, WRONG}) == []
    return len(answers)


def test_the_search_finds_each_way_of_writing() -> None:
    for way in ways_to_write(PASSWORD):
        assert found_in({"there": b"\x07.." + way + b".."}, {PASSWORD}) == [("there", PASSWORD)]
