"""Leaving in a hurry, and what is found afterwards: the browser is let go first, what it had here goes behind it."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, make_response, redirect, request
from sqlalchemy.exc import SQLAlchemyError

from forms_app.deadlines.clock import utc_now
from forms_app.filling.start import draft_of
from forms_app.forms import FILLED_IN, FORMS
from forms_app.processes import logs
from forms_app.public import cookie
from forms_app.public.services import services
from forms_app.storage.drafts import Drafts
from forms_app.web import csrf
from forms_app.web.pages import draw

blueprint = Blueprint("leaving", __name__)


@blueprint.get("/forms/exit/")
def leave() -> Response:
    """The one GET that changes state, so that a plain link does it. Only our own pages may ask.

    The answer goes before any work of the database's, which may be slow or away: without its cookies nothing opens
    what still lies there.
    """
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    away = make_response(redirect(services().agency.exit_url, 303))
    if not ours or ahead:
        return away
    away.call_on_close(partial(_forget, services().drafts, cookie.token()))
    return cookie.tell_to_forget(away)


@blueprint.post("/forms/exit/")
def left() -> Response:
    """A page that has gone already says so (website/theme/js/forms/exit.js)."""
    csrf.refuse_cross_site(request)
    _forget(services().drafts, cookie.token())
    return cookie.tell_to_forget(Response(status=204))


@blueprint.before_app_request
def finish_leaving() -> None:
    """Where the page could not say so, because it or the server had no connection, its next request does."""
    if cookie.has_left():
        _forget(services().drafts, cookie.token())
        cookie.is_nobody()


@blueprint.after_app_request
def finished_leaving(response: Response) -> Response:
    return cookie.take_away(response, *cookie.not_given(), cookie.LEFT) if cookie.has_left() else response


def _forget(drafts: Drafts, token: bytes | None) -> None:
    try:
        if token:
            drafts.forget(token, FILLED_IN)
    except (SQLAlchemyError, OSError) as error:  # half an hour later it goes by itself
        logs.failure(error, "exit")


@blueprint.get("/forms/expired/")
def expired() -> Response:
    """Without its cookie the post that showed where something stands shows nothing by Back either."""
    token, now, forms = cookie.token(), utc_now(), FORMS.values()
    outlived = token is not None and services().drafts.outlived(token, FILLED_IN, now)
    still = [form for form in FILLED_IN.values() if draft_of(form)]
    page = draw("forms/expired.html", forms=forms, outlived=outlived, open=still)
    return cookie.take_away(make_response(page), cookie.LOOK, cookie.DATES)
