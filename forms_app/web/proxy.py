"""Which hosts an app answers for, and what it believes of the TLS server in front of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from forms_app.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def install(app: Flask, settings: Settings) -> None:
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts)
    if settings.behind_tls:
        app.wsgi_app = _behind_proxy(app.wsgi_app)  # type: ignore[method-assign, assignment]


def _behind_proxy(inner: WSGIApplication) -> WSGIApplication:
    """Takes the visitor's address from our own TLS server, which puts it last; what stands before it is hearsay.

    Without it a limit per address would count everybody as one, and a redirect would lead from https to http.
    """
    named = ProxyFix(inner, x_for=1, x_proto=0)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return named(environ, start_response)

    return app
