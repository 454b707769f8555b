"""What everybody does with their own account: password, recovery codes, authenticator; each asks again who it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.accounts import accounts
from forms_app.staff.accounts.set_up import chosen_wrongly
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.office import office
from forms_app.storage.accounts import accounts as stored
from forms_app.storage.accounts import staff
from forms_app.storage.throttles import TooMany
from forms_app.web.sign_in import authenticator_offers, credentials, limits, passwords, recovery_codes, sessions
from forms_app.web.sign_in.passwords import LEAST

Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]]
FEW = 3


def own_account() -> str:
    with office().database.read() as connection:
        name = staff.find_name(connection, signed_in().account_id)
        left = recovery_codes.count(connection, office().sign_in, signed_in().account_id)
    return render_template("staff/account.html", name=name, left=left, few=left <= FEW)


def password_page() -> str:
    return render_template("staff/password.html", least=LEAST)


def change_password() -> Response | Answer:
    """Every other browser of this person is signed out."""
    wrong = chosen_wrongly(signed_in().email)
    if wrong:
        return render_template("staff/password.html", least=LEAST, wrong=wrong), 422
    new = {"password_hash": passwords.hash_of(field("password"))}
    refused = _prove(
        lambda writing: _change(writing, Action.PASSWORD_CHANGED, **new), "staff/password.html", least=LEAST
    )
    return refused or redirect(url_for(".own_account"), 303)


def codes_page() -> str:
    return render_template("staff/renew.html")


def renew_codes() -> Answer:
    codes: list[str] = []
    refused = _prove(lambda writing: codes.extend(_new_codes(writing)), "staff/renew.html")
    return refused or render_template("staff/codes.html", codes=codes, is_new=False)


def _new_codes(connection: Connection) -> list[str]:
    return accounts.renew_recovery_codes(connection, office(), signed_in().account_id)


def authenticator_page() -> str:
    return render_template("staff/authenticator.html")


def offer_authenticator() -> Answer:
    """The old one works until the new one has shown a right code."""
    return _prove(lambda _connection: None, "staff/authenticator.html") or _offer_page(
        authenticator_offers.new(office().sign_in, signed_in().email, signed_in().email)
    )


def confirm_authenticator() -> Response | Answer:
    offer = authenticator_offers.read(office().sign_in, field("offer"), signed_in().id)
    if offer is None:
        return redirect(url_for(".authenticator_page"), 303)
    step = offer.step(office().sign_in, field("code"))
    if step is None:
        return _offer_page(offer, wrong=True), 422
    with office().database.write() as connection:
        _change(connection, Action.AUTHENTICATOR_CHANGED, totp_box=offer.box, totp_last_step=step)
    return redirect(url_for(".own_account"), 303)


def _prove(act: Callable[[Connection], None], template: str, **context: Any) -> Answer | None:
    """Do it if the present password and a code are right; otherwise the page again, which says so."""
    try:
        counted = limits.spend_of_session(office().sign_in, signed_in().account_id)
    except TooMany as limit:
        return render_template(template, wrong=limits.wait(limit), **context), 429, limits.retry_after(limit)
    checked = credentials.check(office().sign_in, signed_in().email, field("present"), field("code"))
    with office().database.write() as connection:
        if credentials.use(connection, office().sign_in, checked):
            act(connection)
        else:
            audit.record(connection, office(), Action.PROOF_REFUSED, signed_in().account_id)
            checked = credentials.Checked(None)
    if not checked.is_right:
        wrong = _("Your present password or the code is not right. A code works only once: wait for the next one.")
        return render_template(template, wrong=wrong, **context), 422
    office().sign_in.throttle.give_back(counted)
    return None


def _change(connection: Connection, action: Action, **values: Any) -> None:
    realm, mine = office().sign_in, signed_in().account_id
    if not stored.change_active(connection, realm.rows, mine, **values):
        abort(400)
    sessions.revoke_all(connection, realm, mine, but=signed_in().id)
    audit.record(connection, office(), action, mine)


def _offer_page(offer: authenticator_offers.Offer, *, wrong: bool = False) -> str:
    page = authenticator_offers.page_of(office().sign_in, offer, signed_in().id)
    return render_template("staff/offer.html", page=page, email=offer.label, wrong=wrong, to="confirm_authenticator")
