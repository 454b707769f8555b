"""That somebody who is signed in has shown her second factor again: good for ten minutes, for one session alone."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from flask import request
from werkzeug.wrappers import Response

from forms_app.account.services import services
from forms_app.web import cookies

COOKIE = "account-proof"
LASTS = timedelta(minutes=10)


def give(response: Response, session_id: bytes) -> None:
    until = (services().now() + LASTS).isoformat(timespec="seconds")
    text = f"{until}.{_mark(session_id, until)}"
    cookies.set_cookie(response, COOKIE, text, behind_tls=services().settings.behind_tls)


def is_fresh(session_id: bytes) -> bool:
    cookie = request.cookies.get(cookies.name_of(COOKIE, behind_tls=services().settings.behind_tls), "")
    until, _dot, mark = cookie.rpartition(".")
    if not hmac.compare_digest(mark.encode("utf-8", "surrogatepass"), _mark(session_id, until).encode()):
        return False
    return datetime.fromisoformat(until) > services().now()


def forget(response: Response) -> None:
    """Nothing there says that she was in."""
    cookies.expire(response, COOKIE, behind_tls=services().settings.behind_tls)


def _mark(session_id: bytes, until: str) -> str:
    said = session_id + until.encode("utf-8", "surrogatepass")
    return hmac.digest(services().key("proof of a second factor"), said, "sha256").hex()
