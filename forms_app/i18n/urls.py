"""The language of a request is the language of its URL: English at /, Spanish under /es/. Nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from flask import Flask, has_request_context, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


_here: ContextVar[str | None] = ContextVar("language of the request", default=None)


def install(app: Flask) -> None:
    """Find the language out once for each request: it is asked for with every text."""
    inner = app.wsgi_app

    def wsgi_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        before = _here.set(language_of(environ["PATH_INFO"]))
        try:
            return inner(environ, start_response)
        finally:
            _here.reset(before)

    app.wsgi_app = wsgi_app  # type: ignore[method-assign]


def language() -> str:
    """The language of the present request; English outside of one."""
    return _here.get() or (language_of(request.path) if has_request_context() else "en")


def language_of(path: str) -> str:
    return "es" if path == "/es" or path.startswith("/es/") else "en"


def path_in(path: str, wanted: str) -> str:
    """The same page in the wanted language; never //host, which a browser takes for another site."""
    plain = "/" + (path[3:] if language_of(path) == "es" else path).lstrip("/\\")
    return "/es" + plain if wanted == "es" else plain


def peer(present: str) -> str:
    return "en" if present == "es" else "es"


def peer_path(path: str) -> str:
    """The same page in the other language."""
    return path_in(path, peer(language_of(path)))
