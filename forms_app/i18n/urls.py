"""The language of a request is the language of its URL: English at /, another under its
path, such as /es/. Nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from flask import Flask, has_request_context, request

from forms_app.facts.languages import BY_CODE, BY_PATH, DEFAULT

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
    """The language of the present request; the first of the list outside of one."""
    return _here.get() or (language_of(request.path) if has_request_context() else DEFAULT)


def language_of(path: str) -> str:
    root, _, rest = path.partition("/")
    return DEFAULT if root else BY_PATH.get(rest.partition("/")[0], DEFAULT)


def path_in(path: str, code: str) -> str:
    """The same page in the wanted language; never //host, which a browser takes for another site."""
    beneath = path.removeprefix(BY_CODE[language_of(path)].start.rstrip("/"))
    return BY_CODE[code].start + beneath.lstrip("/\\")
