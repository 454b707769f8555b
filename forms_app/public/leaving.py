"""Leaving in a hurry, and what is found afterwards: the browser is let go first, what it had here goes behind it."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, make_response, redirect, request
from sqlalchemy.exc import SQLAlchemyError

from forms_app import logs, security
from forms_app.drafts import Drafts
from forms_app.forms import FORMS
from forms_app.moment import utc_now
from forms_app.public import visitor
from forms_app.public.beginning import begun
from forms_app.public.pages import draw
from forms_app.public.services import services

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
    away.call_on_close(partial(_forget, services().drafts, visitor.token()))
    return visitor.told_to_forget(away)


@blueprint.post("/forms/exit/")
def left() -> Response:
    """A page that has gone already says so (theme/js/forms/exit.js)."""
    security.refuse_cross_site(request)
    _forget(services().drafts, visitor.token())
    return visitor.told_to_forget(Response(status=204))


@blueprint.before_app_request
def finish_leaving() -> None:
    """Where the page could not say so, because it or the server had no connection, its next request does."""
    if visitor.has_left():
        _forget(services().drafts, visitor.token())
        visitor.is_nobody()


@blueprint.after_app_request
def finished_leaving(response: Response) -> Response:
    return visitor.take_away(response, *visitor.not_given(), visitor.LEFT) if visitor.has_left() else response


def _forget(drafts: Drafts, token: bytes | None) -> None:
    try:
        if token:
            drafts.forget(token, FORMS)
    except (SQLAlchemyError, OSError) as error:  # half an hour later it goes by itself
        logs.failure(error, "exit")


@blueprint.get("/forms/expired/")
def expired() -> Response:
    """Without its cookie the post that showed where something stands shows nothing by Back either."""
    token, now, forms = visitor.token(), utc_now(), FORMS.values()
    outlived = token is not None and services().drafts.outlived(token, FORMS, now)
    still = [form for form in forms if begun(form)]
    page = draw("forms/expired.html", forms=forms, outlived=outlived, open=still)
    return visitor.take_away(make_response(page), visitor.LOOK, visitor.DATES)
