"""Before every staff route: who is this, may they, and does the form they post come from our own page?"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping

from flask import Flask, Request, abort, g, redirect, request, url_for
from flask import Response as FlaskResponse
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response

from forms_app.i18n import urls
from forms_app.staff import audit
from forms_app.staff.accounts import sessions
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.office import office
from forms_app.staff.rights import EVERYBODY, OPEN
from forms_app.web import cookies, csrf, posts

DOOR_COOKIE = "staff-door"
Rescue = Callable[..., bool]
# All cards beside a submission are one form: a button names its card, and a field is called card.name.
CARD = re.compile(r"[a-z]+(-[0-9a-z-]+)?")
CARDS = {
    "answered": "answer",
    "added": "added",
    "ready_sentence": "ready",
    "extended": "extension",
    "transferred": "transfer",
    "ended": "end",
    "pin_letter": "pin",
    "arrival_corrected": "arrival",
    "letter": "letter",
    "note": "note",
    "change": "work",
    "settle": "mail",
    "unsettle": "settled",
    "reveal": "unmask",
}  # where no button says it
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
            kept = "yes" if _keep_unsaved(rescues) else None
            return redirect(url_for(f"{urls.language()}.sign_in_page", kept=kept), 303)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            _read_post(g.session, rescues)
        if g.session is not None and allowed is not OPEN and g.session.role not in allowed:
            _refuse(g.session)
        return None

    app.before_request(guard)
    app.after_request(_keep_door_cookie)


def _keep_unsaved(rescues: Mapping[str, Rescue]) -> bool:
    """Signed out, by time or in another tab: what was typed is kept for whoever the page was drawn for."""
    keep = rescues.get(_plain(request.endpoint or "")) if request.method == "POST" else None
    if keep is None or request.mimetype != posts.FORM:
        return False
    _read(request)
    writer = sessions.find_lapsed(office(), request) or _writer()
    if writer is None:
        return False
    if not _is_drawn_for(writer.id):
        abort(400)
    return keep(writer, g.posted, **(request.view_args or {}))


def _take_over(session: Session, rescues: Mapping[str, Rescue]) -> None:
    """A page that was drawn before somebody signed in anew, in another tab. Of the same person it is as good as one of
    today; another person's words are kept for that person, and nothing is done. Else 400."""
    keep, writer = rescues.get(_plain(request.endpoint or "")), _writer()
    if keep is None or writer is None:
        abort(400)
    if writer.account_id != session.account_id:
        keep(writer, g.posted, **(request.view_args or {}))
        abort(400)


def _writer() -> Session | None:
    return sessions.find_of_page(office(), _is_drawn_for)


def _is_drawn_for(session_id: bytes) -> bool:
    return csrf.is_token(office().key("form token"), session_id, g.posted.get("form_token"))


def signed_in() -> Session:
    """The person who is signed in; only behind the guard."""
    session: Session = g.session
    return session


def field(name: str) -> str:
    """What the browser posted under this name, the first if there are several."""
    return next(iter(fields(name)), "")


def fields(name: str) -> list[str]:
    texts: list[str] = g.posted.get(f"{g.card}.{name}", g.posted.get(name, []))
    return texts


def card_fields() -> dict[str, str]:
    """What was posted of the card whose button was pressed, by the names it has there."""
    start = f"{g.card}."
    own = {name.removeprefix(start): texts[0] for name, texts in g.posted.items() if name.startswith(start)}
    return {name: texts[0] for name, texts in g.posted.items() if "." not in name} | own


def number(text: str) -> int:
    """A number that a page of ours wrote; anything else is no request of ours."""
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
        abort(400)
    return int(text)


def form_token() -> str:
    """What every form carries back: bound to the session or, before there is one, to the sign-in page's cookie."""
    bound = g.session.id if g.session is not None else _door().encode()
    return csrf.token(office().key("form token"), bound)


def _door() -> str:
    """Before anybody is signed in a form is bound to a cookie of its own."""
    name = cookies.name_of(DOOR_COOKIE, behind_tls=office().settings.behind_tls)
    if "door" not in g:
        g.door = request.cookies.get(name) or ""
        g.new_door = not g.door
        g.door = g.door or secrets.token_urlsafe(32)
    door: str = g.door
    return door


def _keep_door_cookie(response: FlaskResponse) -> FlaskResponse:
    if g.get("new_door"):
        cookies.set_cookie(response, DOOR_COOKIE, g.door, behind_tls=office().settings.behind_tls)
    return response


def _read(request: Request) -> None:
    """Only a form that was sent from a page of ours gets any further."""
    csrf.refuse_cross_site(request)
    g.posted = posts.read(request)
    pressed = g.posted.get("press", [""])[0]
    g.card = pressed if CARD.fullmatch(pressed) else CARDS.get(_plain(request.endpoint or ""), "")


def _read_post(session: Session | None, rescues: Mapping[str, Rescue]) -> None:
    """And only a page that was drawn for this person."""
    _read(request)
    bound = session.id if session is not None else _door().encode()
    if _is_drawn_for(bound):
        return
    if session is None:
        abort(400)
    _take_over(session, rescues)


def _refuse(session: Session) -> None:
    with office().database.write() as connection:
        asked = f"{request.method} {request.endpoint}"
        audit.record(connection, office(), audit.Action.REFUSED, session.account_id, detail=asked)
    abort(403)


def _plain(endpoint: str) -> str:
    """en.inbox and es.inbox are one page."""
    return endpoint.rpartition(".")[2]
