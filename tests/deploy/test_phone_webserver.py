"""deploy/nginx-phone.conf in a real nginx: the carrier's webhooks and nothing else, and nothing written down."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from support.phone_line import engine
from support.running import HOST, free_ports
from support.webserver import Server, serving
from werkzeug.serving import make_server

from forms_app.phone.answering import signature, webhooks

TOKEN, URL, DIGITS = "0123456789abcdef0123456789abcdef", "https://phone.example.org", "990055512345"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """nginx, and behind it the webhooks."""
    with serving(tmp_path_factory.mktemp("nginx"), free_ports()[0]) as server:
        app = webhooks.create(engine, {}, TOKEN, URL)
        behind = make_server(HOST, server.phone_app, app, threaded=True)
        thread = threading.Thread(target=behind.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        behind.shutdown()
        thread.join(10)
        behind.server_close()


def asked(server: Server, method: str, path: str, fields: dict[str, str] | None = None, token: str = TOKEN) -> int:
    given = fields or {}
    signed = signature.sign(token, f"{URL}{path}", {name: [value] for name, value in given.items()})
    headers = {"X-Twilio-Signature": signed, "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection(HOST, server.phone_port, timeout=30)
    try:
        connection.request(method, path, urlencode(given), headers | {"Host": "phone.example.org"})
        answer = connection.getresponse()
        answer.read()
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status
    finally:
        connection.close()


def test_the_carrier_reaches_the_line_and_nobody_else_anything(front: Server) -> None:
    call = {"CallSid": "CA1", "CallStatus": "in-progress"}
    assert asked(front, "POST", "/voice", call) == 200
    assert asked(front, "POST", "/voice?turn=1", call | {"Digits": DIGITS}) == 200
    assert asked(front, "POST", "/voice", call, token="another") == 403
    assert asked(front, "GET", "/voice") == 403
    assert asked(front, "POST", "/", call) == asked(front, "GET", "/voice/") == 404
    assert asked(front, "GET", "/healthz") == 200
    assert asked(front, "POST", "/voice", {"Digits": "1" * 20_000}) == 413
    assert DIGITS not in front.written() and "CA1" not in front.written()
