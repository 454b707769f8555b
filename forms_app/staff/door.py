"""Before every staff route: who is this, may they, and does the form they post come from our own page?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from flask import Flask, abort, g, redirect, request, url_for
from flask import Response as FlaskResponse
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response

from forms_app import i18n, security
from forms_app.staff import audit
from forms_app.staff.entry import sessions
from forms_app.staff.entry.sessions import Session
from forms_app.staff.office import office
from forms_app.staff.rights import EVERYBODY, OPEN

DOOR_COOKIE = "staff-door"
Rescue = Callable[..., bool]
MOST_DIGITS = 10  # what every database's integers hold


def install(app: Flask, reach: dict[str, frozenset[str]], rescues: Mapping[str, Rescue]) -> None:
    """`reach` names the roles for every endpoint; one that it does not name is reached by nobody.

    `rescues` keep what was typed when a post comes after its session has ended by time.
    """

    def guard() -> Response | None:
        if isinstance(request.routing_exception, SecurityError):  # not our host: without an address nothing is routed
            raise request.routing_exception
        g.session = sessions.find(office(), request)
        allowed = reach[_plain(request.endpoint)] if request.endpoint else EVERYBODY
        if g.session is None and allowed is not OPEN:
            kept = "yes" if _rescued(rescues) else None
            return redirect(url_for(f"{i18n.language()}.sign_in_page", kept=kept), 303)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            _read_post(g.session)
        if g.session is not None and allowed is not OPEN and g.session.role not in allowed:
            _refuse(g.session)
        return None

    app.before_request(guard)
    app.after_request(_keep_door_cookie)


def _rescued(rescues: Mapping[str, Rescue]) -> bool:
    keep = rescues.get(_plain(request.endpoint or "")) if request.method == "POST" else None
    session = sessions.lapsed(office(), request) if keep else None
    if keep is None or session is None:
        return False
    _read_post(session)
    return keep(session, g.posted, **(request.view_args or {}))


def present() -> Session:
    """The person who is signed in; only behind the guard."""
    session: Session = g.session
    return session


def field(name: str) -> str:
    """What the browser posted under this name, the first if there are several."""
    return next(iter(fields(name)), "")


def fields(name: str) -> list[str]:
    texts: list[str] = g.posted.get(name, [])
    return texts


def number(text: str) -> int:
    """A number that a page of ours wrote; anything else is no request of ours."""
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
        abort(400)
    return int(text)


def form_token() -> str:
    """What every form carries back: bound to the session or, before there is one, to the sign-in page's cookie."""
    bound = g.session.token if g.session is not None else _door()
    return security.token(office().key("form token"), bound.encode())


def _door() -> str:
    """Before anybody is signed in a form is bound to a cookie of its own."""
    name = security.cookie_name(office().settings, DOOR_COOKIE)
    if "door" not in g:
        g.door = request.cookies.get(name) or ""
        g.new_door = not g.door
        g.door = g.door or secrets.token_urlsafe(32)
    door: str = g.door
    return door


def _keep_door_cookie(response: FlaskResponse) -> FlaskResponse:
    if g.get("new_door"):
        sessions.set_cookie(office(), response, g.door, DOOR_COOKIE)
    return response


def _read_post(session: Session | None) -> None:
    """Only a form of ours, sent from a page of ours, gets any further."""
    security.refuse_cross_site(request)
    g.posted = security.posted(request)
    bound = session.token if session is not None else _door()
    if not security.is_token(office().key("form token"), bound.encode(), g.posted.get("form_token")):
        abort(400)


def _refuse(session: Session) -> None:
    with office().database.write() as connection:
        asked = f"{request.method} {request.endpoint}"
        audit.record(connection, office(), audit.Action.REFUSED, session.account_id, detail=asked)
    abort(403)


def _plain(endpoint: str) -> str:
    """en.inbox and es.inbox are one page."""
    return endpoint.rpartition(".")[2]
