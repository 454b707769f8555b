"""deploy/nginx.conf in a real nginx: what people see when the forms are silent, what it writes, how it encrypts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from support.running import HOST, free_ports
from support.webserver import Server, serving

from forms_app import settings
from forms_app.facts import agency
from forms_app.settings import ROOT
from forms_app.web import headers
from website.build import words

FACTS = agency.load(ROOT / "agency")
NUMBER = agency.to_dial(FACTS.phones["customer_connect"].number)
CALL = words.load()["frame"]["error_call" if FACTS.official else "error_call_practice"]
PERSON = "203.0.113.77"
SILENT = {"en": "The forms are not working now", "es": "Los formularios no funcionan en este momento"}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Server]:
    """The web server of an app that is down."""
    with serving(tmp_path_factory.mktemp("nginx"), free_ports()[0]) as server:
        yield server


def asked(server: Server, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(HOST, server.port, timeout=60)
    try:
        connection.request(method, path, body or None, headers | {"X-Forwarded-For": PERSON})
        answer = connection.getresponse()
        return answer, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


@pytest.mark.parametrize(("language", "path"), [("en", "/forms/complaint/"), ("es", "/es/forms/complaint/")])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_when_the_app_is_down_the_page_has_the_language_the_number_and_the_way_out(
    alone: Server, method: str, language: str, path: str
) -> None:
    answer, text = asked(alone, method, path, b"x=1" if method == "POST" else b"")
    assert (answer.status, answer.headers["Retry-After"]) == (502, "120")
    assert f'<html lang="{language}">' in text and SILENT[language] in text
    assert f'href="tel:{NUMBER}"' in text and f'class="exit" href="{FACTS.exit_url}"' in text
    assert "<h1>" in text and answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_too_long_is_refused_in_the_language_of_the_form(alone: Server, language: str) -> None:
    path = "/forms/complaint/" if language == "en" else "/es/forms/complaint/"
    answer, text = asked(alone, "POST", path, b"a" * 1_200_000)
    assert answer.status == 413 and f'<html lang="{language}">' in text and f'href="tel:{NUMBER}"' in text


def test_every_refusal_is_built_in_both_languages(built: Path) -> None:
    for language in ("en", "es"):
        for code in (413, 429, 502, 503, 504):
            text = (built / "errors" / language / f"{code}.html").read_text("utf-8")
            assert "<h1>" in text and "@" not in text.partition("<main")[2].partition("</main")[0]
            assert CALL[language].format(phone=FACTS.phones["customer_connect"].link) in text and FACTS.exit_url in text


def test_the_site_is_served_without_the_app_compressed_and_with_the_app_s_headers(alone: Server, built: Path) -> None:
    wanted = headers.security_headers(settings.read({"PUBLIC_URL": "https://support.example.org"}))
    for path in ("/", "/es/", "/pin/", "/es/nothing/", "/nothing/"):
        answer, text = asked(alone, "GET", path, b"", **{"Accept-Encoding": "gzip"})
        assert answer.status == (404 if "nothing" in path else 200)
        assert {name: answer.headers[name] for name in wanted} == wanted, path
        assert ("es/nothing" not in path) or "No encontramos" in text or answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Encoding"] == "gzip", path
    sheet = next((built / "site/assets").glob("site.*.css")).name
    answer, _ = asked(alone, "GET", f"/assets/{sheet}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert asked(alone, "GET", "/pin")[0].headers["Location"] == "/pin/"
    assert asked(alone, "GET", "/index.html.br")[0].status == 404
    assert asked(alone, "GET", "/errors/en/502.html")[0].status == 404


def test_a_flood_is_refused_with_a_page_and_a_time_and_nothing_of_it_is_written_down(alone: Server) -> None:
    """Three hundred people could post at once; a script of three thousand posts cannot."""
    connection = HTTPConnection(HOST, alone.port, timeout=60)
    found: list[int] = []
    refused = ""
    for _ in range(3000):
        connection.request("POST", "/es/forms/state-hearing/hearing/", b"x=1", {"X-Forwarded-For": PERSON})
        answer = connection.getresponse()
        text = answer.read().decode()
        found.append(answer.status)
        if answer.status == 429:
            refused = text
            assert answer.headers["Retry-After"] == "60"
    connection.close()
    assert 429 not in found[:300] and 429 in found
    assert '<html lang="es">' in refused and "Demasiado a la vez" in refused and f'href="tel:{NUMBER}"' in refused
    for word in ("state-hearing", "/forms", PERSON, "127.0.0.1"):
        assert word not in alone.written()


MODERN = {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"}


def test_only_the_ciphers_of_mozilla_s_intermediate_list_are_spoken(alone: Server) -> None:
    """Every cipher that OpenSSL knows is offered alone, and the older protocols too."""
    known = subprocess.run(["openssl", "ciphers", "ALL:@SECLEVEL=0"], capture_output=True, text=True, check=True)
    offered = [name for name in known.stdout.strip().split(":") if not name.startswith("TLS_")]
    assert len(offered) > 30
    assert {name for name in offered if _speaks(alone, "-tls1_2", "-cipher", f"{name}:@SECLEVEL=0")} == MODERN
    assert _speaks(alone, "-tls1_3")
    for old in ("-tls1", "-tls1_1"):
        assert not _speaks(alone, old, "-cipher", "ALL:@SECLEVEL=0")


def _speaks(server: Server, *offer: str) -> bool:
    line = ["openssl", "s_client", "-connect", f"{HOST}:{server.tls_port}", *offer]
    done = subprocess.run(line, input="", capture_output=True, text=True, check=False)
    return "Cipher is (NONE)" not in done.stdout and "Cipher is " in done.stdout
