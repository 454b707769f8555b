"""The one end of everything that goes wrong: a page in the person's language that says what to do and loses nothing."""

from __future__ import annotations

from flask import Flask, g
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from forms_app.account.pages import draw
from forms_app.pdf import CannotPrint
from forms_app.processes import logs

Answer = tuple[str, int]
SERVICE_UNAVAILABLE = 503


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(SQLAlchemyError, cannot_store)
    app.register_error_handler(OSError, cannot_store)
    app.register_error_handler(CannotPrint, cannot_store)
    app.register_error_handler(Exception, handle_our_mistake)


def handle_http_error(error: HTTPException) -> HTTPException | Answer:
    code = error.code or 500
    if error.response is not None or code < 400:  # an answer that somebody made, as a redirect
        return error
    return draw("account/problem.html", code=code), code


def cannot_store(error: Exception) -> Answer:
    """Of a form, whatever was typed stands on the page again."""
    logs.failure(error, "account")
    again = g.get("show_again")
    body = again() if again else ""
    return body or draw("account/problem.html", code=SERVICE_UNAVAILABLE), SERVICE_UNAVAILABLE


def handle_our_mistake(error: Exception) -> Answer:
    logs.failure(error, "account")
    return draw("account/problem.html", code=500), 500
