"""What a reviewer got through before it was closed: broken-off posts, the way back from TLS, floods, odd numbers."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from support.journey import at
from support.visitor import FORM, Visitor
from werkzeug.test import EnvironBuilder, run_wsgi_app

from forms_app.facts import languages
from forms_app.i18n import urls
from forms_app.public.filling.resume import IN_ALL, PER_ADDRESS, RESERVED
from forms_app.sealing import codes, key_sets, keys
from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.tables import drafts

HERS, HIS = "203.0.113.5", "198.51.100.7"
OUTSIDE = "https://support.example.org"


@pytest.mark.parametrize("path", ["/es//evil.example/", "/es///evil.example/", "//evil.example/", "/es/\\evil.example"])
@pytest.mark.parametrize("wanted", languages.LANGUAGES)
def test_no_path_turns_the_language_switch_into_another_site(path: str, wanted: str) -> None:
    there = urls.path_in(path, wanted)
    assert there.startswith("/") and not there.startswith(("//", "/\\"))


def test_a_post_that_broke_off_on_the_way_is_refused_and_replaces_nothing(visitor: Visitor, database: Database) -> None:
    at(visitor, "complaint", "en", "wish")
    before = _kept(database)
    body = f"token={visitor.hidden('token')}&version=0&go=save&wanted=only+half+of+wh".encode()
    request = EnvironBuilder(visitor.path, visitor.base_url, method="POST", content_type=FORM)
    cookie = base64.urlsafe_b64encode(visitor.token).decode()
    # As the server hands it over: the stream ends by itself, before as much has come as was announced.
    environ = {**request.get_environ(), "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
    environ |= {"CONTENT_LENGTH": str(len(body) + 20), "HTTP_COOKIE": f"visit={cookie}"}
    _, status, _ = run_wsgi_app(visitor.app, environ)
    assert status.startswith("400") and _kept(database) == before


@pytest.fixture
def outside(
    new_app: Callable[[Settings], Flask], new_database: Callable[[str], str], settings_for: Callable[..., Settings]
) -> Flask:
    """The public app as it stands behind a TLS server."""
    return new_app(settings_for(new_database("sqlite"), PUBLIC_URL=OUTSIDE))


def test_behind_tls_no_redirect_leads_back_to_plain_http(outside: Flask) -> None:
    answer = outside.test_client().get("/forms/complaint", base_url="http://support.example.org")
    assert answer.status_code == 308 and answer.location == f"{OUTSIDE}/forms/complaint/"


def test_behind_tls_the_address_counted_is_the_one_that_our_server_saw(outside: Flask) -> None:
    his = [_guess(outside, "127.0.0.1", f"{number}.0.0.1, {HIS}") for number in range(PER_ADDRESS.tries + 1)]
    assert his[-2:] == [422, 429] and _guess(outside, "127.0.0.1", HERS) == 422


def test_without_tls_nobody_names_an_address_of_his_own(app: Flask) -> None:
    his = [_guess(app, HIS, f"{number}.0.0.1") for number in range(PER_ADDRESS.tries + 1)]
    assert his[-1] == 429


def test_a_flood_of_pick_up_codes_leaves_each_address_a_few_tries(app: Flask) -> None:
    throttle = app.extensions["services"].throttle
    for _ in range(IN_ALL.tries):
        throttle.spend([(IN_ALL, "")])
    assert [_guess(app, HERS) for _ in range(RESERVED.tries + 1)] == [422] * RESERVED.tries + [429]


def test_who_has_half_a_network_has_one_address_for_pick_up_codes_too(app: Flask) -> None:
    his = [_guess(app, f"2001:db8:0:1::{number:x}") for number in range(PER_ADDRESS.tries + 1)]
    assert his[-1] == 429 and _guess(app, "2001:db8:0:2::1") == 422


def test_a_slip_of_the_keys_uses_up_no_try_for_a_draft(app: Flask) -> None:
    slips = [_guess(app, HERS, code="1234 5678") for _ in range(PER_ADDRESS.tries + 1)]
    assert slips == [422] * len(slips) and _guess(app, HERS) == 422


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_code_whose_answer_was_lost_opens_again_in_the_same_browser_only(app: Flask, language: str) -> None:
    left = at(Visitor(app), "complaint", language, "wish").press("later")
    code = left.page.by_id("pick-up-code").text
    later, elsewhere = (Visitor(app).open("/forms/resume/") for _ in range(2))
    known = later.token
    lost = later.sent("/forms/resume/", [("code", code)])
    assert lost.status_code == 303 and later.token == known
    assert elsewhere.press(typed={"code": code}).status == 422
    later.press(typed={"code": code})
    assert later.status == 200 and later.path.endswith("/code/") and later.page.by_id("pick-up-code").text != code


def _guess(app: Flask, address: str, forwarded: str = "", code: str = "") -> int:
    """The status of one try with a pick-up code that opens nothing."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    known = {"environ_base": {"REMOTE_ADDR": address}, "base_url": app.extensions["services"].settings.public_url}
    data = {"code": code or codes.new()}
    return app.test_client().post("/forms/resume/", data=data, headers=headers, **known).status_code


def _kept(database: Database) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(drafts))]


def test_nobody_else_may_read_the_database_file(tmp_path: Path, settings_for: Callable[..., Settings]) -> None:
    tmp_path.chmod(0o755)
    database = Database(settings_for(f"sqlite:///{tmp_path}/answers.sqlite").database_url)
    schema.upgrade(database)
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    database.close()
    assert modes["answers.sqlite-wal"] == 0 and set(modes.values()) == {0}


@pytest.mark.parametrize("text", ["garbage", "é", "A" * 44, "=" * 44])
def test_a_damaged_server_key_is_one_clear_line(
    tmp_path: Path, text: str, settings_for: Callable[..., Settings]
) -> None:
    key_sets.make(tmp_path / "keys")
    (tmp_path / "keys" / "public" / "server.key").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="^KEYS_DIR: "):
        keys.secret(settings_for("sqlite:///unused", KEYS_DIR=str(tmp_path / "keys")), "public")
