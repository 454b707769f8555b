"""Signing in and out: one page with e-mail, password and code, one answer to whatever is wrong with them."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms_app import security
from forms_app.staff import accounts, audit, sessions
from forms_app.staff.accounts import Checked
from forms_app.staff.audit import Action
from forms_app.staff.door import field, present
from forms_app.staff.office import office
from forms_app.throttling import Limit, TooMany, network

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = Limit("sign-in account", 5, WINDOW)
PER_ADDRESS = Limit("sign-in address", 30, WINDOW)
IN_ALL = Limit("sign-in in all", 300, WINDOW)
# A browser in which this person has signed in before has tries of its own: failing on purpose locks nobody out.
PER_DEVICE = Limit("sign-in device", 5, WINDOW)
DEVICE_COOKIE = "staff-device"
DEVICE_DAYS = 90
FIELDS = ("email", "password", "code")


def sign_in_page() -> str:
    return _page()


def sign_in() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    email, password, code = (field(name) for name in FIELDS)
    tries = _tries(email)
    try:
        office().throttle.spend(tries)
    except TooMany as limit:
        return _page(_wait(limit.wait), email), 429, {"Retry-After": str(_seconds(limit.wait))}
    token = _let_in(accounts.check(office(), email, password, code))
    if token is None:
        return _page(_("The e-mail, the password or the code is not right. A code works only once."), email), 422
    office().throttle.give_back(tries)
    response = redirect(url_for(".inbox"), 303)
    sessions.set_cookie(office(), response, token)
    if not _known_device(email):
        sessions.set_cookie(office(), response, _new_device(email), DEVICE_COOKIE, max_age=DEVICE_DAYS * 24 * 3600)
    return response


def sign_out() -> Response:
    with office().database.write() as connection:
        sessions.end(connection, present())
        audit.record(connection, office(), Action.SIGNED_OUT, present().account_id)
    response = redirect(url_for(".sign_in_page"), 303)
    sessions.expire_cookie(office(), response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _let_in(checked: Checked) -> str | None:
    """The token of a new session if everything was right; either way an event."""
    with office().database.write() as connection:
        account, step = checked.account_id, checked.step
        if account is None or step is None or not accounts.use_code(connection, account, step):
            audit.record(connection, office(), Action.SIGN_IN_REFUSED, account)
            return None
        audit.record(connection, office(), Action.SIGNED_IN, account)
        return sessions.open_one(connection, office(), account)


def _tries(email: str) -> list[tuple[Limit, str]]:
    """Counted before any work is done. The account is what was typed, so an unknown one is counted alike."""
    device = _known_device(email)
    if device:
        return [(PER_DEVICE, device)]
    return [(IN_ALL, ""), (PER_ADDRESS, network(request.remote_addr)), (PER_ACCOUNT, accounts.folded(email))]


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
    return security.token(office().key("device"), bound_to)


def _page(wrong: str = "", email: str = "") -> str:
    return render_template("staff/sign_in.html", wrong=wrong, email=email)


def _wait(wait: timedelta) -> str:
    minutes = max(1, -(-_seconds(wait) // 60))
    return str(_("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes))


def _seconds(wait: timedelta) -> int:
    return max(1, int(wait.total_seconds()))
