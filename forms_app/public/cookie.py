"""The visitor's one cookie: 32 random bytes that open her drafts and her receipt, and mean nothing else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import cast

from flask import Response, g, request

from forms_app.forms import FILLED_IN
from forms_app.public.services import services
from forms_app.storage.drafts import TOKEN_BYTES, new_token
from forms_app.web import cookies, csrf

VISIT, LOOK = "visit", "look"  # the second one opens nothing: see status
DATES = "dates"  # what was typed into the calculator of dates, sealed: see kept_dates
LEFT = "left"  # made by the script of the exit, until the server knows: what the others open goes unseen


def _name(which: str) -> str:
    return cookies.name_of(which, behind_tls=services().settings.behind_tls)


def token(which: str = VISIT) -> bytes | None:
    """The bytes in the cookie of this request, if they are ours."""
    if which not in g:
        setattr(g, which, _value(which))
    return cast(bytes | None, g.get(which))


def _value(which: str) -> bytes | None:
    found = bytes_of(which)
    return found if len(found) == TOKEN_BYTES else None


def bytes_of(which: str) -> bytes:
    """The bytes in a cookie of this request, whoever made them; none of somebody who has left."""
    try:
        return b"" if "nobody" in g else base64.urlsafe_b64decode(request.cookies.get(_name(which), "").encode())
    except (binascii.Error, ValueError):
        return b""


def has_left() -> bool:
    return _name(LEFT) in request.cookies


def is_nobody() -> None:
    """What cookies this request brought are those of somebody who has left."""
    g.nobody = True
    g.visit = g.look = None


def not_given() -> list[str]:
    """The cookies that the answer to this request does not bring anew."""
    return [which for which in (VISIT, LOOK, DATES) if f"new {which}" not in g]


def token_or_new() -> bytes:
    return token() or new_token()


def is_stale(posted: Mapping[str, list[str]], which: str = VISIT) -> bool:
    """Posted from a page that was drawn before this browser left, or closed it; a post without a page is not.

    A browser that refuses cookies posts nothing else.
    """
    given, cookie = posted.get("token"), token(which)
    return given is not None and not (cookie and csrf.is_token(services().token_key, cookie, given))


def renew() -> bytes:
    """A new token; what the old one opened is deleted."""
    old = token()
    if old:
        services().drafts.forget(old, FILLED_IN)
    return new_token()


def give(response: Response, value: bytes, which: str = VISIT) -> Response:
    """Set the cookie until the browser closes; the drafts behind it go earlier, by their own clock."""
    setattr(g, f"new {which}", True)
    text = base64.urlsafe_b64encode(value).decode()
    secure = services().settings.behind_tls
    response.set_cookie(_name(which), text, path="/", secure=secure, httponly=True, samesite="Lax")
    return response


def forget(response: Response) -> Response:
    """Delete what this browser has here, and tell it to keep nothing either."""
    old = token()
    if old:
        services().drafts.forget(old, FILLED_IN)
    return tell_to_forget(response)


def tell_to_forget(response: Response) -> Response:
    """Only the browser is told to keep nothing."""
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'  # not the cache: emptying it takes seconds
    return take_away(response)


def take_away(response: Response, *names: str) -> Response:
    """These cookies, or all of ours."""
    secure = services().settings.behind_tls
    for which in names or (VISIT, LOOK, DATES, LEFT):
        response.delete_cookie(_name(which), path="/", secure=secure, httponly=True, samesite="Lax")
    return response
