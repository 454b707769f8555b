"""Posts that another site, another visitor or an old page sends; and the cookie that all of it hangs on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import most
from support.journey import at, begin, send
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, submissions

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
FOREIGN = [
    {"Sec_Fetch_Site": "cross-site", "Origin": ""},
    {"Sec_Fetch_Site": "same-site", "Origin": ""},
    {"Sec_Fetch_Site": "", "Origin": "https://evil.example"},
    {"Sec_Fetch_Site": "", "Origin": "http://127.0.0.1:9999"},
    {"Sec_Fetch_Site": "same-origin", "Origin": "https://127.0.0.1.evil.example"},
    {"Sec_Fetch_Site": "same-origin", "Origin": "http://[x"},
    {"Sec_Fetch_Site": "cross-site", "Origin": "null"},
]
OWN = [
    {"Sec_Fetch_Site": "same-origin", "Origin": "null"},
    {"Sec_Fetch_Site": "", "Origin": ""},
    {"Sec_Fetch_Site": "same-origin", "Origin": "http://127.0.0.1:8000"},
    {"Sec_Fetch_Site": "none", "Origin": "null"},
]
TYPED = "only I know this sentence"


@LANGUAGES
@pytest.mark.parametrize("headers", FOREIGN)
def test_a_post_from_another_site_is_refused_and_echoes_nothing(
    visitor: Visitor, database: Database, language: str, headers: dict[str, str]
) -> None:
    at(visitor, "complaint", language, "wish")
    pairs = visitor.filled(visitor.page.by_id("page"), {"wanted": TYPED})
    answer = visitor.sent(visitor.path, [*pairs, ("go", "next")], **headers)
    page = visitor.look(visitor.path, answer)
    assert answer.status_code == 400 and TYPED not in page.text and "866-901-3212" in page.text
    assert visitor.open(visitor.path).shown["wanted"] == [""]


@pytest.mark.parametrize("headers", OWN)
def test_a_post_from_our_own_page_is_taken_from_every_browser(visitor: Visitor, headers: dict[str, str]) -> None:
    at(visitor, "complaint", "en", "wish")
    assert visitor.press("next", {"wanted": TYPED}, **headers).path == "/forms/complaint/help/"


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/forms/complaint/", "/es/forms/complaint/check/", "/forms/receipt/"])
def test_no_other_site_can_begin_send_or_delete(
    visitor: Visitor, database: Database, path: str, headers: dict[str, str]
) -> None:
    at(visitor, "complaint", "en")
    before = _stored(database)
    pairs = [*visitor.filled(visitor.page.by_id("page"), {}), ("go", "send")]
    assert visitor.sent(path, pairs, **headers).status_code == 400
    assert _stored(database) == before


@LANGUAGES
@pytest.mark.parametrize("forged", ["missing", "wrong", "another visitor's", "not ASCII", "twice"])
def test_without_the_right_token_the_page_comes_again_with_what_was_typed(
    visitor: Visitor, database: Database, language: str, forged: str
) -> None:
    other = begin(Visitor(visitor.app), "complaint", language).hidden("token")
    at(visitor, "complaint", language, "wish")
    tokens = {
        "missing": [],
        "wrong": ["zzz"],
        "another visitor's": [other],
        "not ASCII": ["ñ" * 64],
        "twice": [other, visitor.hidden("token")],
    }
    before = _stored(database)
    pairs = [("token", token) for token in tokens[forged]]
    visitor.post(visitor.path, [*pairs, ("wanted", TYPED), ("version", "0"), ("go", "next")])
    assert visitor.status == 400 and visitor.shown["wanted"] == [TYPED] and _stored(database) == before
    assert not visitor.page.mistakes
    assert visitor.press("next").path == home("complaint", language) + "help/"


@LANGUAGES
@pytest.mark.parametrize("token", [[], [("token", "0" * 64)]])
def test_without_the_right_token_nothing_is_sent(
    visitor: Visitor, database: Database, language: str, token: list[tuple[str, str]]
) -> None:
    at(visitor, "complaint", language)
    version = visitor.hidden("version")
    visitor.post(visitor.path, [*token, ("version", version), ("go", "send")])
    assert visitor.status == 400 and most(FORMS["complaint"]).values["wanted"].split("\n")[0] in visitor.page.text
    with database.read() as connection:
        assert not connection.execute(select(submissions)).all()
    assert visitor.press("send").path == home("receipt", language)


@LANGUAGES
@pytest.mark.parametrize("cookie", ["", "AAAA", "ñ", "=" * 50, "A" * 43 + "=", "A" * 4000])
def test_a_cookie_that_is_not_ours_leads_to_the_expired_page(visitor: Visitor, language: str, cookie: str) -> None:
    visitor.client.set_cookie("visit", cookie, domain="127.0.0.1")
    for path in (home("complaint", language) + "you/", home("complaint", language) + "check/"):
        assert visitor.open(path).path == home("expired", language)
        visitor.post(path, [("full_name", TYPED), ("go", "next")])
        assert visitor.path == home("expired", language)
    assert visitor.open(home("receipt", language)).path == home("expired", language)


def test_a_cookie_with_one_byte_changed_opens_nothing(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    token = bytearray(visitor.token)
    token[7] ^= 1
    visitor.give_cookie(bytes(token))
    assert visitor.open(visitor.path).path == home("expired", "en")


def test_over_plain_http_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    given = visitor.sent("/forms/complaint/", []).headers.getlist("Set-Cookie")
    assert [_attributes(cookie) for cookie in given] == [("visit", {"HttpOnly", "Path=/", "SameSite=Lax"})]


def test_behind_tls_the_cookie_belongs_to_this_host_alone(
    settings_for: Callable[..., Settings], new_database: Callable[[str], str], new_app: Callable[[Settings], Flask]
) -> None:
    secure = settings_for(new_database("sqlite"), PUBLIC_URL="https://support.example.org")
    visitor = Visitor(new_app(secure), base_url="https://support.example.org")
    begin(visitor, "complaint", "es")
    given = visitor.sent("/forms/complaint/", []).headers
    strict = {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    assert [_attributes(cookie) for cookie in given.getlist("Set-Cookie")] == [("__Host-visit", strict)]
    assert given["Strict-Transport-Security"].startswith("max-age=31536000")
    send(at(visitor, "complaint", "es"))
    taken = visitor.get("/forms/exit/").headers["Set-Cookie"]
    assert taken.startswith("__Host-visit=;") and "Secure" in taken and "Max-Age=0" in taken


@LANGUAGES
def test_a_look_never_changes_anything(visitor: Visitor, database: Database, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    before = _stored(database)
    for path in ("", "you/", "wish/", "check/", "wish/?wanted=x&go=next", "check/?go=send&version=9"):
        visitor.open(home("complaint", language) + path)
    for path in ("receipt", "expired"):
        visitor.open(home(path, language))
    assert _stored(database) == before


def _stored(database: Database) -> list[object]:
    with database.read() as connection:
        return [connection.execute(select(table)).all() for table in (drafts, submissions)]


def _attributes(cookie: str) -> tuple[str, set[str]]:
    first, *others = cookie.split("; ")
    return first.split("=")[0], set(others)
