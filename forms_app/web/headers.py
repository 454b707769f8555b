"""The headers that every answer of every app carries, static files included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

from forms_app.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

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


def security_headers(settings: Settings) -> dict[str, str]:
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


def install(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer, whoever gives it; to be called last, around all that serves."""
    headers = {**security_headers(settings), "Cache-Control": "no-store"}
    app.wsgi_app = _with_headers(app.wsgi_app, headers)  # type: ignore[method-assign, assignment]


def _with_headers(inner: WSGIApplication, headers: dict[str, str]) -> WSGIApplication:
    added = [(name.lower(), (name, value)) for name, value in headers.items()]

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            present = {name.lower() for name, _ in given}
            return start_response(status, [*given, *(pair for low, pair in added if low not in present)], *error)

        return inner(environ, start)

    return app
