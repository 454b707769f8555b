"""Before every page of the account: who is this, and does what they post come from a page of ours drawn for them?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

from flask import Flask, Response, abort, g, redirect, request
from werkzeug import wrappers
from werkzeug.exceptions import SecurityError

from forms_app.account.services import services
from forms_app.bundles import money
from forms_app.facts.languages import BY_CODE
from forms_app.i18n import urls
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.account import holders
from forms_app.storage.account.at_hand import AtHand
from forms_app.storage.account.holders import HolderRow
from forms_app.web import cookies, csrf, posts
from forms_app.web.sign_in import sessions
from forms_app.web.sign_in.sessions import SignedIn

UNSEEN = frozenset({"time_left", "signed_out"})  # asked by a page that nobody looks at: no sign that she is there
LEAVING = frozenset({"leave", "left"})  # these wait for no database and ask for no token: the page may have gone
TOKEN_LENGTH = 4 * csrf.TOKEN_BYTES  # of a form token: characters
DOOR = "account-door"  # what a page is bound to before anybody has signed in


def install(app: Flask, open_to_all: Collection[str], rescue: Callable[[], Response | None]) -> None:
    """`open_to_all`: the endpoints that are shown without signing in; every other one leads to the sign-in page.

    `rescue` keeps what somebody posted whose session is over, and says where that is told; None where it cannot.
    """

    def guard() -> Response | None:
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception
        endpoint = _view()
        if endpoint in LEAVING:
            return None
        g.signed_in = _unless_ended(sessions.find(services().realm, request, is_seen=endpoint not in UNSEEN))
        if request.endpoint and endpoint not in open_to_all and g.signed_in is None:
            if request.method == "POST" and (kept := rescue()):
                return kept
            was_in = sessions.is_told(services().realm, request)
            path = "/signed-out/" if was_in else "/sign-in/"
            return redirect(urls.path_in(path, urls.language()), 303)  # type: ignore[return-value]
        if request.method == "POST" and request.blueprint in BY_CODE:  # the forms ask for a token of their own
            _read_post()
        return None

    app.before_request(guard)
    app.after_request(_keep_door)


def _view() -> str:
    """The name of a view of ours; of what the account mounts, as the forms, with the name of its room before it."""
    room, _, view = (request.endpoint or "").rpartition(".")
    return view if room in BY_CODE else request.endpoint or ""


def _unless_ended(found: SignedIn[HolderRow] | None) -> SignedIn[HolderRow] | None:
    """None, and the session is gone, where the inside has ended what began before: staff stopped this account, or ended
    its sessions."""
    if found is None:
        return None
    alive_from = read_at_hand(found).sessions_from
    if alive_from is None or found.began_at >= alive_from:
        return found
    with services().database.write() as connection:
        holders.forget_session_keys(connection, found.id)
        sessions.revoke(connection, services().realm, found.account.id, found.id)
    return None


def holder() -> SignedIn[HolderRow]:
    """Who is signed in; only behind the guard."""
    found: SignedIn[HolderRow] | None = g.signed_in
    return found or abort(403)


def read_at_hand(found: SignedIn[HolderRow]) -> AtHand:
    """What a page of hers begins with, once for each request."""
    g.public = PublicKeys(found.account.public_keys)
    g.at_hand = services().at_hand.of(found.id, g.public.id, money.KIND)
    return at_hand()


def public_keys() -> PublicKeys:
    """Of whoever is signed in."""
    found: PublicKeys = g.public
    return found


def at_hand() -> AtHand:
    """What of hers was read together when this request began."""
    found: AtHand = g.at_hand
    return found


def is_signed_in() -> bool:
    return g.get("signed_in") is not None


def posted() -> dict[str, list[str]]:
    fields: dict[str, list[str]] = g.posted
    return fields


def field(name: str) -> str:
    """What the browser posted under this name, the first if there are several."""
    return next(iter(posted().get(name, [])), "")


def form_token() -> str:
    """What every form carries back: bound to the session or, before there is one, to a cookie of its own."""
    return csrf.token(services().key("form token"), bound_to())


def is_form_token(given: list[str] | None) -> bool:
    return csrf.is_token(services().key("form token"), bound_to(), given)


def door() -> str:
    """A number that this browser alone has, before anybody has signed in."""
    name = cookies.name_of(DOOR, behind_tls=services().settings.behind_tls)
    if "door" not in g:
        g.door = "" if g.get("no_old_door") else request.cookies.get(name, "")
        g.new_door = not g.door
        g.door = g.door or secrets.token_urlsafe(32)
    found: str = g.door
    return found


def distrust_door() -> None:
    """What was begun in this browser before is nobody's; it gets a new door once a page needs one."""
    g.no_old_door = True


def has_new_door() -> bool:
    return bool(g.get("new_door"))


def forget_door(response: wrappers.Response) -> None:
    g.new_door = False
    cookies.expire(response, DOOR, behind_tls=services().settings.behind_tls)


def _read_post() -> None:
    csrf.refuse_cross_site(request)
    g.posted = posts.read(request)
    if not is_form_token(g.posted.get("form_token")):
        abort(400)


def bound_to() -> bytes:
    """What a page is drawn for: this session or, before there is one, this browser."""
    return g.signed_in.id if g.get("signed_in") else door().encode("utf-8", "surrogatepass")


def _keep_door(response: Response) -> Response:
    if has_new_door():
        cookies.set_cookie(response, DOOR, g.door, behind_tls=services().settings.behind_tls)
    return response
