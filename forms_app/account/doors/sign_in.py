"""Signing in and out: one page with Participant ID, password and code, one answer to whatever is wrong with them."""

from __future__ import annotations

from typing import cast

from flask import request
from werkzeug.wrappers import Response

from forms_app.account import events, guard
from forms_app.account.doors import arrival, ways
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles.history import NEW_BROWSER, What
from forms_app.i18n.translation import gettext as _
from forms_app.sealing.owner_keys import PublicKeys, unwrap
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import credentials, limits
from forms_app.web.sign_in.credentials import Checked

FIELDS = ("participant", "password", "code")
Answer = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


def sign_in_page() -> Answer:
    return see_other("/home/") if guard.is_signed_in() else _page()


def sign_in() -> Answer:
    participant, password, code = (field(name) for name in FIELDS)
    realm = services().realm
    try:
        counted = limits.spend(realm, request, participant)
    except TooMany as limit:
        return _page(limits.wait(limit), participant), 429, limits.retry_after(limit)
    checked = credentials.check(realm, participant, password, code)
    token = _let_in(checked, participant)
    if token is None:
        wrong = _("The Participant ID, the password or the code is not right. A code works only once.")
        return _page(wrong, participant), 422
    realm.throttle.give_back(counted)
    response = arrival.let_in(see_other("/home/"), token)
    limits.remember_device(realm, request, response, participant)
    return response


def _let_in(checked: Checked, participant: str) -> str | None:
    """The token of a new session if everything was right."""
    realm = services().realm
    with services().database.write() as connection:
        if checked.account is None or not credentials.use(connection, realm, checked):
            return None
        account = cast(HolderRow, checked.account)
        public = PublicKeys(account.public_keys)
        keys = unwrap(account.wrapped_by_password, checked.key, ways.PASSWORD, public)
        detail = "" if limits.is_device(realm, request, participant) else NEW_BROWSER
        events.note(connection, keys, public, What.SIGNED_IN, detail)
        return arrival.begin(connection, account.id, keys, public)


def _page(wrong: str = "", participant: str = "") -> str:
    return draw("account/sign_in.html", wrong=wrong, participant=participant)
