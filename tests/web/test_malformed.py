"""Requests that no browser sends: refused with a page in the URL's language, a number to call, and nothing stored."""

from __future__ import annotations

import base64
import io
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from support.journey import at
from support.visitor import FORM, Visitor, home
from werkzeug.test import EnvironBuilder, run_wsgi_app

from forms_app.storage.database import Database
from forms_app.storage.tables import drafts, outbox, submissions
from forms_app.web.posts import MOST_BYTES, MOST_FIELDS

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="wanted"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nhello\r\n--x--\r\n"
)
BAD_BODIES = {
    "raw bytes that are not UTF-8": (b"wanted=\xff\xfe", FORM, 400),
    "percent-encoded bytes that are not UTF-8": (b"wanted=%ff%fe", FORM, 400),
    "a cut-off UTF-8 sequence": (b"wanted=%C3", FORM, 400),
    "an overlong UTF-8 sequence": (b"wanted=%C0%AF", FORM, 400),
    "a surrogate": (b"wanted=%ED%A0%80", FORM, 400),
    "JSON": (b'{"wanted": "x"}', "application/json", 400),
    "plain text": (b"wanted=x", "text/plain", 400),
    "no content type": (b"wanted=x", "", 400),
    "a file": (MULTIPART, "multipart/form-data; boundary=x", 400),
    "too many bytes": (b"wanted=" + b"a" * MOST_BYTES, FORM, 413),
    "too many fields": (b"&".join(b"f%d=1" % n for n in range(MOST_FIELDS + 1)), FORM, 400),
}
NOWHERE = ["/nope", "/forms/nope/", "/forms/complaint/nope/", "/forms/complaint/tasks/", "/a%00b", "/%ff"]


@LANGUAGES
@pytest.mark.parametrize("bad", BAD_BODIES)
@pytest.mark.parametrize("slug", ["wish", "check"])
def test_a_damaged_post_gets_a_page_that_says_so_and_stores_nothing(
    visitor: Visitor, database: Database, language: str, bad: str, slug: str
) -> None:
    body, content_type, status = BAD_BODIES[bad]
    at(visitor, "complaint", language, slug)
    before = _stored(database)
    token = f"token={visitor.hidden('token')}&version={visitor.hidden('version')}&go=next&".encode()
    answer = visitor.send(visitor.path, (token if content_type == FORM else b"") + body, content_type)
    page = visitor.look(visitor.path, answer)
    assert answer.status_code == status, page.text
    assert "866-901-3212" in page.one("main").text and "TTY" in page.one("main").text
    assert _stored(database) == before


@LANGUAGES
def test_exactly_the_most_bytes_are_taken(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    start = f"token={visitor.hidden('token')}&version=0&go=next&wanted=".encode()
    answer = visitor.send(visitor.path, start + b"a" * (MOST_BYTES - len(start)))
    assert answer.status_code == 422


def test_a_body_sent_in_chunks_is_limited_too(visitor: Visitor, database: Database) -> None:
    at(visitor, "complaint", "en", "wish")
    before = _stored(database)
    body = io.BytesIO(urlencode({"token": visitor.hidden("token"), "go": "next", "wanted": "a" * MOST_BYTES}).encode())
    environ = EnvironBuilder(visitor.path, visitor.base_url, method="POST", content_type=FORM).get_environ()
    cookie = f"visit={base64.urlsafe_b64encode(visitor.token).decode()}"
    environ |= {"HTTP_COOKIE": cookie, "wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    _, status, _ = run_wsgi_app(visitor.app, environ, buffered=True)
    assert status.startswith("413") and _stored(database) == before


def test_a_body_without_its_length_is_refused_for_it_may_have_broken_on_the_way(
    visitor: Visitor, database: Database
) -> None:
    at(visitor, "complaint", "en", "wish")
    before = _stored(database)
    body = io.BytesIO(urlencode({"token": visitor.hidden("token"), "version": "0", "wanted": "half of wh"}).encode())
    environ = EnvironBuilder(visitor.path, visitor.base_url, method="POST", content_type=FORM).get_environ()
    cookie = f"visit={base64.urlsafe_b64encode(visitor.token).decode()}"
    environ |= {"HTTP_COOKIE": cookie, "wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    _, status, _ = run_wsgi_app(visitor.app, environ, buffered=True)
    assert status.startswith("411") and _stored(database) == before


@LANGUAGES
def test_fields_nobody_asked_for_are_ignored(visitor: Visitor, database: Database, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    extra = [
        ("status", "closed"),
        ("is_staff", "1"),
        ("received_at", "2020-01-01"),
        ("wanted.__class__", "y"),
        ("", ""),
    ]
    pairs = visitor.filled(visitor.page.by_id("page"), {"wanted": "fine"})
    visitor.post(visitor.path, [*pairs, *extra, ("wanted[0]", "x"), ("", ""), ("go", "next")])
    assert visitor.path == home("complaint", language) + "help/"
    assert visitor.open(home("complaint", language) + "wish/").shown == {"wanted": ["fine"]}


@LANGUAGES
def test_one_answer_given_twice_is_asked_about(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "wish")
    pairs = visitor.filled(visitor.page.by_id("page"), {"wanted": "one"})
    visitor.post(visitor.path, [*pairs, ("wanted", "two"), ("go", "next")])
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["wanted"]


@LANGUAGES
@pytest.mark.parametrize("go", ["", "nowhere", "add", "remove 99999", "back\0", "../../"])
def test_a_button_that_is_not_there_stores_no_submission_and_loses_nothing(
    visitor: Visitor, database: Database, language: str, go: str
) -> None:
    at(visitor, "complaint", language, "wish")
    visitor.post(visitor.path, [*visitor.filled(visitor.page.by_id("page"), {"wanted": "kept"}), ("go", go)])
    assert visitor.status == 200 and visitor.path.startswith(home("complaint", language))
    assert visitor.open(home("complaint", language) + "wish/").shown["wanted"] == ["kept"]
    with database.read() as connection:
        assert not connection.execute(select(submissions)).all()


@LANGUAGES
@pytest.mark.parametrize("version", ["", "-1", "1e9", "²", "9" * 5000, "x"])
def test_a_version_that_is_none_never_breaks_the_page(visitor: Visitor, language: str, version: str) -> None:
    at(visitor, "complaint", language, "wish")
    visitor.post(
        visitor.path, [("token", visitor.hidden("token")), ("version", version), ("wanted", "x"), ("go", "next")]
    )
    assert visitor.status == 200
    check = at(visitor, "complaint", language)
    check.post(check.path, [("token", check.hidden("token")), ("version", version), ("go", "send")])
    assert check.status == 409


@LANGUAGES
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:8000@evil.example"])
def test_another_host_name_is_refused(visitor: Visitor, language: str, host: str) -> None:
    for path in ("complaint", "receipt", "exit"):
        answer = visitor.get(home(path, language), {"Host": host})
        assert answer.status_code == 400 and host not in answer.text
        assert "Clear-Site-Data" not in answer.headers
        assert "866-901-3212" in visitor.look(home(path, language), answer).text


@LANGUAGES
@pytest.mark.parametrize(
    "path", ["/nope", "/forms/nope/", "/forms/complaint/nope/", "/forms/complaint/tasks/", "/a%00b", "/%ff"]
)
def test_what_is_not_there_says_so_in_the_language_of_its_address(visitor: Visitor, language: str, path: str) -> None:
    where = ("/es" if language == "es" else "") + path
    answer = visitor.get(where)
    assert answer.status_code == 404
    assert visitor.look(where, answer).one("h1").text


@LANGUAGES
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_another_method_is_refused_and_says_which_are_known(visitor: Visitor, language: str, method: str) -> None:
    where = home("complaint", language)
    answer = visitor.get(where, method=method)
    assert answer.status_code == 405 and {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert "866-901-3212" in visitor.look(where, answer).text


def test_a_head_request_has_no_body_and_an_options_request_is_harmless(visitor: Visitor) -> None:
    assert visitor.get("/forms/complaint/", method="HEAD").get_data() == b""
    assert visitor.get("/forms/complaint/", method="OPTIONS").status_code == 200


def _stored(database: Database) -> list[object]:
    with database.read() as connection:
        return [connection.execute(select(table)).all() for table in (drafts, submissions, outbox)]
