"""The end of a session: signed out, left in a hurry, or over by itself. Nothing of it is shown by Back."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from flask import Flask, Request, current_app, make_response, redirect, request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from forms_app.account import events, guard
from forms_app.account.doors import arrival
from forms_app.account.doors.papers import LEAVING, are_shown, keep
from forms_app.account.factors import proof
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles.history import What
from forms_app.processes import logs
from forms_app.sealing.owner_keys import NotHers, PublicKeys
from forms_app.storage.account import holders, papers
from forms_app.storage.account.holders import HolderRow
from forms_app.web import cookies, csrf
from forms_app.web.sign_in import limits, sessions
from forms_app.web.sign_in.sessions import SignedIn

LEFT = "left"  # a cookie of the exit's script, until the server knows (website/theme/js/forms/exit.js)
SURE = "sure"  # she has copied her papers, and signs out


def install(app: Flask) -> None:
    """Before the guard: whoever has left is nobody any more."""
    app.before_request(_finish_leaving)
    app.after_request(_finished_leaving)


def leave() -> Response:
    """The one GET that changes state, so that a plain link does it. Only our own pages may ask.

    The answer goes before any work of the database's, which may be slow or away: without its cookie nothing opens what
    still lies there.
    """
    away = make_response(redirect(services().agency.exit_url, 303))
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if not ours or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return away
    return _forget(away)


def left() -> Response:
    """A page that has gone already says so."""
    csrf.refuse_cross_site(request)
    return _forget(Response(status=204))


def sign_out() -> Response:
    """Over at once; what lies in her other tabs goes when they hear of it. Papers that go with it are asked about."""
    if SURE not in request.form and are_shown():
        return see_other(f"/papers/?{LEAVING}")
    with services().database.write() as connection:
        if SURE in request.form:
            keep(connection)
        _end(connection, guard.holder())
    response = see_other("/signed-out/")
    sessions.expire_cookie(services().realm, response)
    proof.forget(response)
    response.headers["Clear-Site-Data"] = '"storage"'  # not the cache: emptying it holds the browser up for seconds
    return response


def signed_out() -> Response:
    """Where a page leads whose session is over, and where it asks whether it is."""
    page = make_response(draw("account/signed_out.html"))
    if not guard.is_signed_in():
        sessions.expire_cookie(services().realm, page)
    return page


def _forget(response: Response) -> Response:
    """The browser is told to keep nothing; the session ends behind it."""
    app, asked = current_app._get_current_object(), request._get_current_object()  # type: ignore[attr-defined]
    response.call_on_close(partial(_end_later, app, asked))
    guard.forget_door(response)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'  # not the cache: emptying it takes seconds
    return _take_cookies(response)


def _end_later(app: Flask, asked: Request) -> None:
    try:
        with app.app_context():
            _end_of(asked)
    except (SQLAlchemyError, OSError) as error:  # a quarter of an hour later it is over by itself
        logs.failure(error, "exit")


def _end_of(asked: Request) -> None:
    found = sessions.find(services().realm, asked, is_seen=False)
    if found:
        with services().database.write() as connection:
            _end(connection, found)


def _end(connection: Connection, signed_in: SignedIn[HolderRow]) -> None:
    """Its keys go with it. The last thing that they sign is that she left."""
    public = PublicKeys(signed_in.account.public_keys)
    with suppress(NotHers):  # another tab was first
        events.note(connection, arrival.keys_of(connection, signed_in.token, public), public, What.SIGNED_OUT)
    holders.forget_session_keys(connection, signed_in.id)
    papers.remove(connection, signed_in.id)
    sessions.end(connection, services().realm, signed_in.id)


def _take_cookies(response: Response) -> Response:
    realm = services().realm
    sessions.expire_cookie(realm, response)
    limits.forget_device(realm, response)
    proof.forget(response)
    cookies.expire(response, LEFT, behind_tls=realm.behind_tls)
    return response


def _has_left() -> bool:
    return cookies.name_of(LEFT, behind_tls=services().settings.behind_tls) in request.cookies


def _finish_leaving() -> None:
    """Where the page could not say so, because it or the server had no connection, its next request does."""
    if _has_left():
        guard.distrust_door()
        _end_of(request)


def _finished_leaving(response: Response) -> Response:
    if not _has_left():
        return response
    if not guard.has_new_door():
        guard.forget_door(response)
    return _take_cookies(response)
