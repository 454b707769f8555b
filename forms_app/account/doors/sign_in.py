"""Signing in: one page with Participant ID, password and one thing more, one answer to whatever is wrong with them."""

from __future__ import annotations

from flask import make_response, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import events, guard
from forms_app.account.doors import arrival, repeats, ways
from forms_app.account.factors import passkeys, proof, seconds, tries
from forms_app.account.factors.held import factors_of
from forms_app.account.factors.seconds import Second, Shown
from forms_app.account.factors.tries import Try
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles.history import NEW_BROWSER, What
from forms_app.i18n.translation import gettext as _
from forms_app.sealing.owner_keys import PublicKeys, unwrap
from forms_app.storage.account import requests
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.accounts import accounts
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import limits, recovery_codes


def sign_in_page() -> Response | str:
    return see_other("/home/") if guard.is_signed_in() else _page()


def sign_in() -> Response:
    if repeated := repeats.again():
        return repeated
    participant, realm = field("participant"), services().realm
    with services().database.read() as connection:
        account = accounts.find_active(connection, realm.rows, services().mark_of(participant))
    second = seconds.check(account, shown())
    try:
        one = tries.begin(participant, second)
    except TooMany as limit:
        page = make_response(_page(_too_many(limit), participant), 429, limits.retry_after(limit))
        return events.note_wrong_try(page, account)
    key = realm.check_password(account.password_hash if account else None, field("password"))
    token = _let_in(account, one, key) if account and key and second.is_right else None
    if account is None or token is None:
        tries.failed(one, is_password=key is not None and not second.is_right)
        return events.note_wrong_try(make_response(_page(_not_right(), participant), 422), account)
    return _welcome(account, second, token)


def shown() -> Shown:
    """The one thing more, as it was posted."""
    return Shown(field("code"), field("passkey"), guard.bound_to())


def _let_in(account: HolderRow, one: Try, key: bytes) -> str | None:
    """The token of a new session; None where there were too many tries, or another request took the code first."""
    with services().database.write() as connection:
        if not tries.is_good(connection, one) or not seconds.use(connection, account, one.second):
            return None
        token = _begin(connection, account, key)
        repeats.keep(connection, token, "/home/")
        return token


def _begin(connection: Connection, account: HolderRow, key: bytes) -> str:
    public = PublicKeys(account.public_keys)
    keys = unwrap(account.wrapped_by_password, key, ways.PASSWORD, public)
    detail = "" if limits.is_device(services().realm, request, field("participant")) else NEW_BROWSER
    arrival.is_whole(connection, account.id, keys, public)
    events.note(connection, keys, public, What.SIGNED_IN, detail)
    return arrival.begin(connection, account.id, keys, public)


def _welcome(account: HolderRow, second: Second, token: str) -> Response:
    """Home, or to what she was typing when her session was over; who has used up the last code of her sheet, and has
    nothing else, gets a new sheet first."""
    with services().database.read() as connection:
        has_more = second.sheet is None or _has_more(connection, account)
        was_typing = has_more and _was_typing(connection, account)
    response = see_other("/requests/" if was_typing else "/home/" if has_more else "/settings/sheet/")
    if not has_more:
        proof.give(response, arrival.session_id(token))
    limits.remember_device(services().realm, request, response, account.login)
    return arrival.let_in(response, token)


def _has_more(connection: Connection, account: HolderRow) -> bool:
    left = recovery_codes.count(connection, services().realm, account.id)
    return left > 0 or factors_of(connection, account).count > 0


def _was_typing(connection: Connection, account: HolderRow) -> bool:
    return requests.has_kept_post(connection, account.id, services().now() - requests.KEPT)


def _not_right() -> str:
    """The same, whatever it was, and however often."""
    return _("Something is not right: the Participant ID, the password, or the code. A code works only once.")


def _too_many(limit: TooMany) -> str:
    more = _("Or use a code of your printed sheet, or two codes of your app one after the other: those count at once.")
    return f"{limits.wait(limit)} {more}"


def _page(wrong: str = "", participant: str = "") -> str:
    question = passkeys.ask_to_use(guard.bound_to())
    return draw("account/sign_in.html", wrong=wrong, participant=participant, question=question)
