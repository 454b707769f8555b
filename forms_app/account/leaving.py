"""Leaving in a hurry: the session is over, and nothing of it is shown by Back."""

from __future__ import annotations

from flask import make_response, redirect, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import events, guard
from forms_app.account.doors import arrival
from forms_app.account.pages import see_other
from forms_app.account.services import services
from forms_app.bundles.history import What
from forms_app.sealing.owner_keys import NotHers, PublicKeys
from forms_app.storage.account import holders
from forms_app.web.sign_in import sessions


def leave() -> Response:
    """The one GET that changes state, so that a plain link does it. Only our own pages may ask."""
    away = make_response(redirect(services().agency.exit_url, 303))
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if not ours or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return away
    end_session(away)
    guard.forget_door(away)
    return away


def sign_out() -> Response:
    response = see_other("/sign-in/")
    end_session(response)
    return response


def end_session(response: Response) -> None:
    """Over at once, its keys and its cookie gone."""
    realm = services().realm
    if guard.is_signed_in():
        with services().database.write() as connection:
            _note(connection)
            holders.forget_session_keys(connection, guard.holder().id)
            sessions.end(connection, realm, guard.holder().id)
    sessions.expire_cookie(realm, response)
    response.headers["Clear-Site-Data"] = '"storage"'  # not the cache: emptying it holds the browser up for seconds


def _note(connection: Connection) -> None:
    """By her own signature, the last of this session; where its keys do not open any more, by nobody's."""
    public = PublicKeys(guard.holder().account.public_keys)
    try:
        keys = arrival.keys_of(connection, guard.holder().token, public)
    except NotHers:
        return
    events.note(connection, keys, public, What.SIGNED_OUT)
