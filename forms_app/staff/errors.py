"""Where every staff request ends that cannot be answered: a page in the URL's language that repeats nothing."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.processes import logs
from forms_app.staff.navigation import Counts

NO_PAGE = (_l("Page not found"), _l("There is no such page or submission, or it is not in your queue."))
WORDS: dict[int, tuple[LazyString, LazyString]] = {
    400: (
        _l("That could not be read"),
        _l("Nothing was changed. The page may have been open too long: load it again and repeat the last step."),
    ),
    403: (_l("Your role does not allow this"), _l("What you tried has been written to the audit trail.")),
    404: NO_PAGE,
    405: NO_PAGE,
    413: (_l("That was too long"), _l("Nothing was changed. Go back and send less at once.")),
    500: (_l("Something went wrong here"), _l("Nothing was changed. Try again; if it stays, tell your administrator.")),
    503: (
        _l("The database cannot be reached"),
        _l("Nothing was changed. Try again in a minute; if it stays, tell your administrator."),
    ),
}
Answer = tuple[str, int]
# The navigation counts nothing there: the database may be what failed.
COUNTS_NOTHING: dict[str, Any] = {"tab_counts": Counts}


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _handle_http_error)
    app.register_error_handler(SQLAlchemyError, _storage)
    app.register_error_handler(Exception, _unforeseen)


def _handle_http_error(error: HTTPException) -> Answer | Response:
    """The address of a button, opened by itself (the other language, a reload): to the page on which it stands."""
    above = _page_above() if isinstance(error, MethodNotAllowed) and request.method == "GET" else ""
    if above:
        return redirect(above, 303)
    return _page(error.code if error.code in WORDS else 400, error.code or 500)


def _page_above() -> str:
    """The nearest address above this one at which a page can be opened."""
    addresses, parts = current_app.url_map.bind_to_environ(request.environ), request.path.strip("/").split("/")
    above = ("/" + "".join(f"{part}/" for part in parts[:most]) for most in range(len(parts) - 1, 0, -1))
    return next((address for address in above if addresses.test(address, "GET")), "")


def _storage(error: SQLAlchemyError) -> Answer:
    """Where a page was posted whose words stand nowhere else, that page again."""
    answer, again = _draw_error(error, 503), g.get("show_again")
    return (again(), 503) if again else answer


def _unforeseen(error: Exception) -> Answer:
    return _draw_error(error, 500)


def _draw_error(error: Exception, status: int) -> Answer:
    logs.failure(error, str(request.url_rule or ""))
    return _page(status, status)


def _page(words: int | None, status: int) -> Answer:
    if "session" not in g:
        g.session = None
    heading, text = WORDS[words or 500]
    return render_template("staff/http_error.html", heading=heading, text=text, **COUNTS_NOTHING), status
