"""The one end of everything that goes wrong: a page in the person's language that says what to do and loses nothing."""

from __future__ import annotations

import re
from functools import cache

from flask import Flask, Response, current_app, g, make_response, redirect, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as Redirect

from forms_app.facts.languages import BY_CODE, DEFAULT
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.processes import logs
from forms_app.public.services import services
from forms_app.storage.throttles import TooMany
from forms_app.web.pages import draw

RETRY_SECONDS = "60"
Answer = tuple[str, int] | Redirect


def install(app: Flask) -> None:
    app.register_error_handler(404, not_found)
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(SQLAlchemyError, cannot_store)
    app.register_error_handler(OSError, cannot_store)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(Exception, handle_our_mistake)


def not_found(_error: HTTPException) -> Answer:
    """The site's own page; among the forms one that can be left in a hurry. The address is not said again."""
    meant = _page_meant()
    if meant:
        return redirect(meant, 301)
    if urls.path_in(request.path, DEFAULT).startswith("/forms/"):
        return draw("problem.html", there="/forms/", **_words(404)), 404
    return _built_404(urls.language()), 404


def _page_meant() -> str:
    """Where the address leads in small letters and with its last slash, as it may be typed from paper."""
    small = request.path.lower()
    path = urls.path_in(small, urls.language_of(small))
    if request.method not in ("GET", "HEAD") or not re.fullmatch(r"/([a-z0-9-]+/)*[a-z0-9.-]+/?", path):
        return ""
    if _on_site(path):
        return path.rstrip("/") + "/"
    return path if small != request.path and _among_forms(path) else ""


def _on_site(path: str) -> bool:
    try:
        return (services().settings.build_dir / "site" / path[1:] / "index.html").is_file()
    except OSError:  # longer than any name of a file
        return False


def _among_forms(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def handle_http_error(error: HTTPException) -> Response:
    """Another HTTP error; a redirect passes as it is."""
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    response = make_response(draw("problem.html", **_words(error.code or 500)), error.code)
    if error.code == 405:
        response.headers["Allow"] = error.get_response().headers.get("Allow", "")
    return response


def cannot_store(error: Exception) -> Response:
    """Storage failed: 503, and whatever the person had typed stands on the page again."""
    logs.failure(error, str(request.url_rule or ""))
    again = g.get("show_again")
    body = again() if again else ""
    response = make_response(body or draw("problem.html", **_words(503)), 503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def too_many(error: TooMany) -> Response:
    response = make_response(draw("problem.html", **_words(429)), 429)
    response.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    return response


def handle_our_mistake(error: Exception) -> tuple[str, int]:
    """A mistake of ours. Flask signals only what no handler takes, so it is noted here."""
    logs.failure(error, str(request.url_rule or ""))
    return draw("problem.html", **_words(500)), 500


def _words(code: int) -> dict[str, str]:
    if code == 404:
        return {
            "heading": _("We cannot find this page"),
            "what_to_do": _("The address may be wrong. What you have filled in on other pages is still there."),
        }
    if code == 413:
        return {
            "heading": _("This is too long to send at once"),
            "what_to_do": _(
                "It was more than a page can hold, so we could not keep what you wrote on this page. "
                "What you filled in on other pages is still there."
            ),
            "again": urls.path_in(request.path, DEFAULT),
        }
    if code == 429:
        return {
            "heading": _("Too many tries"),
            "what_to_do": _("Please wait 15 minutes and try again. Nothing is lost."),
        }
    if code >= 500:
        return {
            "heading": _("Something is not working on our side"),
            "what_to_do": _("Nothing was sent. Please try again in a few minutes."),
        }
    return {
        "heading": _("We could not read this request"),
        "what_to_do": _("Go back and try again. Nothing was stored."),
    }


@cache
def _built_404(language: str) -> str:
    return (services().settings.build_dir / "site" / BY_CODE[language].path / "404.html").read_text("utf-8")
