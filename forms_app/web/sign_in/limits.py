"""How often somebody may try to be a person: by account, by address and in all, and apart for a browser of hers."""

from __future__ import annotations

import hmac
import secrets

from flask import Request
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.storage.accounts.sign_in import AccountRow
from forms_app.storage.throttles import Limit, TooMany, network
from forms_app.web import cookies
from forms_app.web.sign_in.realm import Realm

DEVICE_DAYS = 90
Tries = list[tuple[Limit, str]]


def spend(realm: Realm[AccountRow], request: Request, login: str) -> Tries:
    """Count a try before any work is done; what was counted. Raises TooMany.

    The account is what was typed, so an unknown one is counted alike.
    """
    limits, device = realm.limits, _device(realm, request, realm.kept_login(login))
    if device:
        return _count(realm, [(limits.per_device, device)])
    address = network(request.remote_addr)
    own = _count(realm, [(limits.per_address, address), (limits.per_account, realm.kept_login(login))])
    return _count_in_all(realm, address, own)


def spend_of_place(realm: Realm[AccountRow], request: Request, login: str) -> Tries:
    """As `spend`, where failing is not counted against the account: by address and in all, or for a browser of hers."""
    device = _device(realm, request, realm.kept_login(login))
    if device:
        return _count(realm, [(realm.limits.per_device, device)])
    address = network(request.remote_addr)
    return _count_in_all(realm, address, _count(realm, [(realm.limits.per_address, address)]))


def spend_of_session(realm: Realm[AccountRow], account_id: int) -> Tries:
    """As `spend`, of somebody who is signed in and says again who they are."""
    return _count(realm, [(realm.limits.per_session, str(account_id))])


def remember_device(realm: Realm[AccountRow], request: Request, response: Response, kept: str) -> None:
    """From now on this browser is one of hers. `kept`: by what her account is found (Realm.kept_login)."""
    if not _device(realm, request, kept):
        nonce = secrets.token_urlsafe(16)
        text, seconds = f"{nonce}.{_device_mark(realm, kept, nonce)}", DEVICE_DAYS * 24 * 3600
        cookies.set_cookie(response, _device_cookie(realm), text, behind_tls=realm.behind_tls, max_age=seconds)


def forget_device(realm: Realm[AccountRow], response: Response) -> None:
    """Nothing in this browser says any more that somebody has signed in with it."""
    cookies.expire(response, _device_cookie(realm), behind_tls=realm.behind_tls)


def is_device(realm: Realm[AccountRow], request: Request, login: str) -> bool:
    """Whether this person has signed in with this browser before."""
    return bool(_device(realm, request, realm.kept_login(login)))


def wait(limit: TooMany) -> str:
    minutes = max(1, -(-_seconds(limit) // 60))
    return str(_("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes))


def retry_after(limit: TooMany) -> dict[str, str]:
    return {"Retry-After": str(_seconds(limit))}


def _count_in_all(realm: Realm[AccountRow], address: str, own: Tries) -> Tries:
    try:
        return own + _count(realm, [(realm.limits.in_all, "")])
    except TooMany:
        return own + _reserve(realm, address, own)


def _reserve(realm: Realm[AccountRow], address: str, counted: Tries) -> Tries:
    """One of the tries that nobody else can use up; a refused one counts nowhere."""
    try:
        return _count(realm, [(realm.limits.reserved, address)])
    except TooMany:
        realm.throttle.give_back(counted)
        raise


def _count(realm: Realm[AccountRow], tries: Tries) -> Tries:
    realm.throttle.spend(tries)
    return tries


def _device(realm: Realm[AccountRow], request: Request, kept: str) -> str:
    """The device's own number if this person has signed in on it before, else nothing."""
    cookie = request.cookies.get(cookies.name_of(_device_cookie(realm), behind_tls=realm.behind_tls), "")
    nonce, _dot, mark = cookie.partition(".")
    right = _device_mark(realm, kept, nonce).encode()
    return nonce if hmac.compare_digest(mark.encode("utf-8", "surrogatepass"), right) else ""


def _device_mark(realm: Realm[AccountRow], kept: str, nonce: str) -> str:
    bound_to = f"{nonce}|{kept}".encode("utf-8", "surrogatepass")
    return hmac.digest(realm.key("device"), bound_to, "sha256").hex()


def _device_cookie(realm: Realm[AccountRow]) -> str:
    return f"{realm.name}-device"


def _seconds(limit: TooMany) -> int:
    return max(1, int(limit.wait.total_seconds()))
