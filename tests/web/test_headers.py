"""What every answer carries, whether it is a form, a page of the site, a file, a redirect or an error."""

from __future__ import annotations

import pytest
from support.visitor import Visitor

from forms_app.public.services import PublicServices
from forms_app.web import assets

EVERYWHERE = [
    "/",
    "/es/",
    "/forms/complaint/",
    "/es/forms/complaint/",
    "/forms/complaint/you/",
    "/forms/expired/",
    "/forms/receipt/",
    "/forms/exit/",
    "/healthz",
    "/readyz",
    "/nope",
    "/es/nope",
]
LEAST = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_locked_down(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert {name: answer.headers.get(name) for name in LEAST} == LEAST
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert set(POLICY) <= set(policy) and not [rule for rule in policy if "unsafe" in rule or "*" in rule]
    assert "Server" not in answer.headers and "Strict-Transport-Security" not in answer.headers


def test_hashed_files_are_kept_for_ever_and_come_compressed(visitor: Visitor) -> None:
    services: PublicServices = visitor.app.extensions["services"]
    for name, path in assets.names(services.settings).items():
        answer = visitor.get(path, {"Accept-Encoding": "br"})
        assert "immutable" in answer.headers["Cache-Control"], name
        assert answer.headers["Content-Encoding"] == "br" and answer.headers["Vary"] == "Accept-Encoding"
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("path", [p for p in EVERYWHERE if "/forms/" in p or "nope" in p or "z" in p])
def test_nothing_that_is_about_a_person_is_cached(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).headers["Cache-Control"] == "no-store"


def test_what_the_file_server_says_by_itself_is_locked_down_too(visitor: Visitor) -> None:
    client = visitor.app.test_client()
    answers = {
        302: client.get("/index.html"),
        405: client.post("/"),
        416: client.get("/", headers={"Range": "bytes=99999999-"}),
    }
    assert [answer.status_code for answer in answers.values()] == list(answers)
    for answer in answers.values():
        assert {name: answer.headers.get(name) for name in LEAST} == LEAST
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
