"""Nothing that a person typed can be found on disk or in a log, in any of the ways it could be written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
import structlog
from flask import Flask, request
from support.answers import CANARY, most
from support.journey import at, begin, scribbled, send
from support.public_forms import FORMS
from support.traces import ways_to_write
from support.visitor import Visitor, home

from forms_app.processes import logs
from forms_app.settings import Settings

SHORTEST = 6  # shorter texts occur by chance


def typed(name: str) -> set[str]:
    """What was written by hand into a form: no option's value, no date."""
    texts = {text for raw in most(FORMS[name]).raw.values() for texts in raw.values() for text in texts}
    lines = {line.strip() for text in texts for line in text.split("\n")}
    return {line for line in lines if len(line) >= SHORTEST and (CANARY in line or any(map(str.isdigit, line)))}


def scribbled_too(visitor: Visitor, name: str) -> set[str]:
    """Saves wrong answers on every page as well: they are kept, so they could leak."""
    token, secrets = visitor.hidden("token"), set()
    for slug in most(FORMS[name]).asked:
        page = visitor.open(f"{home(name, 'es')}{slug}/")
        wrong = {field: f"Wrong{name}{slug}{field}Ñ" for field in scribbled(page)}
        pairs = [("token", token), ("version", page.hidden("version")), *wrong.items(), ("go", "back")]
        assert visitor.sent(page.path, pairs).status_code == 303
        secrets |= set(wrong.values())
    return secrets


def traces(content: bytes, texts: set[str]) -> list[tuple[str, bytes]]:
    return [(text, way) for text in sorted(texts) for way in ways_to_write(text) if way in content]


def test_the_search_finds_each_way_of_writing() -> None:
    for text in sorted(typed("complaint")):
        for way in ways_to_write(text):
            assert traces(b"\x07..." + way + b"...", {text})


def test_the_database_files_hold_nothing_that_was_typed(
    settings: Settings, new_app: Callable[[Settings], Flask]
) -> None:
    visitors = {name: at(Visitor(new_app(settings)), name, "es") for name in FORMS}
    texts = set().union(*(typed(name) for name in FORMS))
    wrong = set().union(*(scribbled_too(begin(Visitor(v.app), name, "es"), name) for name, v in visitors.items()))
    assert len(texts) >= 20 and len(wrong) >= 40
    assert not traces(_files(settings), texts | wrong)
    for visitor in visitors.values():
        send(visitor)
    assert not traces(_files(settings), texts | wrong)
    assert b"complaint" in _files(settings)  # a form's name stays readable: the search looks at the right files


def _files(settings: Settings) -> bytes:
    files = [path for path in settings.data_dir.iterdir() if path.is_file()]
    assert {path.name.partition(".sqlite")[2] for path in files} >= {"", "-wal", ".lock"}
    return b"".join(Path(path).read_bytes() for path in files)


@pytest.mark.parametrize("failing", [RuntimeError, OSError, ValueError])
def test_no_log_and_no_page_of_a_failure_holds_what_was_typed(
    visitor: Visitor, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, failing: type[Exception]
) -> None:
    secrets = typed("complaint")
    at(visitor, "complaint", "es", "wish")
    fields = [field for raw in most(FORMS["complaint"]).raw.values() for field in raw.items()]
    pairs = [(field, text) for field, texts in fields for text in texts]
    monkeypatch.setattr(visitor.app, "view_functions", dict.fromkeys(visitor.app.view_functions, _failing(failing)))
    logs.configure("public")
    try:
        for path in ("", "you/", "check/"):
            posted = visitor.sent(home("complaint", "es") + path, [("token", visitor.hidden("token")), *pairs])
            looked = visitor.get(home("complaint", "es") + path + "?full_name=" + quote(CANARY))
            for answer in (posted, looked):
                assert answer.status_code in (500, 503)
                assert not traces(answer.get_data(), secrets) and "866-901-3212" in answer.text
    finally:
        structlog.reset_defaults()
    written = "".join(capfd.readouterr())
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(lines) == 6 and {line["kind"] for line in lines} == {failing.__name__}
    assert {frozenset(line) - logs.FIELDS for line in lines} == {frozenset()}
    assert not traces(written.encode(), secrets) and CANARY not in written


def _failing(failing: type[Exception]) -> Callable[..., str]:
    def fail(**_known: str) -> str:
        raise failing(request.get_data(as_text=True) + request.full_path)

    return fail


def test_every_failure_of_the_database_hides_its_parameters(
    visitor: Visitor, capfd: pytest.CaptureFixture[str]
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    begin(visitor, "complaint", "en")
    database = visitor.app.extensions["services"].database
    with pytest.raises(SQLAlchemyError) as failure, database.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:text)"), {"text": CANARY})
    assert CANARY not in str(failure.value)
    assert CANARY not in "".join(capfd.readouterr())
