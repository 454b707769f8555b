"""How often somebody may try to be a person: by account, by address and in all, and apart for a browser of hers."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff.accounts import accounts, sessions
from forms_app.staff.office import office
from forms_app.storage.throttles import Limit, TooMany, network
from forms_app.web import security

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = Limit("sign-in account", 5, WINDOW)
PER_ADDRESS = Limit("sign-in address", 30, WINDOW)
IN_ALL = Limit("sign-in in all", 300, WINDOW)
# Kept for each address once others have used up everybody's tries: failing on purpose locks no colleague out.
RESERVED = Limit("sign-in, reserved", 3, WINDOW)
# A browser in which this person has signed in before has tries of its own: failing on purpose locks nobody out.
PER_DEVICE = Limit("sign-in device", 5, WINDOW)
# Somebody who is signed in and says again who they are: apart, so that a stolen session locks nobody out either.
PER_SESSION = Limit("proof", 5, WINDOW)
DEVICE_COOKIE = "staff-device"
DEVICE_DAYS = 90
Counted = list[tuple[Limit, str]]


def spend(email: str) -> Counted:
    """Count a try before any work is done; what was counted. Raises TooMany.

    The account is what was typed, so an unknown one is counted alike.
    """
    device = _known_device(email)
    if device:
        return _counted([(PER_DEVICE, device)])
    address = network(request.remote_addr)
    own = _counted([(PER_ADDRESS, address), (PER_ACCOUNT, accounts.folded(email))])
    try:
        return own + _counted([(IN_ALL, "")])
    except TooMany:
        return own + _reserved(address, own)


def _reserved(address: str, counted: Counted) -> Counted:
    """One of the tries that nobody else can use up; a refused one counts nowhere."""
    try:
        return _counted([(RESERVED, address)])
    except TooMany:
        office().throttle.give_back(counted)
        raise


def _counted(tries: Counted) -> Counted:
    office().throttle.spend(tries)
    return tries


def of_session(session: sessions.Session) -> Counted:
    return [(PER_SESSION, str(session.account_id))]


def know_device(response: Response, email: str) -> None:
    """From now on this browser is one of hers."""
    if not _known_device(email):
        sessions.set_cookie(office(), response, _new_device(email), DEVICE_COOKIE, max_age=DEVICE_DAYS * 24 * 3600)


def wait(limit: TooMany) -> str:
    minutes = max(1, -(-_seconds(limit) // 60))
    return str(_("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes))


def retry_after(limit: TooMany) -> dict[str, str]:
    return {"Retry-After": str(_seconds(limit))}


def _new_device(email: str) -> str:
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{_device_mark(email, nonce)}"


def _known_device(email: str) -> str:
    """The device's own number if this person has signed in on it before, else nothing."""
    cookie = request.cookies.get(security.cookie_name(office().settings, DEVICE_COOKIE), "")
    nonce, _dot, mark = cookie.partition(".")
    is_known = hmac.compare_digest(mark.encode("utf-8", "surrogatepass"), _device_mark(email, nonce).encode())
    return nonce if is_known else ""


def _device_mark(email: str, nonce: str) -> str:
    bound_to = f"{nonce}|{accounts.folded(email)}".encode("utf-8", "surrogatepass")
    return security.mark(office().key("device"), bound_to)


def _seconds(limit: TooMany) -> int:
    return max(1, int(limit.wait.total_seconds()))
