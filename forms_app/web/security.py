"""What every answer of either app carries and every post is held to: headers, origin, token, size, encoding."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from flask import Flask, Request, abort
from werkzeug.middleware.proxy_fix import ProxyFix

from forms_app.processes.threads import BODIES, SHORT
from forms_app.settings import Settings
from forms_app.storage.database.failures import TooLong

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES = 256 * 1024
MOST_FIELDS = 400
TOKEN_BYTES = 16
_READING = threading.BoundedSemaphore(BODIES)
FORM = "application/x-www-form-urlencoded"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def headers(settings: Settings) -> dict[str, str]:
    """The headers of every response, static files included."""
    always = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    return always | (
        {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if settings.behind_tls else {}
    )


def install(app: Flask, settings: Settings, most_bytes: int = MOST_BYTES) -> None:
    """Limits, before a request is read."""
    app.config.update(MAX_CONTENT_LENGTH=most_bytes, TRUSTED_HOSTS=list(settings.trusted_hosts))
    if settings.behind_tls:
        app.wsgi_app = _behind_proxy(app.wsgi_app)  # type: ignore[method-assign, assignment]


def add_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, whoever gives it; to be called last, around all that serves."""
    wanted = {**headers(settings), "Cache-Control": "no-store"}
    app.wsgi_app = _with_headers(app.wsgi_app, wanted)  # type: ignore[method-assign, assignment]


def _with_headers(inner: WSGIApplication, wanted: dict[str, str]) -> WSGIApplication:
    added = [(name.lower(), (name, value)) for name, value in wanted.items()]

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            present = {name.lower() for name, _ in given}
            return start_response(status, [*given, *(pair for low, pair in added if low not in present)], *error)

        return inner(environ, start)

    return app


def _behind_proxy(inner: WSGIApplication) -> WSGIApplication:
    """Takes the visitor's address from our own TLS server, which puts it last; what stands before it is hearsay.

    Without it a limit per address would count everybody as one, and a redirect would lead from https to http.
    """
    named = ProxyFix(inner, x_for=1, x_proto=0)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return named(environ, start_response)

    return app


def refuse_cross_site(request: Request) -> None:
    """End a post that another site made this browser send: 400, nothing echoed.

    Under our own `no-referrer` a browser says `Origin: null` even to us; then Sec-Fetch-Site or the token decides.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400)
    origin = request.headers.get("Origin", "null")
    if origin not in ("null", f"https://{request.host}", f"http://{request.host}"):
        abort(400)


def posted(request: Request) -> dict[str, list[str]]:
    """What a browser's form posted, by field name. Anything a browser would not send ends with 400 or 413.

    Werkzeug's own parser replaces what it cannot decode; here a damaged post is refused, never altered.
    """
    if request.mimetype != FORM:
        abort(400)
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_body(request).decode("utf-8"), True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        abort(400)
    for name, text in pairs:
        fields.setdefault(name, []).append(text)
    return fields


def _body(request: Request) -> bytes:
    """Whole, or the request ends here."""
    if not _READING.acquire(timeout=SHORT):
        raise TooLong("too many posts are still on their way")
    try:
        body = request.get_data()
    finally:
        _READING.release()
    most = request.max_content_length
    if len(body) == most != request.content_length:  # sent in chunks: Werkzeug cuts it here in silence
        abort(413)
    told = request.content_length or 0
    if len(body) > told:  # in chunks, as no browser sends a form: where they broke off nobody can know
        abort(411)
    if len(body) < told:  # the connection broke on the way
        abort(400)
    return body


def token(key: bytes, bound_to: bytes) -> str:
    """The anti-forgery token of a cookie, masked anew each time it is asked for; good for as long as the cookie is."""
    mask = secrets.token_bytes(TOKEN_BYTES)
    return (mask + _masked(mask, _unmasked(key, bound_to))).hex()


def is_token(key: bytes, bound_to: bytes, given: list[str] | None) -> bool:
    try:
        sent = bytes.fromhex(given[0] if given else "")
    except ValueError:
        return False
    mask, masked = sent[:TOKEN_BYTES], sent[TOKEN_BYTES:]
    return len(masked) == TOKEN_BYTES and hmac.compare_digest(_masked(mask, masked), _unmasked(key, bound_to))


def mark(key: bytes, bound_to: bytes) -> str:
    """A keyed hash by which something is known again; the same each time."""
    return hmac.digest(key, bound_to, "sha256").hex()


def _unmasked(key: bytes, bound_to: bytes) -> bytes:
    return hmac.digest(key, bound_to, "sha256")[:TOKEN_BYTES]


def _masked(mask: bytes, plain: bytes) -> bytes:
    """Its own inverse."""
    return (int.from_bytes(mask) ^ int.from_bytes(plain)).to_bytes(TOKEN_BYTES)
